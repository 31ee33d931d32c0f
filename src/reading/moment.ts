/** Where in a log file a time begins. */
import { Buffer } from "node:buffer";
import type { Zone } from "../base/zone.ts";
import { type Detected, detect, firstRecordAt, plainFormats } from "./detect.ts";
import { registry } from "./formats/registry.gen.ts";
import type { Input } from "./input.ts";

/** It is known as exactly as that. */
const exactBytes = 128 * 1024;
/** What is looked at to find a stamp. */
const lookBytes = 64 * 1024;

/** A byte of the file before which all lines are older, as far as its clock did not go back; undefined where its lines tell no time. */
export async function offsetOf(
  { input, container, year }: Pick<Detected, "input" | "container" | "year">,
  at: number,
  zone: Zone,
): Promise<number | undefined> {
  const { bytes, again } = input;
  if (!again) return undefined;
  const formats = plainFormats(registry);
  const header = container.hasHeader ? firstLine(await again(0, lookBytes)) : Buffer.alloc(0);
  /** The time of the first line behind an offset that tells one. */
  const timeAt = async (offset: number): Promise<number> => {
    const head = await again(offset, Math.min(offset + lookBytes, bytes));
    const text = offset === 0 ? head : head.subarray(head.indexOf("\n") + 1);
    const part: Input = { ...input, chunks: () => once(Buffer.concat([header, text])) };
    const options = { zone, ...(year !== undefined && { year }) };
    if (container.hasRecords) return firstRecordAt(part, container, options);
    return (await detect(part, formats, options)).firstAt;
  };
  let [low, high] = [0, bytes];
  while (high - low > exactBytes) {
    const middle = Math.floor((low + high) / 2);
    const time = await timeAt(middle);
    if (!Number.isFinite(time)) return undefined;
    if (time < at) low = middle;
    else high = middle;
  }
  return low;
}

const firstLine = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.indexOf("\n") + 1);

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
