/** Postfix takes no more recipients of one message than its limit, and counts the others without a line of their own. */
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { defineRule } from "../../rule.ts";

export const tooMany = defineRule({
  cause: "rcpt.too-many",
  evidence: ({ last }) =>
    last?.fact?.kind === "session.counted"
      ? {
          facts: [last.fact],
          confidence: confidence.enough,
          missing: [
            say`the limit of recipients (smtpd_recipient_limit), and the sender's log: ours only counts who was not taken`,
          ],
        }
      : undefined,
});
