/** A message on its way in: its envelope, the place that takes its content, and what a refusal is. */
import type { Reply } from "./reply.ts";

/** A refusal is a value: what the peer is told, who decided (`recipient.unknown`), and the cause where it is known. */
export interface Refusal {
  readonly reply: Reply;
  /** Id of the decision, for log and statistics. */
  readonly by: string;
  /** Id from the list of causes. */
  readonly cause?: string;
}

/** What an address means here: a mailbox of ours, nobody in a domain of ours, or a foreign domain. */
export type Resolution =
  | { readonly kind: "mailbox"; readonly mailbox: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "relay" };

export interface EnvelopeRecipient {
  /** As it was given in RCPT. */
  readonly address: string;
  /** The mailbox that it means. */
  readonly mailbox: string;
}

/** All that is known of a message before its content comes. */
export interface Envelope {
  /** Our id of the message, 16 hex digits. */
  readonly id: string;
  /** Id of the session that brings it. */
  readonly session: string;
  /** "" is the null sender. */
  readonly sender: string;
  readonly recipients: readonly EnvelopeRecipient[];
  readonly helo: string;
  readonly peer: string;
  /** For the Received header (RFC 3848). */
  readonly protocol: "ESMTP" | "SMTP";
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Takes the content of one message. After `commit` or `abort` it is not used again. */
export interface MessageSink {
  /** Content without dot-stuffing. A promise asks to wait before more is given; trouble is kept for `commit`. */
  write(chunk: Buffer): void | Promise<void>;
  /** Resolves with undefined when no crash can lose the message any more, with a refusal when it was not kept. */
  commit(): Promise<Refusal | undefined>;
  /** Forgets the message and whatever was kept of it. */
  abort(): void;
}
