/** Replies of Trend Micro, and what they mean. */
import { defineProvider } from "../provider.ts";

export const trendMicro = defineProvider({
  name: "Trend Micro",
  hosts: ["trendmicro.com", "trendmicro.eu"],
  mark: /\bers-\w/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "mail.sender-blocked",
      text: /block-send-?er/i,
      samples: [
        "rcpt: 554 5.7.1 <bob@example.com>: Recipient address rejected: BLOCK-SEND-ER.",
        "rcpt: 554 5.7.1 Recipient address rejected: BLOCK-SENDER",
      ],
    },
    {
      cause: "rcpt.user-unknown",
      text: /invalid-recipient/i,
      own: true,
      samples: ["rcpt: 554 5.7.1 <bob@example.com>: Recipient address rejected: Invalid-Recipient."],
    },
    {
      cause: "rcpt.relay-denied",
      text: /\bno-domain\b/i,
      samples: ["rcpt: 554 5.7.1 <bob@example.com>: Recipient address rejected: NO-DOMAIN."],
    },
    {
      cause: "greeting.reputation",
      text: /\bers-customized-block/i,
      samples: ["connect: 550 5.7.1 ERS-Customized-Block"],
    },
  ],
});
