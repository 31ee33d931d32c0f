/** Sessions that ask for recipients and never bring a message: a list of addresses is cleaned at our cost. */
import { defineIntrusionRule } from "../rule.ts";

export const recipientProbing = defineIntrusionRule({
  id: "recipient-probing",
  code: "H",
  reason: "too many sessions that only probe recipients",
  on: ["session.counted"],
  where: ({ verbs }) => (verbs.RCPT?.all ?? 0) > 0 && !verbs.DATA && !verbs.BDAT,
  within: 3600,
});
