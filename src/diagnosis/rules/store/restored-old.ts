/** The message was stored, and later another one was given its number: the mailbox was put back to a time before it. */
import type { EventOf, Fact } from "../../../events/event.ts";
import type { Attempt } from "../../../journeys/attempt.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { fateOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

type Ended = EventOf<"attempt.ended"> & Fact;
const shown = 2;

/** A store says of one message in several lines where it lies. */
const isOther = ({ messageId }: Ended, last: Attempt): boolean =>
  messageId !== undefined && last.messageId !== undefined && messageId !== last.messageId;

export const restoredOld = defineRule({
  cause: "store.restored-old",
  refines: ["store.delivered"],
  evidence: (inquiry) => {
    const { last, facts, visits } = inquiry;
    const uid = last?.where?.uid;
    if (!last || uid === undefined || fateOf(inquiry)?.state !== "kept") return undefined;
    const again = visits.filter(
      (fact): fact is Ended =>
        fact.kind === "attempt.ended" &&
        fact.node === last.node &&
        fact.at > last.at &&
        isOther(fact, last) &&
        fact.where?.folder === last.where?.folder &&
        (fact.where?.uid ?? Number.POSITIVE_INFINITY) <= uid,
    );
    if (again.length === 0) return undefined;
    return { facts: [...attemptFacts(facts, last), ...again.slice(0, shown)], confidence: confidence.repeated };
  },
});
