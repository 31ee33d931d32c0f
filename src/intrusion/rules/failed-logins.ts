/** Passwords are guessed. */
import { defineIntrusionRule } from "../rule.ts";

const mayNotLogIn = /^login\.(?:blocked|suspended)$/;

export const failedLogins = defineIntrusionRule({
  id: "failed-logins",
  code: "L",
  reason: "too many failed logins",
  // Postfix tells of a failed login beside the session, others by the reply.
  on: ["rcpt.refused", "command.refused"],
  // The owner of a suspended account has the right password, and his programs try it on and on.
  where: (event) => event.reply.code === 535 && !("decidedBy" in event && mayNotLogIn.test(event.decidedBy ?? "")),
  within: 600,
});
