/** The peer broke the rules of the protocol, and that is why it offered nothing. */
import { defineRule } from "../../rule.ts";

const protocolCodes = [500, 501, 502, 503, 504, 554, 555];

export const protocolError = defineRule({
  cause: "session.protocol-error",
  evidence: ({ lastSession, attempts }) => {
    if (attempts.some(({ status }) => status !== "nothing-offered" && status !== "aborted")) return undefined;
    const refused = lastSession.filter(
      (fact) => fact.kind === "command.refused" && protocolCodes.includes(fact.reply.code),
    );
    return refused.length > 0 ? { facts: refused.slice(0, 3) } : undefined;
  },
});
