/** The content filter took the message for spam, and its sender was told so. */
import { objectionTo } from "../../objection.ts";
import { defineRule } from "../../rule.ts";

export const spam = defineRule({
  cause: "eod.spam",
  evidence: (inquiry) =>
    inquiry.last?.status === "refused" || inquiry.last?.status === "bounced" ? objectionTo(inquiry, "spam") : undefined,
});
