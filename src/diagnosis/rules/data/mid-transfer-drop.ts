/** The content began and stopped: few bytes or always as many, or our timer ended the silence. */

import { confidence } from "../../confidence.ts";
import { brokenInData, sameCount, unfinished } from "../../look.ts";
import { defineRule } from "../../rule.ts";
import { fewBytes, overran, timerNamed } from "../../timers.ts";

export const midTransferDrop = defineRule({
  cause: "data.mid-transfer-drop",
  refines: ["session.timeout"],
  evidence: ({ lastSession, facts, question, earlierFromPeer, last }) => {
    const broken = brokenInData(lastSession);
    if (!broken || !unfinished({ last })) return undefined;
    // Much came, only not in time: nothing on the way stopped it.
    if (overran(broken) && (broken.receivedBytes ?? 0) > fewBytes) return undefined;
    const again = [...earlierFromPeer, ...facts].filter((fact) => fact !== broken && sameCount(fact, broken));
    const timer = broken.how === "timeout" ? timerNamed(broken, question.facts) : undefined;
    const few = (broken.receivedBytes ?? 0) <= fewBytes;
    const repeated = again.length > 0 ? 0.15 : 0;
    const base = broken.how === "timeout" ? 0.8 : few ? confidence.inferred : 0.3;
    return { facts: [broken, ...again.slice(-2)], confidence: base + repeated, ...(timer && { detail: timer }) };
  },
});
