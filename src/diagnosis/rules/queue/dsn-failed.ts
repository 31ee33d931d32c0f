/** The report that a message failed could not be delivered itself, so nobody heard of it. */
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const dsnFailed = defineRule({
  cause: "queue.dsn-failed",
  refines: [
    ...(["rcpt.user-unknown", "rcpt.disabled", "rcpt.quota", "rcpt.relay-denied", "mail.null-sender-refused"] as const),
    ...([
      "dns.nxdomain",
      "dns.null-mx",
      "dns.no-mx-no-a",
      "dns.mx-wrong",
      "queue.expired",
      "local.alias-wrong",
    ] as const),
  ],
  evidence: ({ last, facts, reportsOn }) => {
    if (last?.role !== "queue" || last.sender !== "" || (last.status !== "bounced" && last.status !== "expired"))
      return undefined;
    return reportsOn === undefined ? undefined : { facts: attemptFacts(facts, last) };
  },
});
