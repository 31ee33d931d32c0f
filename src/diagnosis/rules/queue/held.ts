/** The message was put on hold (frozen), and nothing was tried since. */
import { isFinal } from "../../../journeys/attempt.ts";
import { confidence } from "../../confidence.ts";
import { factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Milliseconds, of stamps with whole seconds. */
const sameMoment = 1000;

export const held = defineRule({
  cause: "queue.held",
  refines: ["queue.waiting"],
  evidence: ({ last, facts }) => {
    const hold = factOf(facts, "message.ended", ({ how }) => how === "held");
    // The queues before it have let go of it.
    const isOver = facts.some(
      (fact) => fact.kind === "message.ended" && fact.how !== "held" && (!hold || fact.queueId === hold.queueId),
    );
    // A rule of smtpd puts it on hold for one recipient, before it has an id.
    if (!isOver && last?.status === "held" && last.fact)
      return { facts: [last.fact], confidence: confidence.explicitById };
    if (!hold || isOver || (last && last.status !== "held" && (isFinal(last.status) || last.at > hold.at)))
      return undefined;
    // Exim freezes what cannot go on in the moment in which it fails: then that is the cause.
    if (hold.by === undefined && last?.status === "deferred" && last.fact && Math.abs(hold.at - last.at) <= sameMoment)
      return { facts: [hold, last.fact], confidence: confidence.inferred };
    // Whatever was said before: it is not tried any more.
    return { facts: [hold], confidence: confidence.explicitById };
  },
});
