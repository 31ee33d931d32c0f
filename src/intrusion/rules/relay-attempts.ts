/** Tries to send through us to domains elsewhere, without a login: looks for an open relay. */
import { defineIntrusionRule } from "../rule.ts";

export const relayAttempts = defineIntrusionRule({
  id: "relay-attempts",
  code: "Y",
  reason: "too many attempts to relay",
  on: ["rcpt.refused"],
  where: ({ stage, decidedBy, reply: { code, text } }) =>
    stage === "rcpt" && code >= 500 && (decidedBy === "relay.denied" || /relay/i.test(text)),
  within: 600,
});
