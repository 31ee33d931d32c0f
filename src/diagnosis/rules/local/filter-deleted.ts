/** The message was taken, and a rule or a filter of the receiving server threw it away: nobody was told. */
import { swallowed } from "../../handed.ts";
import { decidedBy, factOf } from "../../look.ts";
import { objectionTo } from "../../objection.ts";
import { defineRule } from "../../rule.ts";

export const filterDeleted = defineRule({
  cause: "local.filter-deleted",
  refines: ["evidence.other-node", "eod.content-rule"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    const kept = swallowed(inquiry);
    if (kept) return kept;
    const decided = factOf(facts, "decision", ({ verdict }) => verdict === "discard");
    const ruled = last?.status === "discarded" ? objectionTo(inquiry, "rule") : undefined;
    if (ruled) return ruled;
    // Who decided may have written down another reason.
    if (last && decidedBy(facts, last.decidedBy, last.session)?.cause) return undefined;
    // What an antispam engine threw away as spam has its own cause.
    const isDiscarded = last?.status === "discarded" && !last.decidedBy?.startsWith("content.");
    if (!isDiscarded && (!decided || last)) return undefined;
    return { facts: [...(last?.fact ? [last.fact] : []), ...(decided ? [decided] : [])] };
  },
});
