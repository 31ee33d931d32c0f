/** Our idle timer ended the session: the gap before the end equals its setting. */
import { brokenBy, unfinished } from "../../look.ts";
import { defineRule } from "../../rule.ts";
import { timerNamed } from "../../timers.ts";

export const timeout = defineRule({
  cause: "session.timeout",
  refines: ["session.bot-noise", "connect.reset"],
  evidence: ({ lastSession, question, last }) => {
    const broken = brokenBy(lastSession, "timeout");
    if (!broken || !unfinished({ last })) return undefined;
    const timer = timerNamed(broken, question.facts);
    return { facts: [broken], ...(timer && { detail: timer }) };
  },
});
