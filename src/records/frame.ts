/** The open part of the records: frames of length, CRC and JSON, appended in order, each a closed session or a sign of life. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { SystemEvent } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";

export type Frame = { readonly session: Session } | { readonly event: SystemEvent };

/** Length of the body (4 bytes) and its CRC-32 (4 bytes), both big-endian. */
const headBytes = 8;
/** No session is larger: a transcript is bounded, so a larger length is damage. */
const maxBodyBytes = 64 * 1024 * 1024;

export function encodeFrame(frame: Frame): Buffer {
  const body = Buffer.from(JSON.stringify(frame));
  const whole = Buffer.allocUnsafe(headBytes + body.length);
  whole.writeUInt32BE(body.length, 0);
  whole.writeUInt32BE(crc32(body), 4);
  body.copy(whole, headBytes);
  return whole;
}

export interface Frames {
  readonly frames: readonly Frame[];
  /** Bytes at the end that are no whole frame: a write that a crash tore, or damage. */
  readonly tornBytes: number;
}

/** Reads frames up to the first that is not whole. */
export function decodeFrames(bytes: Buffer): Frames {
  const frames: Frame[] = [];
  let at = 0;
  while (at + headBytes <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const end = at + headBytes + length;
    if (length > maxBodyBytes || end > bytes.length) break;
    const body = bytes.subarray(at + headBytes, end);
    if (crc32(body) !== bytes.readUInt32BE(at + 4)) break;
    frames.push(JSON.parse(body.toString()) as Frame);
    at = end;
  }
  return { frames, tornBytes: bytes.length - at };
}

/** The whole frames of a folder's last days, oldest first; none where there is no folder. Throws the system's error. */
export function* framesIn(folder: string, lastDays = Number.POSITIVE_INFINITY): Generator<Frame> {
  if (!existsSync(folder)) return;
  const days = readdirSync(folder).filter((name) => name.endsWith(".open"));
  for (const day of days.sort().slice(-lastDays)) yield* decodeFrames(readFileSync(join(folder, day))).frames;
}
