/** A sieve script, recipes, or the antispam engine, laid the message into the spam folder. */
import { normaliseAddress } from "../../../mail/address.ts";
import { attemptFacts, factOf } from "../../look.ts";
import { isSpamFolder } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

export const spamFolder = defineRule({
  cause: "local.spam-folder",
  refines: ["store.delivered"],
  evidence: ({ last, facts }) => {
    if (
      last?.status !== "delivered" ||
      !/^(?:(?:sieve|procmail|maildrop)\.|(?:content\.spam|exim\.save)$)/.test(last.decidedBy ?? "")
    )
      return undefined;
    if (!isSpamFolder(last.where?.folder)) return undefined;
    // The engine that judged it says why; the server only that it took it.
    const judged = factOf(
      facts,
      "message.scored",
      ({ action, recipient }) =>
        action === "SPAM" && normaliseAddress(recipient) === normaliseAddress(last.recipient ?? ""),
    );
    return { facts: [...(judged ? [judged] : []), ...attemptFacts(facts, last)] };
  },
});
