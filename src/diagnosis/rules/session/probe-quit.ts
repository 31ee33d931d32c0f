/** The peer greeted and said QUIT: all replies were positive, nothing was offered. */
import { count, refusals } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const probeQuit = defineRule({
  cause: "session.probe-quit",
  evidence: ({ lastSession }) => {
    const counted = lastSession.find((fact) => fact.kind === "session.counted");
    if (counted?.kind !== "session.counted" || refusals(lastSession).length > 0) return undefined;
    const { verbs } = counted;
    const only = Object.keys(verbs).every((verb) =>
      ["EHLO", "HELO", "STARTTLS", "NOOP", "RSET", "QUIT"].includes(verb),
    );
    return only && count(verbs, "QUIT") > 0 ? { facts: [counted] } : undefined;
  },
});
