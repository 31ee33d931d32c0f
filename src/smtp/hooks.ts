/** What the server is handed by whoever builds it: it knows no store, no clock and no policy of its own. */
import type { Emit } from "../events/event.ts";
import type {
  Envelope,
  EnvelopeRecipient,
  MessageSink,
  RecipientQuestion,
  Refusal,
  Resolution,
} from "../mail/envelope.ts";
import type { Authentication } from "../mail/login.ts";
import type { ConnectionLimits } from "../net/connection-count.ts";
import type { TimeLimits } from "../net/deadlines.ts";
import type { Turn } from "../net/turn.ts";
import type { CommandHooks } from "./command.ts";

/** Who a listener is for: other servers · our users, by STARTTLS or encrypted at once · programs that hand over mail. */
export type ListenerKind = "mx" | "submission" | "submissions" | "lmtp";

/** Listeners of our users, who must log in (RFC 6409). */
export const isSubmission = (kind: ListenerKind): boolean => kind === "submission" || kind === "submissions";

/** What a broken transfer must have in common with the one that goes on with it. */
export type ResumptionKey = {
  /** TRANSID as given. */
  readonly transid: string;
  /** The account that logged in, otherwise the peer's address. */
  readonly who: string;
  readonly helo: string;
  readonly sender: string;
  readonly tls: boolean;
};

/** A message whose transfer broke: what came of it, ready to go on. */
export interface Unfinished {
  readonly recipients: readonly EnvelopeRecipient[];
  /** How many bytes of content (dots unstuffed) are kept; they end with a whole line. */
  readonly bytes: number;
  /** These bytes, once; the message is taken out of what is kept. */
  readonly content: () => AsyncIterable<Buffer>;
}

/** Takes the content of a message in parallel, until the message is whole or the transfer breaks. */
export interface Recording {
  readonly write: (chunk: Buffer) => void;
  /** The transfer broke: keep it, for a limited time. */
  readonly keep: () => void;
  /** The message came to its end. */
  readonly drop: () => void;
}

/** The store of broken transfers. */
export interface Resumption {
  readonly find: (key: ResumptionKey) => Promise<Unfinished | undefined>;
  readonly record: (key: ResumptionKey, recipients: readonly EnvelopeRecipient[]) => Recording;
}

/** Why a peer is kept out. */
export interface Barrier extends Refusal {
  /** The session goes on until one of these verbs comes before a login; absent: it ends before it has begun. */
  readonly verbs?: ReadonlySet<string>;
}

export interface SmtpHooks {
  /** Asked once for each RCPT. */
  readonly resolve: (question: RecipientQuestion) => Resolution | Promise<Resolution>;
  /** Without it nobody can log in, and AUTH is not offered. */
  readonly authentication?: Authentication;
  /** May everybody at that address send to everywhere? */
  readonly isTrusted?: (peer: string) => boolean;
  /** The members of a group, for EXPN of a user who logged in; undefined for what is none. */
  readonly expand?: (account: string, name: string) => readonly string[] | undefined;
  /** Keeps what came of a message whose transfer broke (RFC 1845); without it CHECKPOINT is not offered. */
  readonly resumption?: Resumption;
  /** Asked at MAIL: is there room for a message of so many bytes? Without it there always is. */
  readonly hasRoom?: (bytes: number) => boolean;
  /** Called for DATA before it is answered; throwing is answered 451 instead of 354. */
  readonly openMessage: (envelope: Envelope) => MessageSink;
  /** Asked for each connection: a refusal is told instead of the greeting, or later; "cut": there is no session, we hang up. */
  readonly mayConnect?: (peer: string, listener: ListenerKind) => Barrier | "cut" | undefined;
  /** Asked before that, without a proxy: is the connection closed at once, before anything is made for it? It must be cheap. */
  readonly isCut?: (peer: string, listener: ListenerKind) => boolean;
  /** Asked for each RCPT of a user who logged in, before it is asked who that is. */
  readonly mayWrite?: (
    account: string,
    from: { readonly peer: string; readonly session: string },
  ) => Refusal | undefined;
  /** Ids of sessions and messages, 16 hex digits. */
  readonly nextId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly emit: Emit;
  /** Told of what another hook threw; the peer is told to come again. */
  readonly failed?: (error: unknown) => void;
  /** One for all servers of the process; it writes log and replies. */
  readonly turn: Turn;
}

/** Each limit as a setting; all can be overridden one by one. */
export interface SmtpLimits extends ConnectionLimits, TimeLimits {
  /** A command with its CRLF. RFC 5321 §4.5.3.1.4 asks for 512; parameters of extensions and long addresses need more. */
  readonly lineBytes: number;
  /** Content as on the wire without the final dot; told in EHLO as SIZE (RFC 1870). */
  readonly messageBytes: number;
  /** A line of content; RFC 5322 §2.1.1 allows 998, and much real mail has more. */
  readonly contentLineBytes: number;
  /** RFC 5321 §4.5.3.1.8 asks for at least 100. */
  readonly recipients: number;
  readonly messagesPerSession: number;
  /** Received lines of a message: more is a loop (RFC 5321 §6.3 asks for 100 at least). */
  readonly hops: number;
  /** Silence of the peer while a command, or content, is awaited; RFC 5321 §4.5.3.2.7 asks for 5 minutes. Fractions are allowed. */
  readonly commandSeconds: number;
  readonly dataSeconds: number;
  /** Commands refused for syntax or order in a session. */
  readonly errors: number;
  /** Words that are no command at all. */
  readonly unknownCommands: number;
  /** Recipients refused in a session: more is guessing, and a large list may hold some dead addresses. */
  readonly refusedRecipients: number;
  readonly failedLogins: number;
  /** So long a new peer is let wait for the greeting; who talks before it is no mail server (0: no pause). */
  readonly greetingPauseSeconds: number;
}

/** What a session gets from its server; limits may change, and hold for new sessions. */
export interface Surroundings {
  readonly node: string;
  readonly listener: ListenerKind;
  readonly limits: SmtpLimits;
  readonly hooks: SmtpHooks;
  readonly commandHooks: CommandHooks;
}
