/** The peer and we found no common TLS, or what came was none. */
import { brokenBy } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const handshake = defineRule({
  cause: "tls.handshake",
  refines: ["session.bot-noise", "connect.reset"],
  evidence: ({ last, lastSession }) => {
    const broken = brokenBy(lastSession, "tls-failed");
    if (!broken || last) return undefined;
    return { facts: [broken], ...(broken.reason && { detail: broken.reason }) };
  },
});
