/** A user of ours wanted to send more than we take from anybody. */
import { attemptFacts, causeSaid, loginIn } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const tooLarge = defineRule({
  cause: "submission.too-large",
  refines: ["mail.size-declared", "data.size-exceeded"],
  evidence: ({ last, facts }) => {
    if (last?.status !== "refused" || last.role !== "server") return undefined;
    const said = causeSaid(last);
    if (said !== "mail.size-declared" && said !== "data.size-exceeded") return undefined;
    const login = loginIn(facts);
    if (!login && last.decidedBy !== "submission") return undefined;
    return { facts: [...attemptFacts(facts, last), ...(login ? [login] : [])] };
  },
});
