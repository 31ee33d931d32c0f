/** Somebody took the message out of the queue before it had arrived. */
import { isFinal } from "../../../journeys/attempt.ts";
import { confidence } from "../../confidence.ts";
import { factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const deleted = defineRule({
  cause: "queue.deleted",
  refines: ["queue.waiting"],
  evidence: ({ last, facts }) => {
    const gone = factOf(facts, "message.ended", ({ how }) => how === "deleted");
    // Marked as delivered by hand, for this recipient alone.
    if (last?.status === "removed" && last.fact) return { facts: [last.fact], confidence: confidence.explicitById };
    const isContent = facts.some((fact) => fact.kind === "decision" && fact.verdict === "discard");
    if (!gone || isContent || (last && last.status !== "held" && isFinal(last.status))) return undefined;
    return { facts: [gone, ...(last?.fact ? [last.fact] : [])], confidence: confidence.explicitById };
  },
});
