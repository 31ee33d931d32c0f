/** The peer asked whether we take a recipient and left without offering a message: an address verification. */
import { count, countedUnrefused, summed } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const rcptProbe = defineRule({
  cause: "session.rcpt-probe",
  evidence: ({ lastSession, last }) => {
    const counted = countedUnrefused(lastSession);
    if (!counted) return undefined;
    const { verbs } = counted;
    const probed =
      count(verbs, "RCPT") > 0 && count(verbs, "QUIT") > 0 && count(verbs, "DATA") + count(verbs, "BDAT") === 0;
    return probed && (!last || last.status === "nothing-offered")
      ? { facts: [...summed(lastSession), counted] }
      : undefined;
  },
});
