/** The account had written to as many as it may in that time, mostly in earlier sessions. */
import { decidedFor } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const rateLimit = defineRule({
  cause: "submission.rate-limit",
  evidence: (inquiry) => decidedFor(inquiry, /^sender\.rate-(?:hour|day)$/),
});
