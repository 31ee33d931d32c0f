/** The message was sent on to an address elsewhere, and no copy was kept here. */
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts, goesElsewhere } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const forwardNocopy = defineRule({
  cause: "local.forward-nocopy",
  refines: ["evidence.other-node"],
  evidence: ({ last, attempts, facts, home }) => {
    if (last?.status !== "relayed" || !goesElsewhere(last, home)) return undefined;
    if (attempts.some(({ status }) => status === "delivered")) return undefined;
    return {
      facts: attemptFacts(facts, last),
      // That it was sent on the hosts tell, where the log does not name another address.
      confidence: last.originalRecipient ? confidence.explicitByEnvelope : confidence.inferred,
      missing: [say`the log of the host that took it`],
      detail: (last.originalRecipient ? last.recipient : last.relay?.host) ?? "",
    };
  },
});
