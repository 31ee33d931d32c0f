/** Where in a log file a time begins. */
import type { Buffer } from "node:buffer";
import type { Zone } from "../base/zone.ts";
import { detect, plainFormats } from "./detect.ts";
import { registry } from "./formats/registry.gen.ts";
import type { Input } from "./input.ts";

/** It is known as exactly as that. */
const exactBytes = 128 * 1024;
/** What is looked at to find a stamp. */
const lookBytes = 64 * 1024;

/** A byte of the file before which all lines are older, as far as its clock did not go back; undefined where its lines tell no time. */
export async function offsetOf(input: Input, at: number, zone: Zone, year?: number): Promise<number | undefined> {
  const { bytes, again } = input;
  if (!again) return undefined;
  const formats = plainFormats(registry);
  /** The time of the first line behind an offset that tells one. */
  const timeAt = async (offset: number): Promise<number> => {
    const head = await again(offset, Math.min(offset + lookBytes, bytes));
    const text = offset === 0 ? head : head.subarray(head.indexOf("\n") + 1);
    const part: Input = { ...input, chunks: () => once(text) };
    return (await detect(part, formats, { zone, ...(year !== undefined && { year }) })).firstAt;
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

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
