/** A sieve script, or another filter of its recipient, did something else with the message than to lay it into the inbox. */
import { isRedirectedTo } from "../../../journeys/given-back.ts";
import { attemptFacts, causeSaid } from "../../look.ts";
import { isSpamFolder } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

/** Nobody reads at the address to which the script sends on: its owner must change it. */
const nobody: ReadonlySet<string> = new Set([
  ...["rcpt.user-unknown", "rcpt.disabled", "rcpt.moved", "rcpt.quota", "dns.nxdomain"],
]);

/** `Maildir/.Lists`. */
const subfolder = /(?:^|\/)\.[^/.][^/]*\/*$/;

export const sieve = defineRule({
  cause: "local.sieve",
  refines: [
    "store.delivered",
    "local.forward-nocopy",
    "local.filter-deleted",
    "local.alias-wrong",
    "rcpt.disabled",
    "rcpt.moved",
    "rcpt.quota",
  ],
  evidence: ({ last, facts }) => {
    if (last?.status === "bounced" && last.originalRecipient && nobody.has(causeSaid(last) ?? "")) {
      const sent = facts.find((fact) => isRedirectedTo(fact, last.recipient));
      return sent && { facts: [...attemptFacts(facts, last), sent] };
    }
    const by = last?.decidedBy ?? "";
    // A recipe of procmail or maildrop may lay mail into any folder below the mailbox.
    const isRecipe = /^(?:procmail|maildrop)\.delivered$/.test(by) && subfolder.test(last?.where?.folder ?? "");
    const isFilter =
      isRecipe || by === "exim.filter" || by === "exim.save" || (by.startsWith("sieve.") && by !== "sieve.duplicate");
    if (!last || !isFilter) return undefined;
    if (last.where && (last.where.folder === "INBOX" || isSpamFolder(last.where.folder))) return undefined;
    return { facts: attemptFacts(facts, last) };
  },
});
