/** A mail program took the message for spam and moved it. */
import { attemptFacts } from "../../look.ts";
import { fateOf, isSpamFolder, moveOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

export const junk = defineRule({
  cause: "client.junk",
  refines: ["store.delivered", "local.sieve"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    const fate = fateOf(inquiry);
    if (!last || fate?.state !== "moved" || !fate.by || !isSpamFolder(fate.folder)) return undefined;
    return { facts: [...moveOf(inquiry), ...attemptFacts(facts, last)], ...(fate.folder && { detail: fate.folder }) };
  },
});
