/** The message reached the mailbox. */
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { failureOf, isDoubtful, passedTo, programGiven, swallowed } from "../../handed.ts";
import { attemptFacts } from "../../look.ts";
import { fateOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

const evenly = 0.5;

export const delivered = defineRule({
  cause: "store.delivered",
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    if (last?.status !== "delivered" || last.where?.folder === "Spam") return undefined;
    if (fateOf(inquiry)?.state === "gone" || passedTo(last) !== undefined || swallowed(inquiry)) return undefined;
    const failure = failureOf(inquiry);
    if (failure && !isDoubtful(inquiry)) return undefined;
    const delivery = { facts: attemptFacts(facts, last) };
    // It is there, or it is the one that failed.
    if (failure) return { ...delivery, confidence: evenly, missing: failure.missing ?? [] };
    // A program that lays mail down may have failed and have said that all is well.
    if (programGiven(last) === undefined) return delivery;
    return { ...delivery, confidence: confidence.specificCode, missing: [say`the log of the program that took it`] };
  },
});
