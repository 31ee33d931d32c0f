/** A listener for users refused somebody who had not logged in. */
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const authRequired = defineRule({
  cause: "submission.auth-required",
  refines: ["rcpt.restricted", "rcpt.relay-denied", "mail.sender-blocked"],
  evidence: ({ last, facts }) => {
    if (last?.decidedBy !== "submission" || last.stage !== "rcpt" || !/access denied/i.test(last.reply?.text ?? ""))
      return undefined;
    const isKnown = facts.some((fact) => fact.kind === "decision" && fact.by === "login.accepted");
    return isKnown ? undefined : { facts: attemptFacts(facts, last) };
  },
});
