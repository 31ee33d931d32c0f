/** A filter before the queue took longer than the server waits for it. */
import { attemptFacts, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Postfix (smtpd_proxy.c). */
const tooLate = /^timeout talking to proxy /;

export const slowScan = defineRule({
  cause: "eod.slow-scan",
  refines: ["eod.tempfail", "eod.scanner-down"],
  evidence: ({ last, facts, lastSession }) => {
    if (last?.status !== "deferred" || last.decidedBy !== "proxy") return undefined;
    const warned = factOf(lastSession, "program.warned", ({ text }) => tooLate.test(text));
    return warned && { facts: [warned, ...attemptFacts(facts, last)] };
  },
});
