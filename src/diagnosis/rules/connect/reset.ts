/** The connection was opened and cut before anything was said. */
import { confidence } from "../../confidence.ts";
import { defineRule } from "../../rule.ts";

export const reset = defineRule({
  cause: "connect.reset",
  evidence: ({ lastSession, attempts }) => {
    if (attempts.length > 0) return undefined;
    const broken = lastSession.find(
      (fact) =>
        fact.kind === "session.broken" &&
        fact.after === "CONNECT" &&
        (fact.how === "peer-reset" || fact.how === "peer-closed"),
    );
    if (broken?.kind !== "session.broken") return undefined;
    return {
      facts: [broken],
      confidence: broken.how === "peer-reset" ? confidence.specificCode : confidence.genericCode,
    };
  },
});
