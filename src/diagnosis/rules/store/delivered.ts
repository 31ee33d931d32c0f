/** The message reached the mailbox. */
import { attemptFacts } from "../../look.ts";
import { fateOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

export const delivered = defineRule({
  cause: "store.delivered",
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    if (last?.status !== "delivered" || last.where?.folder === "Spam") return undefined;
    if (fateOf(inquiry)?.state === "gone") return undefined;
    return { facts: attemptFacts(facts, last) };
  },
});
