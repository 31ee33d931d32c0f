/** What EHLO and HELO have in common: the name of the peer. */
import { type CommandHooks, refuse, type SmtpAnswer, type SmtpState } from "./command.ts";

/** A host name or an address literal. Underscores are wrong and common; a name is not refused for that. */
const name = /^(?:[\w.-]{1,255}|\[[\w.:]{2,64}\])$/;

/** Answers EHLO (with keywords) or HELO (without). Its replies never bear enhanced codes (RFC 2034 §3). */
export function greet(
  state: SmtpState,
  argument: string,
  { hostname, peer }: CommandHooks,
  keywords: readonly string[] | undefined,
): SmtpAnswer {
  if (!name.test(argument)) {
    return refuse("syntax.helo", "session.protocol-error", 501, undefined, "Give the name of your host, nothing else");
  }
  return {
    reply: { code: 250, text: [`${hostname} greets ${argument} [${peer}]`, ...(keywords ?? [])].join("\n") },
    state: { helo: argument, extended: keywords !== undefined, opened: state.opened },
  };
}
