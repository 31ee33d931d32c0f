/** A part of the records that can be searched, open or sealed, and what is asked of it. */
import type { Signs } from "../sessions/activity.ts";
import { keysOf } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import { hashOf, idKey, type KeptEvent } from "./frame.ts";
import { readLean } from "./lean.ts";

/** Epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A session as it is kept: when it began, and its JSON (`lean.ts`). */
export interface Stored {
  readonly from: number;
  readonly json: string;
  /** Undefined where it is damaged, and where it stands in the JSON. */
  readonly transcript: () => string | undefined;
  /** Once it was read: a question comes to the same session by several keys. */
  session?: Session;
}

export const sessionOf = (stored: Stored): Session => (stored.session ??= readLean(stored.json, stored.transcript));

/** What is known of a part without reading its sessions. */
export interface Summary {
  readonly sessions: number;
  /** How many keys they have together. */
  readonly keys: number;
  /** Lines of the log that they tell of. */
  readonly lines: number;
  readonly signs: Signs;
  /** Where frames of it were damaged when it was sealed. */
  readonly damaged: readonly Span[];
}

/** Sessions as they lie on the disk, each piece packed by itself. */
export interface PackedBlock {
  readonly body: Uint8Array;
  readonly transcripts: Uint8Array;
}

/** A file holds something else than was written. */
export class DamagedPart extends Error {
  readonly code = "DAMAGED";
}

/** Its sessions have numbers that grow with the time of their beginning; not every number has one. Throws for a damaged file. */
export interface Part {
  readonly path: string;
  /** The earliest and the latest that it tells of; undefined where that is nothing. */
  readonly span: Span | undefined;
  /** Numbers of sessions that may have the key with that hash, growing. */
  readonly hits: (hash: number) => readonly number[];
  /** From this number on, before that one are all sessions begun in [from, to), and some more. */
  readonly range: (from: number, to: number) => readonly [number, number];
  /** Undefined for a number without session, and for one in a damaged block. */
  readonly stored: (number: number) => Stored | undefined;
  /** Every key's hash with the number of its session, in any order. */
  readonly keys: () => Iterable<readonly [hash: number, number: number]>;
  readonly summary: () => Summary;
  /** In order of time, without heartbeats, which are in the signs. */
  readonly events: () => readonly KeptEvent[];
  /** Blocks that were found damaged so far. */
  readonly damaged: () => readonly Span[];
  /**
   * Of a sealed part whose blocks may be taken over: when each begins, and one as it lies on the disk, undefined where it is damaged.
   */
  readonly packed?: {
    readonly begins: () => Float64Array;
    readonly block: (n: number) => PackedBlock | undefined;
  };
  readonly close: () => void;
}

/** The sessions of a part with one of these keys that began in [from, to), newest first. */
export function* findIn(part: Part, anyOf: readonly string[], from: number, to: number): Generator<Session> {
  const [lower, upper] = part.range(from, to);
  const hits = new Set(anyOf.flatMap((key) => part.hits(hashOf(key))));
  const wanted = new Set(anyOf);
  for (const number of [...hits].sort((a, b) => b - a)) {
    if (number >= upper) continue;
    if (number < lower) return;
    const stored = part.stored(number);
    if (!stored || stored.from < from || stored.from >= to) continue;
    const session = sessionOf(stored);
    if (wanted.has(idKey(session.id)) || keysOf(session).some((key) => wanted.has(key))) yield session;
  }
}

/** The sessions of a part that began in [from, to), newest first. */
export function* sessionsIn(part: Part, from: number, to: number): Generator<Session> {
  const [lower, upper] = part.range(from, to);
  for (let number = upper - 1; number >= lower; number--) {
    const stored = part.stored(number);
    if (stored && stored.from >= from && stored.from < to) yield sessionOf(stored);
  }
}

/** What was begun in [from, to), in order of time. */
export function* storedIn(part: Part, from: number, to: number): Generator<Stored> {
  const [lower, upper] = part.range(from, to);
  for (let number = lower; number < upper; number++) {
    const stored = part.stored(number);
    if (stored && stored.from >= from && stored.from < to) yield stored;
  }
}

/** The least index in [0, length) whose value is at least that; `length` where none is. */
export function firstAtLeast(length: number, valueAt: (index: number) => number, least: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(middle) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
