/** The server asked a filter that did not answer, and says so before its own reply, which does not. */
import { attemptFacts, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Postfix of a milter (milter8.c), and of a filter before the queue (smtpd_proxy.c). */
const unreachable =
  /^(?:connect to (?:Milter service|proxy filter) |milter \S{1,200}: can't read |lost connection with proxy )/;

export const scannerDown = defineRule({
  cause: "eod.scanner-down",
  refines: ["eod.tempfail"],
  evidence: ({ last, facts, lastSession }) => {
    if (last?.status !== "deferred" || (last.decidedBy !== "milter" && last.decidedBy !== "proxy")) return undefined;
    const warned = factOf(lastSession, "program.warned", ({ text }) => unreachable.test(text));
    return warned && { facts: [warned, ...attemptFacts(facts, last)] };
  },
});
