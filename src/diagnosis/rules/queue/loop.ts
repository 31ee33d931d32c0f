/** Handed to a host again and again, which brings it back each time: two forwards lead to each other, and nobody here has counted the hops yet. */
import type { Attempt } from "../../../journeys/attempt.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** One and the same message goes to a host once, or twice where an answer was lost. */
const fewestRounds = 3;

const isHandedOn = ({ status, direction }: Attempt): boolean =>
  direction === "outbound" && (status === "relayed" || status === "forwarded");

export const loop = defineRule({
  cause: "queue.loop",
  refines: ["local.forward-nocopy", "evidence.other-node", "evidence.wrong-key"],
  evidence: ({ last, near, facts }) => {
    const ip = last?.relay?.ip;
    if (!last?.messageId || ip === undefined || !isHandedOn(last)) return undefined;
    const rounds = [last, ...near].filter(
      (one) => isHandedOn(one) && one.relay?.ip === ip && one.messageId === last.messageId,
    );
    const ids = new Set(rounds.map(({ queueId }) => queueId));
    const back = facts.find(
      (fact) => (fact.kind === "transaction.opened" || fact.kind === "message.accepted") && fact.peer === ip,
    );
    if (ids.size < fewestRounds || !back) return undefined;
    return { facts: [...attemptFacts(facts, last), back], confidence: confidence.repeated, detail: `${ids.size}` };
  },
});
