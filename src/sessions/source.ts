/** The port through which diagnosis sees sessions, wherever they are kept. */
import type { LevelChange } from "./levels.ts";
import type { Session } from "./session.ts";

/** A stretch of time without a sign of life from the log. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** `silent`: longer than the log is usually quiet; `lost`: the log itself says that lines are missing. */
  readonly why: "silent" | "lost" | "stopped";
}

/** What was looked through, in milliseconds since the epoch, and where nothing can be proven. */
export interface Coverage {
  readonly from: number;
  readonly to: number;
  readonly gaps: readonly Gap[];
  readonly files: readonly string[];
  readonly lines: number;
  readonly unread: number;
  /** Times that the log proves itself alive (heartbeats): then silence is proven silence. */
  readonly heartbeats: boolean;
  /** Ids of the formats that were read; `records` where it was no log. */
  readonly formats: readonly string[];
  /** How much our own logs said in that time. */
  readonly levels: readonly LevelChange[];
}

/** All answers are in order of time. Implemented by `in-memory` (a read log) and `records/`. */
export interface SessionSource {
  /** Sessions that bear a key of `keys.ts`, begun in [from, to). */
  find(key: string, from: number, to: number): Promise<readonly Session[]>;
  get(id: string): Promise<Session | undefined>;
  /** The last sessions of that peer that began before an instant, newest last. */
  before(peer: string, at: number, limit: number): Promise<readonly Session[]>;
  /** Sessions begun in [from, to). */
  between(from: number, to: number): Promise<readonly Session[]>;
  coverage(from: number, to: number): Promise<Coverage>;
}
