/** A copy with the same Message-ID had come before, and this one was not kept. */
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const duplicate = defineRule({
  cause: "local.duplicate",
  refines: ["local.filter-deleted"],
  evidence: ({ last, facts }) =>
    last?.decidedBy === "sieve.duplicate" ? { facts: attemptFacts(facts, last) } : undefined,
});
