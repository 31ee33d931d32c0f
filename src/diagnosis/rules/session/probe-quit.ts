/** The peer greeted and said QUIT: all replies were positive, nothing was offered. */
import { count, countedUnrefused, summed } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Verbs that offer nothing. */
const idle = ["EHLO", "HELO", "STARTTLS", "NOOP", "RSET", "QUIT"];

export const probeQuit = defineRule({
  cause: "session.probe-quit",
  evidence: ({ lastSession }) => {
    const counted = countedUnrefused(lastSession);
    if (!counted || count(counted.verbs, "QUIT") === 0) return undefined;
    return Object.keys(counted.verbs).every((verb) => idle.includes(verb))
      ? { facts: [...summed(lastSession), counted] }
      : undefined;
  },
});
