/** We ended the session because its commands failed too often. */
import { brokenBy, refusals } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const tooManyErrors = defineRule({
  cause: "session.too-many-errors",
  refines: ["session.protocol-error", "rcpt.user-unknown", "rcpt.relay-denied"],
  evidence: ({ lastSession, last }) => {
    const broken = brokenBy(lastSession, "too-many-errors");
    if (!broken || (last?.recipient !== undefined && last.status === "refused")) return undefined;
    return { facts: [broken, ...refusals(lastSession).slice(-3)] };
  },
});
