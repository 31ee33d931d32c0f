/** An alias or a group leads to a mailbox that does not exist, or to nowhere: the address that was written to is right. */
import { normaliseAddress } from "../../../mail/address.ts";
import { attemptFacts, causeSaid } from "../../look.ts";
import { defineRule } from "../../rule.ts";

const nobody: ReadonlySet<string> = new Set(["rcpt.user-unknown", "local.delivery-failed", "dns.nxdomain"]);

const ofCommand = /^command (?:died|time limit)|\bcommand output:/i;
/** Somebody is there, and it is his mailbox that could not be written. */
const ofMailbox =
  /\bcan'?t create\b|\bcannot (?:create|open|write|update|lock)\b|\bpermission denied\b|\btoo large\b|\bno space left\b/i;

/** The address that was written to has been read already: it is one that an alias or a forward names (Postfix: local/resolve.c). */
const unreadable = /^bad recipient address syntax: (.+)$/;

/** Whom it leads to stands in a file, which could not be read. */
const isList = /^:include:/;

export const aliasWrong = defineRule({
  cause: "local.alias-wrong",
  refines: ["rcpt.user-unknown", "rcpt.syntax", "local.delivery-failed", "dns.nxdomain", "local.filter-deleted"],
  evidence: ({ last, facts }) => {
    if (last?.decidedBy === "exim.blackhole") return { facts: attemptFacts(facts, last), detail: ":blackhole:" };
    const [, named] = (last?.role === "queue" && unreadable.exec(last.reply?.text ?? "")) || [];
    if (last && named !== undefined) return { facts: attemptFacts(facts, last), detail: named };
    if (last?.role !== "queue" || last.status !== "bounced" || !last.recipient || !last.originalRecipient)
      return undefined;
    if (normaliseAddress(last.recipient) === normaliseAddress(last.originalRecipient)) return undefined;
    // A name without a domain is given the server's own: nobody was looked up for it.
    if (last.recipient.startsWith(`${last.originalRecipient}@`)) return undefined;
    if (isList.test(last.recipient)) return { facts: attemptFacts(facts, last), detail: last.recipient };
    const said = causeSaid(last);
    // A command that failed is a mailbox's, or the one that the alias means.
    const text = last.reply?.text ?? "";
    if (/^"?\|/.test(last.recipient) || ofCommand.test(text) || ofMailbox.test(text)) return undefined;
    return said && nobody.has(said) ? { facts: attemptFacts(facts, last), detail: last.recipient } : undefined;
  },
});
