/** The content filter took the message for spam, and its sender was told so. */
import { objectionTo } from "../../objection.ts";
import { defineRule } from "../../rule.ts";

const turnedAway: ReadonlySet<string> = new Set(["refused", "bounced", "deferred"]);

export const spam = defineRule({
  cause: "eod.spam",
  evidence: (inquiry) => (turnedAway.has(inquiry.last?.status ?? "") ? objectionTo(inquiry, "spam") : undefined),
});
