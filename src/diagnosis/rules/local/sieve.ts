/** A sieve script, or another filter of its recipient, did something else with the message than to lay it into the inbox. */
import { attemptFacts } from "../../look.ts";
import { isSpamFolder } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

export const sieve = defineRule({
  cause: "local.sieve",
  refines: ["store.delivered", "local.forward-nocopy", "local.filter-deleted"],
  evidence: ({ last, facts }) => {
    const by = last?.decidedBy ?? "";
    const isFilter = by === "exim.filter" || (by.startsWith("sieve.") && by !== "sieve.duplicate");
    if (!last || !isFilter) return undefined;
    if (last.where && (last.where.folder === "INBOX" || isSpamFolder(last.where.folder))) return undefined;
    return { facts: attemptFacts(facts, last) };
  },
});
