/** The sender broke off: in the middle of the content, once, at no telling place; or before it, with recipients taken. */
import { brokenInData, brokenInEnvelope, sameCount, unfinished } from "../../look.ts";
import { defineRule } from "../../rule.ts";
import { fewBytes } from "../../timers.ts";

export const clientAbort = defineRule({
  cause: "data.client-abort",
  evidence: ({ lastSession, earlierFromPeer, last }) => {
    if (!unfinished({ last })) return undefined;
    const early = last?.status === "aborted" ? brokenInEnvelope(lastSession) : undefined;
    if (early) return { facts: [early], confidence: 0.65 };
    const broken = brokenInData(lastSession);
    if (!broken || broken.how === "timeout" || earlierFromPeer.some((fact) => sameCount(fact, broken)))
      return undefined;
    return { facts: [broken], confidence: (broken.receivedBytes ?? 0) > fewBytes ? 0.65 : 0.35 };
  },
});
