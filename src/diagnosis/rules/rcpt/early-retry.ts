/** Greylisted, came again before its time, and was told so; the next try of its queue is far off. */
import { attemptFacts, isGreylisted } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** A policy server is asked and answers before the reply is logged. */
const togetherMilliseconds = 2000;

export const earlyRetry = defineRule({
  cause: "rcpt.early-retry",
  refines: ["rcpt.greylist"],
  evidence: ({ last, facts, earlierFromPeer }) => {
    if (!last || !isGreylisted(last)) return undefined;
    const early = earlierFromPeer.findLast(
      (fact) =>
        fact.kind === "decision" &&
        fact.verdict === "greylist" &&
        fact.recipient === last.recipient &&
        Math.abs(fact.at - last.at) <= togetherMilliseconds &&
        /^early[- ]re(?:try|connect)/.test(fact.detail ?? ""),
    );
    return early ? { facts: [early, ...attemptFacts(facts, last)] } : undefined;
  },
});
