/** Nothing of that message is in a log that would show it. */

import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { isLogComplete } from "../../known.ts";
import { holes } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Who names no time means the last day or days, of which a shorter log has only a part. */
const halfDayMilliseconds = 43_200_000;

export const noTrace = defineRule({
  cause: "never.no-trace",
  evidence: ({ question, attempts, lastSession, coverage }) => {
    if (attempts.length > 0 || lastSession.length > 0 || coverage.lines === 0) return undefined;
    const { damagedFiles = [] } = coverage;
    const isAllThere = holes(coverage, question).length === 0 && damagedFiles.length === 0;
    const whole = isLogComplete(question.facts) ?? isAllThere;
    const isPart = question.about === undefined && coverage.to - coverage.from < halfDayMilliseconds;
    const isAliasUntold = question.to.length > 0 && coverage.formats.includes("sendmail");
    return {
      facts: [],
      confidence: whole && !isAliasUntold ? confidence.absenceProven : confidence.absence,
      missing: [
        say`the Message-ID, the bounce, or the line of the sender's own log for this message`,
        ...damagedFiles.slice(0, 3).map(({ file, why }) => say`what ${file} has, which could not be read (${why})`),
        ...(isPart ? [say`when it was sent: this log has no whole day`] : []),
        ...(isAliasUntold ? [say`whom an alias leads to, which sendmail logs at LogLevel 11 and above`] : []),
      ],
    };
  },
});
