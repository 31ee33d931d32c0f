/** A block as it is told outside: times as ISO 8601, what is not there as null. */
import { isoTime as iso } from "../base/iso.ts";
import type { Block } from "../intrusion/block.ts";

export interface BlockView {
  readonly blocked: string;
  readonly rule: string;
  readonly code: string;
  readonly reason: string;
  readonly count: number | null;
  readonly limit: number | null;
  readonly since: string;
  /** Null: until it is removed. */
  readonly until: string | null;
  /** The session that caused it. */
  readonly session: string | null;
  readonly by: string | null;
  readonly note: string | null;
  /** How often it was blocked, this time included. */
  readonly times: number;
  /** Sessions that it refused, and when the last. */
  readonly refused: number;
  readonly refusedAt: string | null;
}

export function blockView({ count, limit, since, until, session, by, note, refusedAt, ...same }: Block): BlockView {
  const { blocked, rule, code, reason, times, refused } = same;
  const counted = { count: count ?? null, limit: limit ?? null };
  const time = { since: iso(since), until: until === undefined ? null : iso(until) };
  const who = { session: session ?? null, by: by ?? null, note: note ?? null };
  const last = refusedAt === undefined ? null : iso(refusedAt);
  return { blocked, rule, code, reason, ...counted, ...time, ...who, times, refused, refusedAt: last };
}
