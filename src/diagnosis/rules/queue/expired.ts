/** The queue gave up after trying for days; the last deferral says why. */
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const expired = defineRule({
  cause: "queue.expired",
  refines: ["queue.waiting", "connect.refused", "connect.timeout", "dns.servfail"],
  evidence: ({ last, facts }) => {
    const gaveUp = facts.find((fact) => fact.kind === "message.ended" && fact.how === "expired");
    if (!gaveUp || !last || last.status === "delivered" || last.status === "relayed") return undefined;
    return { facts: [gaveUp, ...attemptFacts(facts, last)] };
  },
});
