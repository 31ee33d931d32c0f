/** Told to come later once, and nobody came again in a log that would show it: the sender has no queue, or gave up. */
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts, isGreylisted } from "../../look.ts";
import { defineRule } from "../../rule.ts";

const hour = 3_600_000;
/** Queues try again after a quarter of an hour to four hours. */
const patience = 4 * hour;
/** After a day nothing is to be expected any more. */
const hopeless = 24 * hour;

export const greylistNoRetry = defineRule({
  cause: "rcpt.greylist-no-retry",
  refines: ["rcpt.greylist"],
  evidence: ({ last, facts, coverage }) => {
    if (!last || !isGreylisted(last)) return undefined;
    const watched = coverage.to - last.at;
    const isBlind = coverage.gaps.some(({ from, to }) => from < last.at + patience && to > last.at);
    if (watched < patience || isBlind) return undefined;
    return {
      facts: attemptFacts(facts, last),
      confidence: watched < hopeless ? confidence.inferred : confidence.specificCode,
      detail: say`${Math.floor(watched / hour)} hours`,
    };
  },
});
