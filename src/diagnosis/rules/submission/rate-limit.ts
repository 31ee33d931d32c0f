/** The user had written to as many as he may in that time, mostly in earlier sessions. */
import { attemptFacts, causeSaid, decidedFor, loginIn } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** What Postfix counts on a listener of users. */
const atSubmission = /^anvil (?:submission |(?:\S{1,255}:)?(?:submissions?|smtps|587|465)$)/;

const limits: ReadonlySet<string> = new Set(["mail.rate-limit", "rcpt.rate"]);

/** A policy service (iRedAPD) says no more of what its user may send; a full mailbox has codes of its own (5.2.2). */
const sendersQuota = /^(?:<[^>]{1,320}>: )?recipient address rejected: (?:throttling )?quota exceeded\b/i;

export const rateLimit = defineRule({
  cause: "submission.rate-limit",
  refines: ["mail.rate-limit", "rcpt.rate", "rcpt.quota"],
  evidence: (inquiry) => {
    const limited = inquiry.lastSession.find(
      (fact) => fact.kind === "rcpt.refused" && fact.stage !== "connect" && atSubmission.test(fact.decidedBy ?? ""),
    );
    if (limited) return { facts: [limited] };
    // What is said for anybody's mail is said here to a user who writes too much.
    const { last, lastSession, facts } = inquiry;
    const isUser = last?.role === "server" && (last.decidedBy === "submission" || loginIn(lastSession) !== undefined);
    const isQuota = last?.reply?.enhanced?.endsWith(".7.1") && sendersQuota.test(last.reply.text);
    if (isUser && (isQuota || limits.has(causeSaid(last) ?? ""))) return { facts: attemptFacts(facts, last) };
    return decidedFor(inquiry, /^sender\.rate-(?:hour|day)$/);
  },
});
