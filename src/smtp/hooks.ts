/** What the server is handed by whoever builds it: it knows no store, no clock and no policy of its own. */
import type { Emit } from "../events/event.ts";
import type { Envelope, MessageSink, RecipientQuestion, Refusal, Resolution } from "../mail/envelope.ts";
import type { Turn } from "../net/turn.ts";

/** What a login came to: the account's address, or a refusal with the account where there is one of that name. */
export type Login =
  | { readonly account: string; readonly refusal?: undefined }
  | { readonly account?: string; readonly refusal: Refusal };

/** What SCRAM-SHA-256 proves a password by (RFC 5802 §3, RFC 7677). */
export interface ScramSecret {
  readonly salt: Buffer;
  readonly iterations: number;
  readonly storedKey: Buffer;
  readonly serverKey: Buffer;
  /** What holds when the proof is right. */
  readonly login: Login;
}

/** Who may log in, and as whom he may send. */
export interface Authentication {
  /** Takes some 70 ms of CPU, for unknown names as well. A refusal for a wrong password or name is 535 5.7.8 for both. */
  readonly checkPassword: (login: string, password: string) => Promise<Login>;
  /** Offered where it is there. An unknown name gets a secret too, always the same one, that no proof fits. */
  readonly scram?: (login: string) => ScramSecret;
  /** May the account send under that address? "" is the null sender. */
  readonly ownsAddress: (account: string, address: string) => boolean;
}

export interface SmtpHooks {
  /** Asked once for each RCPT. */
  readonly resolve: (question: RecipientQuestion) => Resolution | Promise<Resolution>;
  /** Without it nobody can log in, and AUTH is not offered. */
  readonly authentication?: Authentication;
  /** May everybody at that address send to everywhere? */
  readonly isTrusted?: (peer: string) => boolean;
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
