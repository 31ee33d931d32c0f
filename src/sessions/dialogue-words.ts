/** What single replies and remarks of a dialogue say by themselves. */
import { defined } from "../base/defined.ts";
import type { EventOf, Stage } from "../events/event.ts";
import type { Reply } from "../mail/reply.ts";

type ReplyEvent = EventOf<"smtp.reply">;

/** Verbs before any transaction whose refusal refuses the whole session; the refusal of others is only a refused command. */
export const sessionStages: Readonly<Record<string, Stage>> = {
  EHLO: "helo",
  HELO: "helo",
  LHLO: "helo",
  STARTTLS: "tls",
  AUTH: "auth",
};

/** A refused connection comes back within the time of one packet's way and back; silence lasts as long as the system waits. */
export const atOnceSeconds = 5;

export const tlsFailed = /^(?:TLS|SSL)(?: [\w ]{1,40})? failed:? ?(.*)/;

/** What a server says to somebody who was silent for too long, unasked. */
export const tooSilent = /\btime-?out\b|\btimed out\b|\b(?:idle|inactiv\w{1,5}|silent) (?:for )?too long\b/i;

/** Replies that nothing but a login is answered with, so their stage is known without the command. */
export const onlyToLogins = ({ code, text }: ReplyEvent): boolean =>
  code === 534 ||
  code === 535 ||
  code === 538 ||
  (code === 421 && failedLogins.test(text)) ||
  (code === 454 && loginLater.test(text)) ||
  (code === 502 && text.startsWith("Nobody logs in here"));

/** Our own words for "busy" and "the directory is down". */
const loginLater = /^(?:Too many log in at this moment|Nobody can log in now)\b/;
const failedLogins = /too many failed logins/i;

export const isTooMany = ({ code, text }: ReplyEvent): boolean =>
  code === 421 && /too many/i.test(text) && !failedLogins.test(text);

export const isBreak = (how: string): how is EventOf<"session.broken">["how"] =>
  ["timeout", "peer-closed", "peer-reset", "too-many-errors", "local-closed", "tls-failed"].includes(how);

export const replyOf = ({ code, enhanced, text }: ReplyEvent): Reply => defined({ code, enhanced, text });

/** Who decided that an account could not log in, by the cause in the summary. */
export const loginDecision = (cause = ""): string => loginDecisions[cause] ?? "login.failed";

const loginDecisions: Readonly<Record<string, string>> = {
  "submission.account-blocked": "login.blocked",
  "submission.auth-backend": "login.unavailable",
};
