/** A mail program moved the message to another folder, and it still lies there. */
import { attemptFacts } from "../../look.ts";
import { fateOf, isSpamFolder, moveOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

export const imapMoved = defineRule({
  cause: "client.imap-moved",
  refines: ["store.delivered", "local.sieve", "local.spam-folder"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    const fate = fateOf(inquiry);
    if (!last || fate?.state !== "moved" || !fate.by || isSpamFolder(fate.folder)) return undefined;
    return { facts: [...moveOf(inquiry), ...attemptFacts(facts, last)], ...(fate.folder && { detail: fate.folder }) };
  },
});
