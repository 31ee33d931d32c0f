/** Messages over the size limit, again and again: EHLO tells the limit, and a mail server heeds it (RFC 1870). */
import { defineIntrusionRule } from "../rule.ts";

export const oversizedMessage = defineIntrusionRule({
  id: "oversized-message",
  code: "M",
  reason: "too many oversized messages",
  on: ["rcpt.refused"],
  where: ({ reply: { code, enhanced } }) => enhanced === "5.3.4" || enhanced === "5.2.3" || code === 552,
  within: 3600,
});
