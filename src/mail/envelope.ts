/** A message on its way in: its envelope, the place that takes its content, and what a refusal is. */
import type { Reply } from "./reply.ts";

/** A refusal is a value: what the peer is told, who decided (`recipient.unknown`), and the cause where it is known. */
export interface Refusal {
  readonly reply: Reply;
  /** Id of the decision, for log and statistics. */
  readonly by: string;
  /** Id from the list of causes. */
  readonly cause?: string;
  /** What the system said, where an error of ours is behind it: for our log, never for the peer. */
  readonly detail?: string;
}

/** What decides who a recipient is: the address, and who asks. */
export interface RecipientQuestion {
  /** As given in RCPT, without brackets; `postmaster` may come without a domain. */
  readonly address: string;
  /** "" is the null sender. */
  readonly sender: string;
  /** The size that MAIL declared; 0 where it did not. */
  readonly declaredBytes: number;
  /** The peer may send to everybody: it logged in, or its network is trusted. */
  readonly mayRelay: boolean;
}

/** One whom an alias, a group or a forward names and who does not get the message, while others do; nobody is told so. */
export interface Missed {
  readonly address: string;
  readonly refusal: Refusal;
}

/** What an address means: mailboxes of ours (aliases and groups are resolved), addresses elsewhere, or nobody. */
export type Resolution =
  | {
      readonly kind: "accepted";
      readonly mailboxes: readonly string[];
      readonly remote: readonly string[];
      readonly missed?: readonly Missed[];
      /** The domain has no such name: its catch-all takes it. */
      readonly caught?: true;
    }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export interface EnvelopeRecipient {
  /** As it was given in RCPT. */
  readonly address: string;
  /** The mailboxes that it means. */
  readonly mailboxes: readonly string[];
  /** Addresses elsewhere that it means, by forwarding or because it is one. */
  readonly remote: readonly string[];
  readonly missed?: readonly Missed[];
  /** By the catch-all of its domain. */
  readonly caught?: true;
  /** NOTIFY and ORCPT (RFC 3461), as given. */
  readonly notify?: string;
  readonly originalRecipient?: string;
}

/** Who wants a notice of what: RET and ENVID of MAIL (RFC 3461), as given. */
export interface NoticeWishes {
  readonly return?: string;
  readonly id?: string;
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
  /** For the Received header: ESMTP with S for TLS and A for a login, and their like (RFC 3848, RFC 6531). */
  readonly protocol: string;
  /** "TLSv1.3 TLS_AES_256_GCM_SHA384" where the session is encrypted. */
  readonly tls?: string;
  /** The account that logged in. */
  readonly user?: string;
  /** Addresses or header may hold UTF-8 (RFC 6531). */
  readonly utf8: boolean;
  readonly notices: NoticeWishes;
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
