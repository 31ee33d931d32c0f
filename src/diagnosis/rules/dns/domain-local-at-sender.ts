/** The sender's own server takes the recipient's domain for one of its own: it delivers or refuses by itself, and never comes to us. */
import { say } from "../../../base/saying.ts";
import { parseReply } from "../../../mail/reply.ts";
import { confidence } from "../../confidence.ts";
import { senderGot } from "../../known.ts";
import { attemptFacts } from "../../look.ts";
import { recogniseReply } from "../../replies/recognise.ts";
import { defineRule, type Evidence, type Inquiry } from "../../rule.ts";

export const domainLocalAtSender = defineRule({
  cause: "dns.domain-local-at-sender",
  refines: ["never.no-trace", "store.delivered", "rcpt.user-unknown", "local.alias-wrong"],
  evidence: (inquiry) => (inquiry.last ? inHisLog(inquiry) : byItsWord(inquiry)),
});

/** His log shows that the message was laid into a mailbox of his, or that it looked for one in vain. */
function inHisLog({ question, last, facts }: Inquiry): Evidence | undefined {
  if (question.side !== "sender" || !last || last.role !== "queue" || last.direction !== "inbound") return undefined;
  const isOwnWord = last.reply?.code === 0 && /^5\.1\.[01]/.test(last.reply.enhanced ?? "");
  if (last.status !== "delivered" && !(last.status === "bounced" && isOwnWord)) return undefined;
  return { facts: attemptFacts(facts, last), confidence: confidence.repeated };
}

/** Nothing of it came here, and yet the sender was told that nobody of that name is here. */
function byItsWord({ question, attempts, lastSession, coverage }: Inquiry): Evidence | undefined {
  if (attempts.length > 0 || lastSession.length > 0 || coverage.lines === 0) return undefined;
  const reply = parseReply(senderGot(question.facts) ?? "");
  if (!reply || recogniseReply(reply, "rcpt")?.cause !== "rcpt.user-unknown") return undefined;
  return {
    facts: [],
    confidence: confidence.inferred,
    detail: senderGot(question.facts) ?? "",
    missing: [say`the sender's bounce as a whole: it names the server that made it`],
  };
}
