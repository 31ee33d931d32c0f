/** It arrived, long after we had taken it, at the first try: it had waited in our queue or filter. */
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { arrived, attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Whoever asks has waited so long. */
const longMilliseconds = 30 * 60_000;

export const scanBacklog = defineRule({
  cause: "local.scan-backlog",
  refines: ["store.delivered", "evidence.other-node", "local.forward-nocopy"],
  evidence: ({ last, attempts, facts }) => {
    if (!last || !arrived(last) || attempts.some(({ status }) => !arrived({ status }))) return undefined;
    const taken = facts.find(({ kind }) => kind === "message.accepted");
    const wasHeld = facts.some((fact) => fact.kind === "message.ended" && fact.how === "held");
    const waited = Math.max(taken ? last.at - taken.at : 0, (last.delaySeconds ?? 0) * 1000);
    if (wasHeld || waited < longMilliseconds) return undefined;
    return {
      facts: attemptFacts(facts, last),
      confidence: confidence.specificCode,
      detail: say`${Math.round(waited / 60_000)} minutes`,
    };
  },
});
