/** The peer broke off the handshake because it does not trust our certificate. */
import { brokenBy, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** The alerts of RFC 8446 §6.2 about a certificate, in OpenSSL's words. */
const distrust = /alert (?:unknown ca|bad certificate|(?:unsupported |unknown )?certificate)/i;

export const cert = defineRule({
  cause: "tls.cert",
  refines: ["tls.handshake"],
  evidence: ({ last, lastSession }) => {
    const broken = brokenBy(lastSession, "tls-failed");
    if (last || !broken) return undefined;
    if (broken.reason && distrust.test(broken.reason)) return { facts: [broken], detail: broken.reason };
    // Postfix has the alert in a line of its own.
    const warned = factOf(lastSession, "program.warned", ({ text }) => distrust.test(text));
    return warned && { facts: [warned, broken], detail: distrust.exec(warned.text)?.[0] ?? "" };
  },
});
