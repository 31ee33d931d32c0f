/** The message came, under another form of the sender's address: a list's, a forwarder's or a mail service's return path. */
import { confidence } from "../../confidence.ts";
import { arrived, attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const wrongKey = defineRule({
  cause: "evidence.wrong-key",
  refines: ["store.delivered", "evidence.other-node"],
  evidence: ({ last, facts, like }) => {
    if (!last || !arrived(last) || (like !== "rewritten" && like !== "bounces")) return undefined;
    return {
      facts: attemptFacts(facts, last),
      confidence: like === "rewritten" ? confidence.specificCode : confidence.inferred,
      detail: last.sender ?? "",
    };
  },
});
