/** OpenSMTPD has one word for all that it refuses: of a domain that has no mailbox here it is that of a server that does not serve it. */
import { domainOf } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { isInvalidRecipient, rulesOfSmtpd } from "../../home.ts";
import { defineRule } from "../../rule.ts";

export const relayDenied = defineRule({
  cause: "rcpt.relay-denied",
  refines: ["rcpt.user-unknown"],
  evidence: ({ last, near, around, home, coverage }) => {
    if (last?.stage !== "rcpt" || last.role !== "server" || !last.fact) return undefined;
    if (!isInvalidRecipient(last.reply, coverage.formats)) return undefined;
    const domain = domainOf(last.recipient ?? "");
    // Names are asked of domains with mailboxes alone; the log must show that there are some.
    const hasMailboxes = [...near, ...around].some(({ status }) => status === "delivered");
    if (domain === undefined || home?.has(domain) || !hasMailboxes) return undefined;
    return {
      facts: [last.fact],
      confidence: confidence.inferred,
      missing: [rulesOfSmtpd],
    };
  },
});
