/** Counts what a session did wrong, and says when it was once too often. */
import type { Refusal } from "../mail/envelope.ts";
import type { SmtpAnswer } from "./command.ts";
import type { SmtpLimits } from "./hooks.ts";
import { tooManyErrors, tooManyLogins } from "./replies.ts";

export class Tally {
  readonly #limits: SmtpLimits;
  #errors = 0;
  #unknown = 0;
  #refusedRecipients = 0;
  #failedLogins = 0;

  constructor(limits: SmtpLimits) {
    this.#limits = limits;
  }

  /** Counts a refusal (`unknown`: of what is no command at all); with what the session ends, if it was one too many. */
  add({ recipient, reply, failedLogin }: SmtpAnswer, unknown: boolean): Refusal | undefined {
    const limits = this.#limits;
    // A server that is busy, or cannot look up who it is, says nothing of the password.
    if (reply.code < 500) return undefined;
    if (failedLogin !== undefined) return ++this.#failedLogins >= limits.failedLogins ? tooManyLogins : undefined;
    const isSyntax = reply.code === 501;
    const many = unknown
      ? ++this.#unknown >= limits.unknownCommands
      : recipient !== undefined && !isSyntax
        ? ++this.#refusedRecipients >= limits.refusedRecipients
        : ++this.#errors >= limits.errors;
    return many ? tooManyErrors : undefined;
  }
}
