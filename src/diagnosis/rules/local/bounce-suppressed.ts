/** What we had taken could not be delivered, and no bounce was made: its sender believes that it arrived. */
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const bounceSuppressed = defineRule({
  cause: "local.bounce-suppressed",
  // Both are true, and this one is what the asker cannot see.
  refines: ["local.delivery-failed"],
  evidence: ({ last, facts }) => {
    if (last?.status !== "bounced" || last.role !== "queue" || !last.sender || !last.queueId) return undefined;
    const own = facts.filter(({ queueId }) => queueId === last.queueId);
    // The report is begun before the queue lets go of the message.
    const ended = own.find((fact) => fact.kind === "message.ended" && fact.how === "removed");
    const isReported = own.some((fact) => fact.kind === "message.linked" && fact.why === "bounce");
    if (!ended || isReported) return undefined;
    const isOwn = last.direction !== "outbound" && last.relay !== undefined;
    return {
      facts: [...attemptFacts(facts, last), ended],
      confidence: isOwn ? confidence.repeated : confidence.inferred,
    };
  },
});
