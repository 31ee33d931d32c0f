/** A mail program deleted the message over IMAP. */
import { attemptFacts } from "../../look.ts";
import { fateOf, retentionOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

export const imapExpunged = defineRule({
  cause: "client.imap-expunged",
  refines: ["store.delivered", "local.sieve", "local.spam-folder"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    const fate = fateOf(inquiry);
    if (!last || fate?.state !== "gone" || fate.by?.service !== "imap" || retentionOf(facts, fate.by)) return undefined;
    return { facts: [fate.by, ...attemptFacts(facts, last)] };
  },
});
