/** From when to when a file has lines, as far as that is known without reading it: a year of logs need not be read for a day. */

import type { Zone } from "../base/zone.ts";
import type { Detected } from "./detect.ts";
import { LineSplitter, maxLineBytes } from "./split.ts";
import { LineView } from "./view.ts";

/** Epoch milliseconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

const tailBytes = 64 * 1024;
/** A file may have been packed or moved a while after its last line; clocks and zones differ. */
const slackMilliseconds = 86_400_000;

/** Can it hold lines of that time? Yes, where its stamps do not tell. */
export async function mayHold(file: Detected, { from, to }: TimeSpan, zone: Zone): Promise<boolean> {
  if (!Number.isFinite(file.firstAt)) return true;
  if (file.firstAt > to) return false;
  const last = await lastAt(file, zone);
  return last === undefined || last >= from;
}

/** The latest that its last line may be of; undefined where nothing tells. */
async function lastAt({ input, container, format, firstAt }: Detected, zone: Zone): Promise<number | undefined> {
  const { again, bytes, modified } = input;
  if (!format && again) {
    const tail = await again(Math.max(0, bytes - tailBytes - maxLineBytes), bytes);
    const stamps: number[] = [];
    const strip = container.open({ file: input, zone });
    const splitter = new LineSplitter();
    const take = (line: Buffer, start: number, end: number, offset: number) => {
      const view = new LineView(input);
      view.place(line, start, end, offset, 1);
      if (strip(view) === true && !Number.isNaN(view.at)) stamps.push(view.at);
    };
    splitter.push(tail, take);
    splitter.end(take);
    if (stamps.length > 0) return stamps.reduce((last, at) => Math.max(last, at)) + slackMilliseconds;
  }
  // A file that was changed before its first line has another clock's time, or none.
  return modified === undefined || modified < firstAt ? undefined : modified + slackMilliseconds;
}
