/** Whether the run before ended without a word, and the last that its log says. */
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { defined } from "../base/defined.ts";
import type { Zone } from "../base/zone.ts";
import type { Service } from "../events/event.ts";
import { newestName } from "../log/file-name.ts";
import { postino } from "../reading/formats/postino.ts";
import { dateInName } from "../reading/input.ts";
import { LineSplitter } from "../reading/split.ts";
import { LineView } from "../reading/view.ts";
import { stoppedInOrder } from "../records/tail.ts";

/** The last line of a log, whole, and when it was written, in milliseconds since the epoch. */
interface LastLine {
  readonly lastAt: number;
  readonly lastLine: string;
}

/** Both are alive as long as the program is; the journal also goes on without it. */
const alive: readonly Service[] = ["smtp", "system"];

/** Enough to hold the last full stamp of a busy log. */
const tailBytes = 1 << 20;

/**
 * Asked before anything is written. Undefined where the run before stopped in order, or there was none; an empty object where it did
 * not, and left no line. A line that the crash tore does not count.
 */
export function crashBefore(records: string, logFolder: string, zone: Zone): Partial<LastLine> | undefined {
  return stoppedInOrder(records) ? undefined : (lastLogged(logFolder, zone) ?? {});
}

/** The last that the newest log says, of those that are alive as long as the program is; undefined where there is none. */
export function lastLogged(logFolder: string, zone: Zone): LastLine | undefined {
  if (!existsSync(logFolder)) return undefined;
  const names = readdirSync(logFolder);
  const newest = alive.flatMap((service) => newestName(names, service) ?? []);
  const lines = newest.flatMap((name) => lastLineOf(join(logFolder, name), zone) ?? []);
  return lines.sort((a, b) => b.lastAt - a.lastAt)[0];
}

function lastLineOf(path: string, zone: Zone): LastLine | undefined {
  const { bytes, offset, modified } = endOf(path);
  const file = defined({ path, modified, date: dateInName(path) });
  const reader = postino.open({ zone, nodeOf: () => "", newSession: () => "" });
  const line = new LineView(file);
  let [lastAt, lastLine] = [Number.NaN, ""];
  const dated = ({ at }: { readonly at: number }) => {
    lastAt = at;
  };
  let number = 0;
  new LineSplitter().push(bytes, (view, start, end, at) => {
    line.place(view, start, end, offset + at, ++number);
    // Where the end was cut out of a longer file, its first line is the rest of one.
    if (reader.read(line, dated) === "read") lastLine = line.raw();
  });
  reader.close(dated);
  return lastLine === "" ? undefined : { lastAt, lastLine };
}

function endOf(path: string): { readonly bytes: Buffer; readonly offset: number; readonly modified: number } {
  const handle = openSync(path, "r");
  try {
    const { size, mtimeMs } = fstatSync(handle);
    const offset = Math.max(0, size - tailBytes);
    const bytes = Buffer.alloc(size - offset);
    const read = readSync(handle, bytes, 0, bytes.length, offset);
    return { bytes: bytes.subarray(0, read), offset, modified: mtimeMs };
  } finally {
    closeSync(handle);
  }
}
