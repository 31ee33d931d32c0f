/** The seam for verbs: a verb is a file, says in which phases it is allowed, and answers from state and argument alone. */
import type { EnvelopeRecipient } from "../mail/envelope.ts";
import type { Reply } from "../mail/reply.ts";
import type { SmtpHooks, SmtpLimits } from "./hooks.ts";

/** `start`: not greeted yet · `greeted`: no transaction · `mail`: no valid recipient yet · `rcpt`: there is one. */
export type Phase = "start" | "greeted" | "mail" | "rcpt";

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
}

export interface SmtpState {
  /** The name given in EHLO or HELO; absent before. */
  readonly helo?: string;
  /** Greeted by EHLO. */
  readonly extended: boolean;
  /** Transactions that were opened in this session so far. */
  readonly opened: number;
  readonly transaction?: OpenTransaction;
}

/** A verb's answer. With `by` it is a refusal: who decided, and the cause where it is known. */
export interface SmtpAnswer {
  readonly reply: Reply;
  readonly by?: string;
  readonly cause?: string;
  /** The recipient that the refusal is about. */
  readonly recipient?: string;
  /** The sender of a transaction that MAIL refused to open: it gets its summary all the same. */
  readonly refusedSender?: string;
  /** The state from here on; a transaction that is no longer in it was given up. */
  readonly state?: SmtpState;
  /** What comes next on the connection, where it is not the next command. */
  readonly next?: "content" | "close";
}

/** What verbs may know of their surroundings. */
export interface CommandHooks {
  readonly hostname: string;
  readonly peer: string;
  readonly limits: SmtpLimits;
  readonly resolve: SmtpHooks["resolve"];
}

export interface SmtpCommand {
  /** In capitals. */
  readonly verb: string;
  /** In any other phase the engine answers 503 5.5.1 by itself. */
  readonly phases: readonly Phase[];
  /** Is the argument logged? Not where none is expected: what stands there may be anything, secrets too. */
  readonly argumentLogged: boolean;
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
  return state.transaction.recipients.length > 0 ? "rcpt" : "mail";
}

/** The state without its transaction. */
export function withoutTransaction({ transaction: _, ...rest }: SmtpState): SmtpState {
  return rest;
}

/** A refusal as an answer. `by` is the id of the decision. */
export const refuse = (
  by: string,
  cause: string | undefined,
  code: number,
  enhanced: string | undefined,
  text: string,
): SmtpAnswer => ({ reply: { code, ...(enhanced && { enhanced }), text }, by, ...(cause && { cause }) });

/** 501 5.5.4 for a verb that takes no argument. */
export const needsNoArgument = (verb: string): SmtpAnswer =>
  refuse("syntax.argument", "session.protocol-error", 501, "5.5.4", `${verb} takes no argument`);
