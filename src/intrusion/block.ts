/** A block: who is kept out, why, since when and how long, and what it has refused. */

export interface Block {
  /** An address or a network as `base/network.ts` writes it; or an account of ours, as it is compared. */
  readonly blocked: string;
  /** Id of the rule, or "manual". */
  readonly rule: string;
  /** The letter that the peer is told. */
  readonly code: string;
  readonly reason: string;
  /** What was counted, and how much is allowed. */
  readonly count?: number;
  readonly limit?: number;
  /** The session that caused it. */
  readonly session?: string;
  /** Who did it by hand, and what he wrote to it. */
  readonly by?: string;
  readonly note?: string;
  /** Milliseconds since the epoch; without an end it stays until somebody removes it. */
  readonly since: number;
  readonly until?: number;
  /** How often it was blocked, this time included, as far as that is remembered. */
  readonly times: number;
  /** Sessions that it refused, and when the last. */
  readonly refused: number;
  readonly refusedAt?: number;
}

/** Blocked by hand: the guide's product calls it U. */
export const manual = { rule: "manual", code: "U", reason: "blocked by hand" } as const;

/** "6 counted, 5 are allowed": what led to it, in words. */
export const countText = ({ count, limit }: Pick<Block, "count" | "limit">): string =>
  count === undefined || limit === undefined ? "" : `${count} counted, ${limit} are allowed`;

/** Is it an account, and neither address nor network? */
export const isAccount = (blocked: string): boolean => blocked.includes("@");
