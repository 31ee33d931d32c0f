/** Exim looked whether the sender can be answered, and his domain leads nowhere; or the DNS said nothing of it. */
import { domainOf, normaliseAddress } from "../../../mail/address.ts";
import { causeSaid, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

const verified = /^sender verify (?:fail|defer) for <([^>]{0,500})>: (.*)$/s;
/** No router took it; what its routers for other hosts say of a domain (route.c, routers/dnslookup.c). A call-out says "response to …". */
const unroutable = /^Unrouteable address/i;
const unresolved =
  /^(?:all relevant MX records point to non-existent hosts|an MX or SRV record indicated no SMTP service|host lookup did not complete|all host address lookups failed)/i;

export const senderDomainUnresolvable = defineRule({
  cause: "mail.sender-domain-unresolvable",
  refines: ["mail.sender-verify"],
  evidence: ({ last, lastSession }) => {
    if (!last?.fact || causeSaid(last) !== "mail.sender-verify") return undefined;
    const { fact, sender = "", recipient = "" } = last;
    const warned = factOf(lastSession, "program.warned", ({ text }) => {
      const [, whom = "", why = ""] = verified.exec(text) ?? [];
      if (whom === "" || normaliseAddress(whom) !== normaliseAddress(sender)) return false;
      // Of a domain of ours it is the name before it that nobody has.
      return unresolved.test(why) || (unroutable.test(why) && domainOf(sender) !== domainOf(recipient));
    });
    return warned && { facts: [fact, warned] };
  },
});
