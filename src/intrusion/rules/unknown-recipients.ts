/** Recipients that are nobody: addresses are guessed, or a list is so old that its mail is noise. */
import { defineIntrusionRule } from "../rule.ts";

export const unknownRecipients = defineIntrusionRule({
  id: "unknown-recipients",
  code: "P",
  reason: "too many unknown recipients",
  on: ["rcpt.refused"],
  where: ({ stage, reply: { code, enhanced, text } }) =>
    stage === "rcpt" && code >= 500 && (enhanced === "5.1.1" || /unknown|no such (?:user|mailbox|person)/i.test(text)),
  within: 600,
});
