/** A user of ours sent it, we took it, and a rule of ours threw it away: his program says that it was sent. */
import { attemptFacts, loginIn } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const acceptedLost = defineRule({
  cause: "submission.accepted-lost",
  refines: ["local.filter-deleted"],
  evidence: ({ last, facts }) => {
    const login = last?.status === "discarded" ? loginIn(facts) : undefined;
    // A filter of the recipient's, or an alias of his, is no rule of ours.
    if (!last || !login || last.decidedBy === "exim.filter" || last.decidedBy === "exim.blackhole") return undefined;
    return { facts: [...attemptFacts(facts, last), login] };
  },
});
