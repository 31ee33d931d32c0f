/**
 * A delivery agent of the sending server is missing or crashes: of what it puts off for that Postfix names none, so that only the asker's
 * side tells that it leads out.
 */
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";
import { agents, unnamed, unstarted } from "../../unstarted.ts";

const unavailable = /^(?:unknown )?mail transport (?:unavailable|error)/;

export const stopped = defineRule({
  cause: "queue.stopped",
  refines: ["local.delivery-defer", "queue.waiting", "never.no-trace", "never.wrong-address"],
  evidence: (inquiry) => {
    const { question, last, facts } = inquiry;
    const waits = unstarted(inquiry, agents.outbound) ?? unnamed(inquiry);
    if (waits) return waits;
    if (question.side !== "sender" || last?.status !== "deferred" || !unavailable.test(last.reply?.text ?? ""))
      return undefined;
    return { facts: attemptFacts(facts, last) };
  },
});
