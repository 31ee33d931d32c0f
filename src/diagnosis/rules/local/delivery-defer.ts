/** The program that should lay the message into its mailbox does not start: nothing was tried, so that no line says it of the message. */
import { confidence } from "../../confidence.ts";
import { attemptFacts, causeSaid } from "../../look.ts";
import { defineRule } from "../../rule.ts";
import { agents, unstarted } from "../../unstarted.ts";

const deferral = "local.delivery-defer";

export const deliveryDefer = defineRule({
  cause: "local.delivery-defer",
  refines: ["queue.waiting"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    // A router of Exim was told to put an address off (`:defer:`), in words of its own.
    if (last?.decidedBy === "exim.router" && last.status === "deferred" && (causeSaid(last) ?? deferral) === deferral)
      return { facts: attemptFacts(facts, last), confidence: confidence.enough };
    return unstarted(inquiry, agents.store);
  },
});
