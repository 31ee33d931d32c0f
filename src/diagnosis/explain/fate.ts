/** What became of a message for one recipient, in words: only what a server refused was refused. */
import { say, type Text } from "../../base/saying.ts";
import { type Reply, replyClass } from "../../mail/reply.ts";
import type { CauseId } from "../causes.ts";

export type Fate = "taken" | "delayed" | "failed";

/** Exchange writes its own findings like replies. */
export const ownReply = /^(?:RESOLVER|ROUTING|STOREDRV|QUEUE|SMTPSEND|TRANSPORT|AGENT|CAT)\./;

/** Of names, lines and queues no server speaks; some programs make up a reply for them. */
const ofNobody =
  /^(?:dns\.|queue\.(?:expired|waiting|held|deleted|lost)|connect\.(?:refused|timeout|unreachable|reset))/;

/** For good, by somebody else than whoever tells of it. */
const isRefused = (reply: Reply | undefined, cause: CauseId | null): boolean =>
  reply !== undefined && replyClass(reply) === 5 && !ownReply.test(reply.text) && !ofNobody.test(cause ?? "");

/** Behind "The message for …". */
export function fateInWords(
  fate: Fate,
  cause: CauseId | null,
  reply: Reply | undefined,
  host: string | undefined,
): Text {
  if (fate === "taken") return host ? say`was taken by ${host}` : say`was taken`;
  if (fate === "delayed")
    return host ? say`is delayed by ${host} and is tried again` : say`is delayed and is tried again`;
  if (isRefused(reply, cause)) return host ? say`was refused for good by ${host}` : say`was refused for good`;
  return host ? say`could not be delivered to ${host}` : say`could not be delivered`;
}

/** By the first digit of a reply; a bounce says itself whether the message is tried again. */
export const fateOf = (reply: Reply): Fate =>
  replyClass(reply) === 2 || replyClass(reply) === 3 ? "taken" : replyClass(reply) === 4 ? "delayed" : "failed";

/** What a piece of a log says of a try, whatever the reply was: Postfix, Sendmail, qmail, Exim. */
const deferred =
  /\bstatus=deferred\b|\bstat(?:us)?=deferred:|\bdeferral: |\bSMTP error from remote mail server .{1,200}: defer \(/i;
const ended = /\bstatus=(?:bounced|expired)\b|\bdelivery \d{1,10}: failure: /i;

/** That of a piece of a log; undefined where it says nothing of what became of it. */
export const fateLogged = (text: string): Fate | undefined =>
  ended.test(text) ? "failed" : deferred.test(text) ? "delayed" : undefined;
