/** Nothing of that message is in a log that would show it. */

import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { isLogComplete } from "../../known.ts";
import { holes } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const noTrace = defineRule({
  cause: "never.no-trace",
  evidence: ({ question, attempts, lastSession, coverage }) => {
    if (attempts.length > 0 || lastSession.length > 0 || coverage.lines === 0) return undefined;
    const whole = isLogComplete(question.facts) ?? holes(coverage, question).length === 0;
    const isAliasUntold = question.to.length > 0 && coverage.formats.includes("sendmail");
    return {
      facts: [],
      confidence: whole && !isAliasUntold ? confidence.absenceProven : confidence.absence,
      missing: [
        say`the Message-ID, the bounce, or the line of the sender's own log for this message`,
        ...(isAliasUntold ? [say`whom an alias leads to, which sendmail logs at LogLevel 11 and above`] : []),
      ],
    };
  },
});
