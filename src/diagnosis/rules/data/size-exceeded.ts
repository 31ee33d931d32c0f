/** The content grew over the limit while it came; the log tells of the limit, not of the reply. */
import { defineRule } from "../../rule.ts";

export const sizeExceeded = defineRule({
  cause: "data.size-exceeded",
  refines: ["data.mid-transfer-drop", "data.client-abort"],
  evidence: ({ lastSession, facts }) => {
    const warned = [...lastSession, ...facts].find(
      (fact) => fact.kind === "program.warned" && /(?:queue )?file size limit exceeded/i.test(fact.text),
    );
    return warned ? { facts: [warned] } : undefined;
  },
});
