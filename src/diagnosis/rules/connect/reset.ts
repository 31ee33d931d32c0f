/** The connection was opened and cut before anything was said. */
import { confidence } from "../../confidence.ts";
import { factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const reset = defineRule({
  cause: "connect.reset",
  evidence: ({ lastSession, attempts }) => {
    if (attempts.length > 0) return undefined;
    const broken = factOf(
      lastSession,
      "session.broken",
      ({ after, how }) => after === "CONNECT" && (how === "peer-reset" || how === "peer-closed"),
    );
    if (!broken) return undefined;
    return {
      facts: [broken],
      confidence: broken.how === "peer-reset" ? confidence.specificCode : confidence.genericCode,
    };
  },
});
