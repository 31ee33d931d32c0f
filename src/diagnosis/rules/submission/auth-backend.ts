/** Nobody could log in then: the server that checks passwords (Dovecot, saslauthd, a directory) did not answer. */
import { decidedBy, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const authBackend = defineRule({
  cause: "submission.auth-backend",
  refines: ["greeting.busy", "never.no-trace", "connect.reset", "evidence.log-gap"],
  evidence: ({ attempts, lastSession }) => {
    const unavailable = attempts.length === 0 ? decidedBy(lastSession, "login.unavailable") : undefined;
    if (unavailable?.cause !== "submission.auth-backend") return undefined;
    const said = factOf(lastSession, "program.warned", ({ text }) => text === unavailable.detail);
    return { facts: [said ?? unavailable] };
  },
});
