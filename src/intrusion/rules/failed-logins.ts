/** Passwords are guessed. */
import { defineIntrusionRule } from "../rule.ts";

/**
 * The owner of a suspended account has the right password, and his programs try it on and on. One with an old password tries that
 * on and on: it is one wrong try, and an office behind the same address must not be locked out for it.
 */
const guessesNothing = /^login\.(?:blocked|suspended|repeated)$/;

export const failedLogins = defineIntrusionRule({
  id: "failed-logins",
  code: "L",
  reason: "too many failed logins",
  // Postfix tells of a failed login beside the session, others by the reply.
  on: ["rcpt.refused", "command.refused"],
  where: (event) => event.reply.code === 535 && !("decidedBy" in event && guessesNothing.test(event.decidedBy ?? "")),
  within: 600,
});
