/** The message was taken and then thrown away as spam: nobody was told. */
import { objectionTo, withheld } from "../../objection.ts";
import { defineRule } from "../../rule.ts";

export const spamDeleted = defineRule({
  cause: "local.spam-deleted",
  refines: ["local.filter-deleted", "queue.held"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    const said = last?.status === "held" ? withheld(facts) : undefined;
    if (said) return /\bstore/.test(said.verdict) ? undefined : { facts: [said, ...(last?.fact ? [last.fact] : [])] };
    return last?.status === "discarded" ? objectionTo(inquiry, "spam") : undefined;
  },
});
