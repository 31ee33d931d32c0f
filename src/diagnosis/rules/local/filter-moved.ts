/** A rule of the server gave it to another recipient than the one it was sent to (Postfix: REDIRECT). */
import { normaliseAddress } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { arrived, attemptFacts, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const filterMoved = defineRule({
  cause: "local.filter-moved",
  refines: ["store.delivered", "local.forward-nocopy"],
  evidence: ({ recipient, last, facts }) => {
    const turned = factOf(
      facts,
      "decision",
      (fact) => fact.verdict === "redirect" && normaliseAddress(fact.recipient ?? "") === normaliseAddress(recipient),
    );
    if (!turned || (last && !arrived(last))) return undefined;
    return { facts: [turned, ...(last ? attemptFacts(facts, last) : [])], confidence: confidence.explicitById };
  },
});
