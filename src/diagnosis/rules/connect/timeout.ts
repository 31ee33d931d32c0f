/** Our server, as the client, waited for the other host, and nobody answered: the log says no more than how long. */
import { confidence } from "../../confidence.ts";
import { unanswered } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const timeout = defineRule({
  cause: "connect.timeout",
  evidence: (inquiry) => {
    const facts = unanswered(inquiry, "timeout");
    return facts && { facts, confidence: confidence.inferred };
  },
});
