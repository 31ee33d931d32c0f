/** A delivery agent of the sending server is missing or crashes: Postfix names none, so that only the asker's side tells that it leads out. */
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

const unavailable = /^(?:unknown )?mail transport (?:unavailable|error)/;

export const stopped = defineRule({
  cause: "queue.stopped",
  refines: ["local.delivery-defer"],
  evidence: ({ question, last, facts }) => {
    if (question.side !== "sender" || last?.status !== "deferred" || !unavailable.test(last.reply?.text ?? ""))
      return undefined;
    return { facts: attemptFacts(facts, last) };
  },
});
