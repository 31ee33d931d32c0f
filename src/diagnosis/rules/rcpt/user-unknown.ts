/** A router of Exim was told to fail an address (`:fail:`), mostly as its owner is gone, and says so in words that no table knows. */
import { confidence } from "../../confidence.ts";
import { attemptFacts, causeSaid } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const userUnknown = defineRule({
  cause: "rcpt.user-unknown",
  evidence: ({ last, facts }) => {
    if (last?.decidedBy !== "exim.router" || last.status !== "bounced" || causeSaid(last)) return undefined;
    return { facts: attemptFacts(facts, last), confidence: confidence.enough };
  },
});
