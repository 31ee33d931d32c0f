/** Does the time that work takes grow with the length of what it is given, and no faster? */
import { expect } from "vitest";

/** What stands for a hostile line, a short and a long one. */
export interface Growth {
  /** Told where it grows faster. */
  readonly name: string;
  readonly short: () => unknown;
  readonly long: () => unknown;
  /** The long one may take so many times what the short one takes, … */
  readonly times: number;
  /** … which counts as at least so much, ms of CPU: below it other things are measured. */
  readonly least: number;
}

/** On a machine under load a single measurement says little; what grows faster does it each time. */
const attempts = 5;

/** Fails where the long work took too long each time, in CPU time of this thread: what else the machine does hardly counts. */
export async function expectLinear({ name, short, long, times, least }: Growth): Promise<void> {
  const said: string[] = [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    const after = await millisecondsOf(long);
    // Whatever the short one takes.
    if (after < times * least) return;
    // The first time it may not be compiled yet.
    const before = Math.min(await millisecondsOf(short), await millisecondsOf(short));
    if (after < times * Math.max(before, least)) return;
    said.push(`${after.toFixed(1)} ms against ${before.toFixed(1)} ms`);
  }
  expect.fail(`${name} takes longer than ${times} times as long, ${attempts} times: ${said.join(", ")}`);
}

async function millisecondsOf(work: () => unknown): Promise<number> {
  const begun = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(begun);
  return (user + system) / 1000;
}
