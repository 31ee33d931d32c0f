/** Talks before it is greeted, as no mail server does (RFC 5321 §4.3.1). */
import { defineIntrusionRule } from "../rule.ts";

export const earlyTalker = defineIntrusionRule({
  id: "early-talker",
  code: "E",
  reason: "talking before the greeting too often",
  on: ["rcpt.refused"],
  where: ({ stage, decidedBy, reply: { text } }) =>
    stage === "connect" && (decidedBy === "greeting.early-talker" || /before (?:the|my) (?:greeting|turn)/i.test(text)),
  within: 3600,
});
