/** The seam for verbs: a verb is a file, says in which phases it is allowed, and answers from state and argument alone. */
import type { EnvelopeRecipient, NoticeWishes, Refusal } from "../mail/envelope.ts";
import type { Reply } from "../mail/reply.ts";
import type { HeaderRoom } from "./header-room.ts";
import type { ListenerKind, Resumption, ResumptionKey, SmtpHooks, SmtpLimits, Unfinished } from "./hooks.ts";

/**
 * `start`: not greeted yet · `greeted`: no transaction · `mail`: no valid recipient yet · `rcpt`: there is one ·
 * `chunks`: content has begun to come by BDAT.
 */
export type Phase = "start" | "greeted" | "mail" | "rcpt" | "chunks";

/** For verbs that may be said at any time. */
export const anyPhase: readonly Phase[] = ["start", "greeted", "mail", "rcpt", "chunks"];

/** A recipient that was refused in the open transaction. */
interface RefusedRecipient {
  readonly address: string;
  readonly reply: Reply;
}

/** What MAIL and RCPT have said so far. */
export interface OpenTransaction {
  /** "" is the null sender. */
  readonly sender: string;
  readonly recipients: readonly EnvelopeRecipient[];
  readonly refused: readonly RefusedRecipient[];
  /** SIZE as declared; 0 where it was not. */
  readonly declaredBytes: number;
  /** SMTPUTF8 was asked for. */
  readonly utf8: boolean;
  readonly notices: NoticeWishes;
  /** TRANSID as given (RFC 1845). */
  readonly transid?: string;
  /** What is kept of the same message, to go on with. */
  readonly unfinished?: Unfinished;
  /** Content has begun to come by BDAT. */
  readonly chunking?: true;
}

export interface SmtpState {
  /** The session's id. */
  readonly session: string;
  /** Who is there. */
  readonly peer: string;
  /** The peer may send to everywhere without a login. */
  readonly trusted: boolean;
  /** The name given in EHLO, HELO or LHLO; absent before. */
  readonly helo?: string;
  /** Greeted by EHLO or LHLO. */
  readonly extended: boolean;
  /** Transactions that were opened in this session so far. */
  readonly opened: number;
  /** "TLSv1.3 TLS_AES_256_GCM_SHA384" where the session is encrypted. */
  readonly tls?: string;
  /** The account that logged in. */
  readonly user?: string;
  /** What it logged in by, see `mail/login.ts: Login`. */
  readonly proof?: string;
  readonly transaction?: OpenTransaction;
}

/** What comes next on the connection, where it is not the next command. */
export type Next =
  /** The content of a message, up to the final dot. */
  | "content"
  /** A chunk of content; `discard`: it is only read, because it was refused. */
  | { readonly chunkBytes: number; readonly last: boolean; readonly discard: boolean }
  | "tls"
  /** A line that is a secret, and what answers it. */
  | { readonly secret: (line: string) => SmtpAnswer | Promise<SmtpAnswer> }
  | "close";

/** A verb's answer. With `by` it is a refusal: who decided, and the cause where it is known. */
export interface SmtpAnswer {
  readonly reply: Reply;
  readonly by?: string;
  readonly cause?: string;
  /** For the log alone, see `mail/envelope.ts: Refusal`. */
  readonly detail?: string;
  /** The recipient that the refusal is about. */
  readonly recipient?: string;
  /** The sender of a transaction that MAIL refused to open: it gets its summary all the same. */
  readonly refusedSender?: string;
  /** A login was refused: for which account, if it is one of ours; "" for any other name. */
  readonly failedLogin?: string;
  /** The state from here on; a transaction that is no longer in it was given up. */
  readonly state?: SmtpState;
  readonly next?: Next;
}

/** What verbs may know of their surroundings: the same for all sessions of a listener. */
export interface CommandHooks extends Pick<SmtpHooks, "resolve" | "authentication" | "expand" | "mayWrite"> {
  readonly hostname: string;
  readonly listener: ListenerKind;
  /** We have a certificate. */
  readonly tlsOffered: boolean;
  readonly limits: SmtpLimits;
  /** Of all sessions of the server. */
  readonly headerRoom: HeaderRoom;
  readonly resumption?: Resumption;
  readonly hasRoom?: SmtpHooks["hasRoom"];
}

export interface SmtpCommand {
  /** In capitals. */
  readonly verb: string;
  /** In any other phase the engine answers 503 5.5.1 by itself. */
  readonly phases: readonly Phase[];
  /** The listeners that know it; elsewhere it is no command (500 5.5.2). All where it says nothing. */
  readonly listeners?: readonly ListenerKind[];
  /** Is the argument logged, or what of it? Not where none is expected: what stands there may be anything, secrets too. */
  readonly argumentLogged: boolean | ((argument: string) => string);
  /** What a true command of this verb looks like: tells it from a line of content or a secret that begins like one. */
  readonly shape: RegExp;
  /** Only what must wait gives a promise. */
  readonly run: (state: SmtpState, argument: string, hooks: CommandHooks) => SmtpAnswer | Promise<SmtpAnswer>;
}

/** Declares a verb; the file has its name. */
export const defineCommand = (command: SmtpCommand): SmtpCommand => command;

/** Where a session stands; the whole state machine, with `phases`. */
export function phaseOf(state: SmtpState): Phase {
  if (state.helo === undefined) return "start";
  if (!state.transaction) return "greeted";
  if (state.transaction.chunking) return "chunks";
  return state.transaction.recipients.length > 0 ? "rcpt" : "mail";
}

/** Why the account that logged in is logged in no more: suspended, removed, or its password is another. */
export const loggedOut = ({ user, proof }: SmtpState, { authentication }: CommandHooks): Refusal | undefined =>
  user === undefined ? undefined : authentication?.mayNotStay?.(user, proof);

/** The state without its transaction. */
export function withoutTransaction({ transaction: _, ...rest }: SmtpState): SmtpState {
  return rest;
}

/** Under which key what comes of the message is kept, and found again; undefined where the peer named no TRANSID. */
export function resumptionKey(
  { peer, helo = "", tls, user }: SmtpState,
  { transid, sender }: Pick<OpenTransaction, "transid" | "sender">,
): ResumptionKey | undefined {
  return transid === undefined ? undefined : { transid, who: user ?? peer, helo, sender, tls: tls !== undefined };
}

/** A refusal as an answer. `by` is the id of the decision. */
export const refuse = (
  by: string,
  cause: string | undefined,
  code: number,
  enhanced: string | undefined,
  text: string,
): SmtpAnswer => ({ reply: { code, ...(enhanced && { enhanced }), text }, by, ...(cause && { cause }) });

/** The answer to a RCPT, with the refused recipient noted in the transaction. */
export function refuseRecipient(
  state: SmtpState,
  open: OpenTransaction,
  address: string,
  answer: SmtpAnswer,
): SmtpAnswer {
  const note = { address, reply: answer.reply };
  return {
    ...answer,
    recipient: address,
    state: { ...state, transaction: { ...open, refused: [...open.refused, note] } },
  };
}

/** 501 5.5.4 for a verb that takes no argument. */
export const needsNoArgument = (verb: string): SmtpAnswer =>
  refuse("syntax.argument", "session.protocol-error", 501, "5.5.4", `${verb} takes no argument`);
