/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { IntrusionRule } from "../rule.ts";
import { connectionFlood } from "./connection-flood.ts";
import { earlyTalker } from "./early-talker.ts";
import { failedLogins } from "./failed-logins.ts";
import { noopFlood } from "./noop-flood.ts";
import { oversizedMessage } from "./oversized-message.ts";
import { recipientProbing } from "./recipient-probing.ts";
import { relayAttempts } from "./relay-attempts.ts";
import { rsetFlood } from "./rset-flood.ts";
import { slowSessions } from "./slow-sessions.ts";
import { unknownRecipients } from "./unknown-recipients.ts";
import { vrfyFlood } from "./vrfy-flood.ts";

export const registry: Readonly<Record<string, IntrusionRule>> = {
  "connection-flood": connectionFlood,
  "early-talker": earlyTalker,
  "failed-logins": failedLogins,
  "noop-flood": noopFlood,
  "oversized-message": oversizedMessage,
  "recipient-probing": recipientProbing,
  "relay-attempts": relayAttempts,
  "rset-flood": rsetFlood,
  "slow-sessions": slowSessions,
  "unknown-recipients": unknownRecipients,
  "vrfy-flood": vrfyFlood,
};
