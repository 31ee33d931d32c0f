/** Passwords are guessed. */
import { defineIntrusionRule } from "../rule.ts";

export const failedLogins = defineIntrusionRule({
  id: "failed-logins",
  code: "L",
  reason: "too many failed logins",
  // Postfix tells of a failed login beside the session, others by the reply.
  on: ["rcpt.refused", "command.refused"],
  where: ({ reply: { code } }) => code === 535,
  within: 600,
});
