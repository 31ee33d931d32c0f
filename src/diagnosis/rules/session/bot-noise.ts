/** A scanner or a bot: it spoke another protocol, guessed passwords, or left without a word. */

import { confidence } from "../../confidence.ts";
import { brokenBy, broughtMail, count, decidedBy, factOf, hasDialogue } from "../../look.ts";
import { defineRule } from "../../rule.ts";

const foreign = /^(GET|POST|HEAD|PUT|OPTIONS|CONNECT|USER|PASS|SSH-|HTTP|\\x16)/i;
/** The fields of an HTTP request, as Exim tells the last line that it did not understand. */
const request = /^(?:GET|POST|HEAD|PUT|OPTIONS|CONNECT|Accept|Host|User-Agent|Cookie|Content-)/i;
const warned = /non-SMTP command|SSL_accept|authentication failed/i;

/** Was there a login, and none that succeeded? */
const triedLogin = (verbs: Parameters<typeof count>[0]): boolean =>
  count(verbs, "AUTH") > 0 && (verbs.AUTH?.ok ?? 0) === 0;

export const botNoise = defineRule({
  cause: "session.bot-noise",
  refines: ["session.protocol-error", "session.too-many-errors"],
  evidence: ({ question, lastSession, last, earlierFromPeer }) => {
    if (last !== undefined) return undefined;
    const alien =
      factOf(lastSession, "command.refused", ({ verb }) => foreign.test(verb)) ??
      factOf(lastSession, "session.broken", ({ reason = "" }) => request.test(reason)) ??
      factOf(lastSession, "program.warned", ({ text }) => warned.test(text)) ??
      factOf(lastSession, "decision", ({ by }) => by === "postscreen.non-smtp-command");
    if (alien) return { facts: [alien] };
    const counted = factOf(lastSession, "session.counted");
    const offered = count(counted?.verbs ?? {}, "MAIL") > 0;
    // Whoever tries a login that failed, and offers nothing then, guesses.
    if (counted && question.from === undefined && !offered && triedLogin(counted.verbs)) return { facts: [counted] };
    const left = brokenBy(lastSession, "peer-closed");
    // Where commands are not in the log, that none is seen says nothing: the server's own summary knows better.
    if (decidedBy(lastSession, "session.ended") && !hasDialogue(lastSession)) return undefined;
    // A server that brought mail before is no bot because it hung up once: it comes again.
    if (broughtMail(earlierFromPeer)) return undefined;
    if (!left || offered || !["CONNECT", "EHLO", "HELO", "AUTH", "UNKNOWN", "STARTTLS"].includes(left.after))
      return undefined;
    return {
      facts: [left],
      confidence: left.after === "AUTH" || left.after === "UNKNOWN" ? 0.85 : confidence.inferred,
    };
  },
});
