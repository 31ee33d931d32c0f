/** Recipients that are nobody: addresses are guessed, or a list is so old that its mail is noise. */
import { defineIntrusionRule } from "../rule.ts";

/** An alias of ours that leads to nobody is our own fault, and whoever writes to it is right to. */
const ours = "alias.target-unknown";

export const unknownRecipients = defineIntrusionRule({
  id: "unknown-recipients",
  code: "P",
  reason: "too many unknown recipients",
  on: ["rcpt.refused"],
  where: ({ stage, decidedBy, reply: { code, enhanced, text } }) =>
    stage === "rcpt" &&
    decidedBy !== ours &&
    code >= 500 &&
    (enhanced === "5.1.1" || /unknown|no such (?:user|mailbox|person)/i.test(text)),
  within: 600,
});
