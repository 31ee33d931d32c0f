/** The peer broke off the handshake because it does not trust our certificate. */
import { distrustIn } from "../../../base/tls-alert.ts";
import { brokenBy, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const cert = defineRule({
  cause: "tls.cert",
  refines: ["tls.handshake"],
  evidence: ({ last, lastSession }) => {
    const broken = brokenBy(lastSession, "tls-failed");
    if (last || !broken) return undefined;
    if (broken.reason && distrustIn(broken.reason)) return { facts: [broken], detail: broken.reason };
    // Below level debug our own log has no more of it.
    const decided = factOf(lastSession, "decision", ({ cause }) => cause === "tls.cert");
    if (decided) return { facts: [decided, broken] };
    // Postfix has the alert in a line of its own.
    const warned = factOf(lastSession, "program.warned", ({ text }) => distrustIn(text) !== undefined);
    return warned && { facts: [warned, broken], detail: distrustIn(warned.text) ?? "" };
  },
});
