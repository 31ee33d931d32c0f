/** The queue gave up after trying for days; the last deferral says why. */
import { attemptFacts, gaveUp } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const expired = defineRule({
  cause: "queue.expired",
  refines: ["queue.waiting", "connect.refused", "connect.timeout", "dns.servfail"],
  evidence: ({ last, facts }) => {
    const over = last && gaveUp({ last, facts });
    if (!over) return undefined;
    return { facts: [over, ...attemptFacts(facts, last)] };
  },
});
