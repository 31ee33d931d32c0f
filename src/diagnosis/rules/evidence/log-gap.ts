/** The log does not cover the time in question, so nothing follows from finding nothing. */

import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { hasOtherTimes, holes } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const logGap = defineRule({
  cause: "evidence.log-gap",
  refines: ["never.no-trace"],
  evidence: ({ question, attempts, lastSession, coverage }) => {
    if (attempts.length > 0 || lastSession.length > 0) return undefined;
    if (coverage.lines === 0)
      return {
        facts: [],
        confidence: confidence.specificCode,
        missing: [hasOtherTimes(coverage) ? say`a log of that time` : say`a log with at least one line`],
      };
    if (coverage.formats.length === 0)
      return { facts: [], confidence: confidence.specificCode, missing: [say`a log whose format is known`] };
    const [hole] = holes(coverage, question);
    if (!hole) return undefined;
    return { facts: [], confidence: confidence.absenceProven };
  },
});
