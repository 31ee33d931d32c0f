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

/** The clock of a thread counts in steps of some ms on some machines: what is compared takes many of them, ms. */
const compared = 60;

/** Fails where the long work took too long each time, in CPU time of this thread: what else the machine does hardly counts. */
export async function expectLinear({ name, short, long, times, least }: Growth): Promise<void> {
  const said: string[] = [];
  for (let attempt = 0; attempt < attempts; attempt++) {
    // Whatever the short one takes: to stay below so much, one run says enough.
    if (times * least >= compared && (await millisecondsOf(long, 0)) < times * least) return;
    const after = await millisecondsOf(long, compared);
    const before = await millisecondsOf(short, compared);
    if (after < times * Math.max(before, least)) return;
    said.push(`${after.toFixed(2)} ms against ${before.toFixed(2)} ms`);
  }
  expect.fail(`${name} takes longer than ${times} times as long, ${attempts} times: ${said.join(", ")}`);
}

/** What `work` takes on average, if it is done again until `enough` ms are spent. */
async function millisecondsOf(work: () => unknown, enough: number): Promise<number> {
  const begun = process.threadCpuUsage();
  const spent = () => {
    const { user, system } = process.threadCpuUsage(begun);
    return (user + system) / 1000;
  };
  let done = 0;
  do {
    await work();
    done++;
  } while (spent() < enough);
  return spent() / done;
}
