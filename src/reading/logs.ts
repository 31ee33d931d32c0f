/** Which logs there are to read: what each file is, in what order they come, and which hold nothing of the time in question. */
import { UsageError } from "../base/error.ts";
import type { Zone } from "../base/zone.ts";
import { plain } from "./containers/plain.ts";
import { type Detected, detect, plainFormats } from "./detect.ts";
import type { LogFormat } from "./format.ts";
import { registry } from "./formats/registry.gen.ts";
import { type Input, inputsOf } from "./input.ts";
import type { ReadOptions } from "./read.ts";
import { byRotation, isRotatedFrom } from "./rotation.ts";
import { mayHold } from "./timespan.ts";

/** What is wrong with a file of a folder or an archive: it is told, and the others are read. Throws what is wrong with one that was named. */
export function damageOf({ path, named }: Input, error: unknown): string {
  if (named || !(error instanceof UsageError)) throw error;
  return error.message.replace(`cannot read ${path}: `, "");
}

export const zoneFor = ({ zone, zoneOf }: ReadOptions, file: string): Zone => zoneOf?.(file) ?? zone;

interface Logs {
  /** In the order of their first stamps. */
  readonly wanted: readonly Detected[];
  /** Without a line of the time in question. */
  readonly passed: readonly string[];
  readonly detected: readonly Detected[];
}

/** A younger file of a log does not begin so long before an older one: it is of the next year. */
const halfYear = 183 * 86_400_000;

/** `year`: of its first stamp. */
async function lookedAt(
  input: Input,
  options: ReadOptions,
  formats: readonly LogFormat[],
  year: number | undefined,
): Promise<Detected> {
  const known = year === undefined ? undefined : { year };
  const looked = detect(input, formats, { zone: zoneFor(options, input.path), ...known });
  const found = await looked.catch((error: unknown) => {
    const damage = damageOf(input, error);
    return { input, container: plain, firstAt: Number.POSITIVE_INFINITY, skipped: damage, damage };
  });
  return { ...found, ...known };
}

/** Finds the logs and looks at their heads. Throws UsageError for what cannot be read. */
export async function logsOf(options: ReadOptions): Promise<Logs> {
  const inputs = await inputsOf(options.logs, options, options.now ?? Date.now());
  const formats = plainFormats(registry);
  const detected: Detected[] = [];
  for (const input of inputs.toSorted((a, b) => byRotation(a.path, b.path))) {
    const before = detected.at(-1);
    const older = before && isRotatedFrom(before.input.path, input.path) ? before : undefined;
    const year = older?.year ?? options.year;
    const looked = await lookedAt(input, options, formats, year);
    const isNext = older && year !== undefined && looked.firstAt < older.firstAt - halfYear;
    detected.push(isNext ? await lookedAt(input, options, formats, year + 1) : looked);
  }
  detected.sort((a, b) => {
    if (a.firstAt !== b.firstAt) return a.firstAt < b.firstAt ? -1 : 1;
    return byRotation(a.input.path, b.input.path);
  });
  const logs = detected.filter(({ skipped }) => !skipped);
  const passed: string[] = [];
  const wanted: Detected[] = [];
  for (const one of logs) {
    const isWanted = !options.span || (await mayHold(one, options.span, zoneFor(options, one.input.path)));
    if (isWanted) wanted.push(one);
    else passed.push(one.input.path);
  }
  return { wanted, passed, detected };
}
