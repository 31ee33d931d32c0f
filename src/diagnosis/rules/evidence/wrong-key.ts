/** The message is there under another form of the sender's address: a list's, a forwarder's or a mailer's return path. */

import { domainOf, normaliseAddress } from "../../../mail/address.ts";
import { senderBehind } from "../../../mail/return-path.ts";
import { isAsked } from "../../question.ts";
import { defineRule } from "../../rule.ts";

export const wrongKey = defineRule({
  cause: "evidence.wrong-key",
  refines: ["never.no-trace", "evidence.log-gap"],
  evidence: ({ question, recipient, attempts, near }) => {
    const { from } = question;
    if (attempts.length > 0 || from === undefined || recipient === "") return undefined;
    const asked = normaliseAddress(from);
    const found = near.find((attempt) => {
      if (attempt.sender === undefined || !attempt.recipient || !isAsked(recipient, attempt.recipient)) return false;
      const behind = senderBehind(attempt.sender);
      const related = domainOf(attempt.sender)?.endsWith(domainOf(asked) ?? "?") === true;
      return behind === asked || (behind === normaliseAddress(recipient) && related);
    });
    return found ? { facts: found.fact ? [found.fact] : [], confidence: 0.75, detail: found.sender ?? "" } : undefined;
  },
});
