/** The open part of the records: frames of length, CRC and body, appended in order, each a closed session, an event of the system or a count of lines. */
import { crc32 } from "node:zlib";
import type { SystemEvent } from "../events/event.ts";
import type { Signs } from "../sessions/activity.ts";
import type { FailureEvent } from "../sessions/failures.ts";
import { keysOf } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import { writeLean } from "./lean.ts";

/** Of no session. */
export type KeptEvent = SystemEvent | FailureEvent;

export type Frame = { readonly session: Session } | { readonly event: KeptEvent } | { readonly read: LinesRead };

/** Of a log that was imported: how many lines were read, of any program, and in which minutes they were written. */
export interface LinesRead {
  readonly lines: number;
  readonly signs: Signs;
}

/** A session in a frame, as far as it must be known to find it: its JSON stays bytes. */
export interface SessionEntry {
  /** When it began and ended, epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Lines of the log that tell of it. */
  readonly lines: number;
  /** Hashes of its keys (`hashOf`). */
  readonly hashes: readonly number[];
  /** Of `lean.ts`, with a tab before the transcript. */
  readonly json: Buffer;
}

/** Length of the body (4 bytes) and its CRC-32 (4 bytes), all numbers big-endian. */
const headBytes = 8;
/** No session is larger: a transcript is bounded, so a larger length is damage. */
const maxBodyBytes = 64 * 1024 * 1024;
/** First byte of a body. */
const ofSession = 1;
const ofEvent = 2;
const ofLines = 3;
/** Of a session, before its hashes: the first byte, from, to (8 bytes each), lines, number of hashes (4 each). */
const fixedBytes = 25;

/** A key as 32 bits: what is found by it must be compared with the key itself. */
export const hashOf = (key: string): number => crc32(key);

/** A session is found by its id, too. */
export const idKey = (id: string): string => `session:${id.toUpperCase()}`;

export function encodeFrame(frame: Frame): Buffer {
  const body =
    "session" in frame
      ? sessionBody(frame.session)
      : "event" in frame
        ? jsonBody(ofEvent, frame.event)
        : jsonBody(ofLines, frame.read);
  body.writeUInt32BE(body.length - headBytes, 0);
  body.writeUInt32BE(crc32(body.subarray(headBytes)), 4);
  return body;
}

/** With room for the head. */
function sessionBody(session: Session): Buffer {
  const { json: told, transcript } = writeLean(session);
  const json = `${told}\t${transcript}`;
  const keys = [idKey(session.id), ...keysOf(session)];
  const head = headBytes + fixedBytes + 4 * keys.length;
  const body = Buffer.allocUnsafe(head + Buffer.byteLength(json));
  let at = body.writeUInt8(ofSession, headBytes);
  at = body.writeDoubleBE(session.from, at);
  at = body.writeDoubleBE(session.to, at);
  at = body.writeUInt32BE(linesOf(session), at);
  at = body.writeUInt32BE(keys.length, at);
  for (const key of keys) at = body.writeUInt32BE(hashOf(key), at);
  body.write(json, at);
  return body;
}

function jsonBody(first: number, of: KeptEvent | LinesRead): Buffer {
  const json = JSON.stringify(of);
  const body = Buffer.allocUnsafe(headBytes + 1 + Buffer.byteLength(json));
  body.write(json, body.writeUInt8(first, headBytes));
  return body;
}

/** Lines of the log that the transcript names; where it was left out, those of its ends. */
function linesOf({ events }: Session): number {
  let lines = 0;
  for (const { source } of events) if (source) lines += 1 + (source.also?.length ?? 0);
  return lines;
}

export interface Frames {
  readonly sessions: SessionEntry[];
  readonly events: KeptEvent[];
  readonly read: LinesRead[];
  /** Where the next frame begins: all before it was read. */
  readonly end: number;
  /** Frames that are there but damaged, each between the times of its neighbours. */
  readonly damaged: { readonly from: number; readonly to: number }[];
}

/**
 * Reads the whole frames of a buffer. A frame whose CRC is wrong is passed over where another whole one follows; otherwise it is
 * the end, torn by a crash or not yet written.
 */
export function decodeFrames(bytes: Buffer): Frames {
  const sessions: SessionEntry[] = [];
  const events: KeptEvent[] = [];
  const lines: LinesRead[] = [];
  const damaged: { from: number; to: number }[] = [];
  let [at, latest, bad] = [0, 0, false];
  for (let place = 0; ; ) {
    const end = endOfFrame(bytes, place);
    if (end === undefined) break;
    const body = bytes.subarray(place + headBytes, end);
    place = end;
    if (crc32(body) !== bytes.readUInt32BE(place - body.length - 4)) {
      bad = true;
      continue;
    }
    const read = readBody(body);
    if ("json" in read) sessions.push(read);
    else if ("signs" in read) lines.push(read);
    else events.push(read);
    const [from, to] = "json" in read ? [read.from, read.to] : "at" in read ? [read.at, read.at] : [latest, latest];
    if (bad) damaged.push({ from: latest || from, to });
    [at, latest, bad] = [place, Math.max(latest, to), false];
  }
  return { sessions, events, read: lines, end: at, damaged };
}

/** Undefined where there is no whole frame, or what stands there can be no length. */
function endOfFrame(bytes: Buffer, at: number): number | undefined {
  if (at + headBytes > bytes.length) return undefined;
  const length = bytes.readUInt32BE(at);
  const end = at + headBytes + length;
  return length === 0 || length > maxBodyBytes || end > bytes.length ? undefined : end;
}

function readBody(body: Buffer): SessionEntry | KeptEvent | LinesRead {
  if (body[0] === ofEvent) return JSON.parse(body.toString("utf8", 1)) as KeptEvent;
  if (body[0] === ofLines) return JSON.parse(body.toString("utf8", 1)) as LinesRead;
  const count = body.readUInt32BE(fixedBytes - 4);
  return {
    from: body.readDoubleBE(1),
    to: body.readDoubleBE(9),
    lines: body.readUInt32BE(17),
    hashes: Array.from({ length: count }, (_, n) => body.readUInt32BE(fixedBytes + 4 * n)),
    json: body.subarray(fixedBytes + 4 * count),
  };
}
