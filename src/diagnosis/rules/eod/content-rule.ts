/**
 * An access list of Exim, or a milter, refused the content in words that name neither spam nor anything else, or a filter did that had
 * counted too little to do so: a rule of the administrator's.
 */
import type { Reply } from "../../../mail/reply.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { objectionTo } from "../../objection.ts";
import { recogniseReply } from "../../replies/recognise.ts";
import { defineRule } from "../../rule.ts";

/** The title of 5.7.1 in RFC 3463, which many send where nobody gave them words. */
const unsaid = /^delivery not authori[sz]ed, message refused!?$/i;

export const contentRule = defineRule({
  cause: "eod.content-rule",
  refines: ["eod.spam", "rcpt.restricted"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    // A log at level summary has the filter's name, and no reply.
    if (last?.status === "refused" && last.stage === "eod" && last.reply?.text === "")
      return objectionTo(inquiry, "rule");
    if (last?.status !== "refused" || last.stage !== "eod" || !last.reply || !isVague(last.reply, last.decidedBy))
      return undefined;
    const ruled = objectionTo(inquiry, "rule");
    if (ruled) return ruled;
    // Beside it may stand what the filter found.
    if (facts.some(({ kind }) => kind === "message.scored")) return undefined;
    return { facts: attemptFacts(facts, last), confidence: confidence.enough };
  },
});

function isVague(reply: Reply, decidedBy: string | undefined): boolean {
  if (decidedBy !== "exim.acl" && decidedBy !== "milter") return false;
  if (unsaid.test(reply.text)) return true;
  const said = recogniseReply(reply, "eod");
  return said === undefined || (said.cause === "eod.spam" && said.confidence === confidence.genericCode);
}
