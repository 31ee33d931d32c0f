/** The message reached the mailbox. */
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const delivered = defineRule({
  cause: "store.delivered",
  evidence: ({ last, facts }) => {
    if (last?.status !== "delivered" || last.where?.folder === "Spam") return undefined;
    return { facts: attemptFacts(facts, last) };
  },
});
