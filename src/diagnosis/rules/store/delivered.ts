/** The message reached the mailbox. */
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts, programGiven } from "../../look.ts";
import { fateOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

export const delivered = defineRule({
  cause: "store.delivered",
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    if (last?.status !== "delivered" || last.where?.folder === "Spam") return undefined;
    if (fateOf(inquiry)?.state === "gone") return undefined;
    // A program that lays mail down may have failed and have said that all is well.
    const isGiven = programGiven(last) !== undefined;
    return {
      facts: attemptFacts(facts, last),
      ...(isGiven && { confidence: confidence.specificCode, missing: [say`the log of the program that took it`] }),
    };
  },
});
