/** Sendmail refuses a declared size without a line: a size was declared, nobody was named, and nothing else is said of it. */
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { decidedBy } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const sizeDeclared = defineRule({
  cause: "mail.size-declared",
  evidence: ({ last, lastSession, near }) => {
    const said = last ? undefined : decidedBy(lastSession, "sendmail.declared-size");
    if (!said) return undefined;
    const bytes = Number(said.detail);
    // What is no larger than others that were taken went wrong for another reason.
    if (near.some(({ sizeBytes = 0 }) => sizeBytes >= bytes)) return undefined;
    return {
      facts: [said],
      confidence: confidence.enough,
      detail: say`${bytes} bytes`,
      missing: [
        say`the largest size that sendmail takes (MaxMessageSize): it does not log that it refused a larger one`,
      ],
    };
  },
});
