/** An access list of Exim refused the content in words of its administrator that name neither spam nor anything else: a rule of his. */
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { recogniseReply } from "../../replies/recognise.ts";
import { defineRule } from "../../rule.ts";

export const contentRule = defineRule({
  cause: "eod.content-rule",
  refines: ["eod.spam"],
  evidence: ({ last, facts }) => {
    if (last?.status !== "refused" || last.stage !== "eod" || last.decidedBy !== "exim.acl" || !last.reply)
      return undefined;
    const said = recogniseReply(last.reply, "eod");
    const isVague = said === undefined || (said.cause === "eod.spam" && said.confidence === confidence.genericCode);
    return isVague ? { facts: attemptFacts(facts, last), confidence: confidence.enough } : undefined;
  },
});
