/** The store itself expunged the message, as its folder keeps messages only for a time. */
import { attemptFacts } from "../../look.ts";
import { fateOf, retentionOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

export const retention = defineRule({
  cause: "store.retention",
  refines: ["store.delivered", "local.sieve", "local.spam-folder"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    const fate = fateOf(inquiry);
    if (!last || fate?.state !== "gone" || !fate.by || !retentionOf(facts, fate.by)) return undefined;
    return { facts: [fate.by, ...attemptFacts(facts, last)] };
  },
});
