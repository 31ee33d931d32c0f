/** Exim finds no way to a domain elsewhere: its words are those for a name that nobody has, but whose names these are DNS says. */
import { domainOf } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts, loginIn } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const nxdomain = defineRule({
  cause: "dns.nxdomain",
  refines: ["rcpt.user-unknown"],
  evidence: ({ question, last, lastSession, facts, home }) => {
    if (last?.relay?.ip !== undefined) return undefined;
    // A user of ours is told so at once, as soon as he names the recipient.
    const isUser = last?.status === "refused" && loginIn(lastSession) !== undefined;
    if (last?.status !== "bounced" && last?.status !== "refused") return undefined;
    const domain = domainOf(last.recipient ?? "");
    const isHome = (address = "") => home?.has(domainOf(address) ?? "") ?? false;
    const isSent = isHome(last.sender) && !isHome(last.recipient);
    const isHis = question.side === "sender" && last.status === "bounced";
    if (!isUser && !isHis && !isSent) return undefined;
    if (last.reply?.text !== "Unrouteable address" || domain === domainOf(last.sender ?? "")) return undefined;
    return { facts: attemptFacts(facts, last), confidence: confidence.inferred, detail: domain ?? "" };
  },
});
