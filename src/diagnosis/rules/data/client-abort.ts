/** The sender broke off: in the middle of the content, once, at no telling place; or before it, with recipients taken. */
import type { Fact } from "../../../events/event.ts";
import { brokenInData, brokenInEnvelope, sameCount, unfinished } from "../../look.ts";
import { defineRule } from "../../rule.ts";
import { fewBytes } from "../../timers.ts";

const isOf =
  (id: string) =>
  ({ kind, queueId }: Fact): boolean =>
    kind === "message.accepted" && queueId === id;

export const clientAbort = defineRule({
  cause: "data.client-abort",
  evidence: ({ lastSession, facts, earlierFromPeer, last }) => {
    if (!unfinished({ last })) return undefined;
    const early = brokenInEnvelope(lastSession);
    // Where no log names the recipients, a queue id says that there was one; it may also be that of a message before.
    const isOpen = early?.queueId !== undefined && !facts.some(isOf(early.queueId));
    // Exim names those whom it had taken of such a transaction.
    const isNamed = early?.sender !== undefined && (early.recipients?.length ?? 0) > 0;
    if (early && (last?.status === "aborted" || isOpen || isNamed)) return { facts: [early], confidence: 0.65 };
    const broken = brokenInData(lastSession);
    if (!broken || broken.how === "timeout" || earlierFromPeer.some((fact) => sameCount(fact, broken)))
      return undefined;
    return { facts: [broken], confidence: (broken.receivedBytes ?? 0) > fewBytes ? 0.65 : 0.35 };
  },
});
