/** The user had written to as many as he may in that time, mostly in earlier sessions. */
import { decidedFor } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** What Postfix counts on a listener of users. */
const atSubmission = /^anvil (?:submission |(?:\S{1,255}:)?(?:submissions?|smtps|587|465)$)/;

export const rateLimit = defineRule({
  cause: "submission.rate-limit",
  refines: ["mail.rate-limit"],
  evidence: (inquiry) => {
    const limited = inquiry.lastSession.find(
      (fact) => fact.kind === "rcpt.refused" && fact.stage !== "connect" && atSubmission.test(fact.decidedBy ?? ""),
    );
    return limited ? { facts: [limited] } : decidedFor(inquiry, /^sender\.rate-(?:hour|day)$/);
  },
});
