/** One run of one service: a connection, or one queue entry's life, with everything that happened in it. */
import type { Ended, Fact, MailEvent, Outcome, Place, Role, Service } from "../events/event.ts";
import type { Reply } from "../mail/reply.ts";

export interface Recipient {
  /** As it was given. */
  readonly address: string;
  /** The reply to its RCPT; absent where the log does not show it. */
  readonly reply?: Reply;
}

/** MAIL … final reply. */
export interface Transaction {
  /** From 1. */
  readonly number: number;
  /** Absent where the log does not say; "" is the null sender. */
  readonly sender?: string;
  readonly recipients: readonly Recipient[];
  readonly queueId?: string;
  readonly messageId?: string;
  readonly transid?: string;
  readonly sizeBytes?: number;
  readonly status: Outcome;
  readonly where?: Place;
}

export interface Session {
  /** 16 hex digits. */
  readonly id: string;
  /** `start`: its beginning was not in what was read; `end`: its end was not. */
  readonly partial?: "start" | "end";
  readonly service: Service;
  readonly role: Role;
  readonly node: string;
  /** IP address of the other side, and its name where the log gives it. */
  readonly peer?: string;
  readonly peerHost?: string;
  readonly local?: { readonly ip?: string; readonly port?: number };
  /** Milliseconds since the epoch of the first and the last event. */
  readonly from: number;
  readonly to: number;
  readonly ended: Ended;
  readonly helo?: string;
  readonly tls?: string;
  readonly user?: string;
  readonly transactions: readonly Transaction[];
  /** What diagnosis reads, in order of time. */
  readonly facts: readonly Fact[];
  /**
   * Everything, in order of time: the transcript, head and tail of a long one (`transcript.ts`). Facts that were derived from
   * dialogue are not in it.
   */
  readonly events: readonly MailEvent[];
  /** So many events were not kept, behind so many of those that were. */
  readonly omitted?: { readonly events: number; readonly behind: number };
}
