/** A user of ours offered mail for elsewhere and had not logged in: at a listener for users, or where anybody may bring mail for us. */
import { domainOf } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts, causeSaid } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const authRequired = defineRule({
  cause: "submission.auth-required",
  refines: ["rcpt.restricted", "rcpt.relay-denied", "mail.sender-blocked"],
  evidence: ({ last, facts, home, site }) => {
    if (last?.stage !== "rcpt") return undefined;
    const isKnown = facts.some((fact) => fact.kind === "decision" && fact.by === "login.accepted");
    if (isKnown) return undefined;
    if (last.decidedBy === "submission" && /access denied/i.test(last.reply?.text ?? ""))
      return { facts: attemptFacts(facts, last) };
    const isOurs = (address = "") => home?.has(domainOf(address) ?? "") ?? false;
    const isOwnUser = causeSaid(last, site) === "rcpt.relay-denied" && isOurs(last.sender) && !isOurs(last.recipient);
    return isOwnUser ? { facts: attemptFacts(facts, last), confidence: confidence.inferred } : undefined;
  },
});
