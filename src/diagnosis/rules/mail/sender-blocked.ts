/** A server refuses in words that fit anybody a recipient who gets the mail of others: its rules have something against who sends. */
import { say, type Text } from "../../../base/saying.ts";
import type { Attempt } from "../../../journeys/attempt.ts";
import { normaliseAddress } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { isInvalidRecipient, rulesOfSmtpd } from "../../home.ts";
import { arrived } from "../../look.ts";
import { recogniseReply } from "../../replies/recognise.ts";
import { defineRule, type Inquiry } from "../../rule.ts";

/** Where the rules stand that did it; undefined where the words say more. */
function rulesOf({ reply, stage, decidedBy = "" }: Attempt, { formats }: Inquiry["coverage"]): Text | undefined {
  if (!reply) return undefined;
  if (isInvalidRecipient(reply, formats)) return rulesOfSmtpd;
  const said = decidedBy.startsWith("ruleset check_") ? recogniseReply(reply, stage) : undefined;
  return said && (said.confidence ?? 1) <= confidence.genericCode
    ? say`the access map of sendmail: these are words of its administrator`
    : undefined;
}

export const senderBlocked = defineRule({
  cause: "mail.sender-blocked",
  refines: ["rcpt.user-unknown", "rcpt.directory-down", "rcpt.restricted", "rcpt.greylist", "mail.rate-limit"],
  evidence: ({ last, near, around, coverage }) => {
    if ((last?.stage !== "rcpt" && last?.stage !== "mail") || last.role !== "server" || !last.fact) return undefined;
    const rules = rulesOf(last, coverage);
    if (rules === undefined) return undefined;
    if (last.stage === "mail") return { facts: [last.fact], confidence: confidence.inferred, missing: [rules] };
    const isHere = ({ recipient = "", originalRecipient = recipient }: Attempt) =>
      normaliseAddress(originalRecipient) === normaliseAddress(last.recipient ?? "");
    const taken = [...near, ...around].find((other) => isHere(other) && arrived(other));
    if (!taken?.fact) return undefined;
    return { facts: [last.fact, taken.fact], confidence: confidence.inferred, missing: [rules] };
  },
});
