/** The sender broke off in the middle of the content, once, at no telling place. */
import { brokenInData, sameCount, unfinished } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const clientAbort = defineRule({
  cause: "data.client-abort",
  evidence: ({ lastSession, earlierFromPeer, last }) => {
    const broken = brokenInData(lastSession);
    if (
      !broken ||
      !unfinished({ last }) ||
      broken.how === "timeout" ||
      earlierFromPeer.some((fact) => sameCount(fact, broken))
    )
      return undefined;
    const received = broken.receivedBytes ?? 0;
    return { facts: [broken], confidence: received > 3 * 1460 ? 0.65 : 0.35 };
  },
});
