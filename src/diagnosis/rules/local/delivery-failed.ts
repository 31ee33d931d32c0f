/** A program that lays mail into mailboxes failed, and told the mail server that all was well: nobody was told. */
import { failureOf } from "../../handed.ts";
import { defineRule } from "../../rule.ts";

export const deliveryFailed = defineRule({
  cause: "local.delivery-failed",
  evidence: (inquiry) => {
    const failure = failureOf(inquiry);
    return failure?.why === "other" ? failure : undefined;
  },
});
