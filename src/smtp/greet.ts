/** What EHLO, HELO and LHLO have in common: the name of the peer, and what is offered to it. */
import { type CommandHooks, refuse, type SmtpAnswer, type SmtpState } from "./command.ts";
import { isSubmission } from "./hooks.ts";
import { mechanismsFor } from "./sasl.ts";

/** A host name or an address literal. Underscores are wrong and common; a name is not refused for that. */
const name = /^(?:[\w.-]{1,255}|\[[\w.:]{2,64}\])$/;

/** Answers EHLO and LHLO (with keywords) or HELO (without). Its replies never bear enhanced codes (RFC 2034 §3). */
export function greet(state: SmtpState, argument: string, hooks: CommandHooks, extended: boolean): SmtpAnswer {
  if (!name.test(argument)) {
    return refuse("syntax.helo", "session.protocol-error", 501, undefined, "Give the name of your host, nothing else");
  }
  const { transaction: _, ...rest } = state;
  const keywords = extended ? keywordsFor(state, hooks) : [];
  return {
    reply: { code: 250, text: [`${hooks.hostname} greets ${argument} [${state.peer}]`, ...keywords].join("\n") },
    state: { ...rest, helo: argument, extended },
  };
}

/** What can be had at this listener now. */
function keywordsFor(state: SmtpState, hooks: CommandHooks): readonly string[] {
  const { limits, listener } = hooks;
  const mechanisms = mechanismsFor(state, hooks);
  return [
    "PIPELINING",
    `SIZE ${limits.messageBytes}`,
    "8BITMIME",
    "SMTPUTF8",
    "ENHANCEDSTATUSCODES",
    "CHUNKING",
    "DSN",
    `LIMITS MAILMAX=${limits.messagesPerSession} RCPTMAX=${limits.recipients}`,
    ...(hooks.resumption && !isSubmission(listener) ? ["CHECKPOINT"] : []),
    ...(hooks.tlsOffered && state.tls === undefined ? ["STARTTLS"] : []),
    ...(mechanisms.length > 0 ? [`AUTH ${mechanisms.join(" ")}`] : []),
    "HELP",
  ];
}
