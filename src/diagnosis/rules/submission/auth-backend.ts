/** Nobody could log in then: the server that checks passwords (Dovecot, saslauthd, a directory) did not answer. */
import type { Fact } from "../../../events/event.ts";
import { decidedBy, factOf, failedLogins } from "../../look.ts";
import { defineRule, type Inquiry } from "../../rule.ts";

/** It is tried for so long before the client is told. */
const triedMilliseconds = 30_000;

/** What was said of the failed login of that address by the server that was asked: the one that asked it only says that it failed. */
function unanswered({ lastSession, earlierFromPeer }: Inquiry): readonly Fact[] {
  const last = failedLogins(lastSession).at(-1);
  const said = earlierFromPeer.findLast(
    (fact) => fact.kind === "decision" && fact.by === "auth.backend" && last && fact.at <= last.at,
  );
  return last && said && last.at - said.at <= triedMilliseconds ? [said, last] : [];
}

export const authBackend = defineRule({
  cause: "submission.auth-backend",
  refines: ["submission.auth-failed", "greeting.busy", "never.no-trace", "connect.reset", "evidence.log-gap"],
  evidence: (inquiry) => {
    const { attempts, last, lastSession } = inquiry;
    if (last?.stage === "auth" || attempts.length === 0) {
      const facts = unanswered(inquiry);
      if (facts.length > 0) return { facts };
    }
    const unavailable = attempts.length === 0 ? decidedBy(lastSession, "login.unavailable") : undefined;
    if (unavailable?.cause !== "submission.auth-backend") return undefined;
    const said = factOf(lastSession, "program.warned", ({ text }) => text === unavailable.detail);
    return { facts: [said ?? unavailable] };
  },
});
