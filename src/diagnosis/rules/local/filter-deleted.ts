/** The message was taken, and a rule of the receiving server threw it away: nobody was told. */
import { factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const filterDeleted = defineRule({
  cause: "local.filter-deleted",
  evidence: ({ last, facts }) => {
    const decided = factOf(facts, "decision", ({ verdict }) => verdict === "discard");
    // What an antispam engine threw away has its own cause.
    const isDiscarded = last?.status === "discarded" && !last.decidedBy?.startsWith("content.");
    if (!isDiscarded && (!decided || last)) return undefined;
    return { facts: [...(last?.fact ? [last.fact] : []), ...(decided ? [decided] : [])] };
  },
});
