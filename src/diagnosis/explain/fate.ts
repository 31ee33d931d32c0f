/** What became of a message for one recipient, in words: only what a server refused was refused. */
import { say, type Text } from "../../base/saying.ts";
import { type Reply, replyClass } from "../../mail/reply.ts";
import type { CauseId } from "../causes.ts";
import type { Said } from "./said.ts";

export type Fate = "taken" | "delayed" | "failed";

/** Exchange writes its own findings like replies. */
export const ownReply = /^(?:RESOLVER|ROUTING|STOREDRV|QUEUE|SMTPSEND|TRANSPORT|AGENT|CAT)\./;

/** Of names, lines and queues no server speaks; some programs make up a reply for them. */
const ofNobody =
  /^(?:dns\.|queue\.(?:expired|waiting|held|deleted|lost)|connect\.(?:refused|timeout|unreachable|reset))/;

/** That the other side refused it, by words alone. */
const refusedThere =
  /\brecipient'?s?'? (?:e-?mail |mail )?(?:server|provider|system|domain) (?:has )?(?:rejected|refused)|\b(?:server|system|provider) des empfängers hat .{0,80}(?:abgelehnt|abgewiesen|zurückgewiesen)|\bserveur (?:de messagerie )?du destinataire a (?:refusé|rejeté)|\bserver (?:di posta )?del destinatario ha (?:rifiutato|respinto)|\bservidor (?:de correo )?del destinatario (?:ha )?rechaz|\bservidor (?:de e-?mail )?do destinatário (?:recusou|rejeitou)|\bserver van de (?:ontvanger|geadresseerde) heeft .{0,80}(?:geweigerd|afgewezen)/i;

/** Is the cause one that no server tells? */
export const isOfNobody = (cause: CauseId | null): boolean => ofNobody.test(cause ?? "");

/** For good, by somebody else than whoever tells of it. */
function isRefused(cause: CauseId | null, reply: Reply | undefined, words: string): boolean {
  if (isOfNobody(cause)) return false;
  const isOwn = reply === undefined || reply.code === 0 || ownReply.test(reply.text);
  return isOwn ? refusedThere.test(words) : replyClass(reply) === 5;
}

/** Behind "The message for …". */
export function fateInWords(
  fate: Fate,
  cause: CauseId | null,
  { reply, host, words = "" }: { readonly words?: string } & Pick<Said, "reply" | "host">,
): Text {
  if (fate === "taken") return host ? say`was taken by ${host}` : say`was taken`;
  if (fate === "delayed")
    return host ? say`is delayed by ${host} and is tried again` : say`is delayed and is tried again`;
  if (isRefused(cause, reply, words)) return host ? say`was refused for good by ${host}` : say`was refused for good`;
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
