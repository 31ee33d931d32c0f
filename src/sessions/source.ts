/** The port through which diagnosis sees sessions, wherever they are kept. */
import type { Source } from "../events/event.ts";
import type { BlockEvent } from "./blocks.ts";
import type { ChangeEvent } from "./changes.ts";
import type { FailureEvent } from "./failures.ts";
import type { LevelChange } from "./levels.ts";
import type { Session } from "./session.ts";
import type { Stop } from "./stops.ts";

/** A stretch of time without a sign of life from the log, or of which nothing can be read. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /**
   * `silent`: longer than the log is usually quiet; `lost`: the log itself says that lines are missing; `stopped`: the server did not
   * run; `damaged`: what a file of the records had of that time cannot be read.
   */
  readonly why: "silent" | "lost" | "stopped" | "damaged";
  /** The damaged file, and what is wrong with it. */
  readonly file?: string;
  readonly reason?: string;
}

/** What was looked through, in milliseconds since the epoch, and where nothing can be proven. */
export interface Coverage {
  readonly from: number;
  readonly to: number;
  readonly gaps: readonly Gap[];
  readonly files: readonly string[];
  readonly lines: number;
  readonly unread: number;
  /** Sessions of a skimmed log that nothing asked for so far, so that only their words were read. */
  readonly passedOver?: number;
  /** Files that were not looked into, as they have no line of the time in question. */
  readonly passedFiles?: readonly string[];
  /** Lines of files that were read in part, of minutes to which the question did not lead. */
  readonly passedLines?: number;
  /** Lines that stand in another file, too, and count once. */
  readonly copiedLines?: number;
  /** Files that could not be read to their end, and why: what they have of that time is missing. */
  readonly damagedFiles?: readonly { readonly file: string; readonly why: string }[];
  /** Times that the log proves itself alive (heartbeats): then silence is proven silence. */
  readonly heartbeats: boolean;
  /** Ids of the formats that were read; `records` where it was no log. */
  readonly formats: readonly string[];
  /** How much our own logs said in that time. */
  readonly levels: readonly LevelChange[];
  /** Who was blocked up to the end of that time, as far as our own logs tell that were looked through. */
  readonly blocks: readonly BlockEvent[];
  /** What was changed up to the end of that time, as far as the logs tell. */
  readonly changes: readonly ChangeEvent[];
  /** Programs of the server that did not start, up to the end of that time. */
  readonly failures: readonly FailureEvent[];
  /** When the server was stopped and started again in that time, however shortly. */
  readonly stops: readonly Stop[];
}

/**
 * All answers are in order of time, those of a millisecond by their ids. Implemented by `in-memory` (a read log) and `records/`.
 * Damage is never an error to the asker: the coverage tells of it. An instant may be infinite.
 */
export interface SessionSource {
  /** Sessions that bear at least one of these keys of `keys.ts`, begun in [from, to); of more than `limit` the newest. */
  find(anyOf: readonly string[], from: number, to: number, limit?: number): Promise<readonly Session[]>;
  /** By its id, in any case. */
  get(id: string): Promise<Session | undefined>;
  /** The last sessions of that peer that began before an instant, newest last. */
  before(peer: string, at: number, limit: number): Promise<readonly Session[]>;
  /** Sessions begun in [from, to); of more than `limit` the newest. */
  between(from: number, to: number, limit?: number): Promise<readonly Session[]>;
  /** Sessions begun in [from, to) that may reach to that time or beyond it; absent where that takes as long as `between`. */
  reaching?(from: number, to: number): Promise<readonly Session[]>;
  /** When the sessions began that may bear the id (`isIdKey`); undefined where they are many. Absent where that takes as long as to read all. */
  begun?(key: string): Promise<readonly number[] | undefined>;
  /** What there is of [from, to], and next to it. */
  coverage(from: number, to: number): Promise<Coverage>;
  /** Of a source that reads no more than it must: is all of it read by now? What was answered before that is to be asked again. */
  isWhole?(): boolean;
  /** The raw text of a line that it gave as evidence, where it keeps the text itself. */
  textOf?(source: Source): string | undefined;
}
