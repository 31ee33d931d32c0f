/** The seam for intrusion prevention: what is counted, how often it may be, and what a peer is told who does it more often. */
import type { EventKind, EventOf } from "../events/event.ts";

export interface IntrusionRule<K extends EventKind = EventKind> {
  /** The file's name; also the name of its setting below `intrusion.rules`. */
  readonly id: string;
  /** The letter that a blocked peer is told; those of the guide's product mean the same here. */
  readonly code: string;
  /** "exceeding RSET command count": for log and list. */
  readonly reason: string;
  /**
   * The kinds of events that are counted. Dialogue counts as it happens; a fact counts when its session is over, because that is when
   * facts are known, in any log.
   */
  readonly on: readonly K[];
  /** Is it one that counts? Pure. */
  readonly where: (event: EventOf<K>) => boolean;
  /** Counted in one session; or for an address (of IPv6: a /64), whose count decays so that as many as the limit are forgotten in so many seconds. */
  readonly within: "session" | number;
  /** The count of a session begins anew with each message that is taken: good clients do this between messages. */
  readonly since?: "last accepted message";
}

/** Declares a rule; `where` sees events of exactly the kind that `on` names. */
export const defineIntrusionRule = <K extends EventKind>(rule: IntrusionRule<K>): IntrusionRule =>
  rule as unknown as IntrusionRule;
