/** A sieve script, recipes, or the antispam engine, laid the message into the spam folder. */
import { attemptFacts } from "../../look.ts";
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
    return isSpamFolder(last.where?.folder) ? { facts: attemptFacts(facts, last) } : undefined;
  },
});
