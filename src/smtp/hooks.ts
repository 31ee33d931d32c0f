/** What the server is handed by whoever builds it: it knows no store, no clock and no policy of its own. */
import type { Emit } from "../events/event.ts";
import type { Envelope, MessageSink, Refusal, Resolution } from "../mail/envelope.ts";
import type { Turn } from "../net/turn.ts";

export interface SmtpHooks {
  /** Asked once for each RCPT, with the bare address; `postmaster` may come without a domain. */
  readonly resolve: (recipient: string) => Resolution | Promise<Resolution>;
  /** Called for DATA before it is answered; throwing is answered 451 instead of 354. */
  readonly openMessage: (envelope: Envelope) => MessageSink;
  /** Asked for each connection: a refusal is told instead of the greeting. */
  readonly mayConnect?: (peer: string) => Refusal | undefined;
  /** Ids of sessions and messages, 16 hex digits. */
  readonly nextId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly emit: Emit;
  /** One for all servers of the process; it writes log and replies. */
  readonly turn: Turn;
}

/** Each limit as a setting; all can be overridden one by one. */
export interface SmtpLimits {
  /** A command with its CRLF. RFC 5321 §4.5.3.1.4 asks for 512; parameters of extensions and long addresses need more. */
  readonly lineBytes: number;
  /** Content as on the wire without the final dot; told in EHLO as SIZE (RFC 1870). */
  readonly messageBytes: number;
  /** RFC 5321 §4.5.3.1.8 asks for at least 100. */
  readonly recipients: number;
  readonly messagesPerSession: number;
  /** Silence of the peer; RFC 5321 §4.5.3.2.7 asks for 5 minutes. Fractions are allowed. */
  readonly idleSeconds: number;
  /** A whole session, whatever it does: one that sends a byte now and then would hold its place for ever. */
  readonly sessionSeconds: number;
  /** Commands refused for syntax or order in a session. */
  readonly errors: number;
  /** Words that are no command at all. */
  readonly unknownCommands: number;
  /** Recipients refused in a session: more is guessing, and a large list may hold some dead addresses. */
  readonly refusedRecipients: number;
  readonly connections: number;
  readonly connectionsPerPeer: number;
}

export const defaultLimits: SmtpLimits = {
  lineBytes: 2_000,
  messageBytes: 50_000_000,
  recipients: 1_000,
  messagesPerSession: 10_000,
  idleSeconds: 300,
  sessionSeconds: 14_400,
  errors: 20,
  unknownCommands: 10,
  refusedRecipients: 100,
  connections: 10_000,
  connectionsPerPeer: 1_000,
};
