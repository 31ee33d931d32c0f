/** Replies of Trend Micro, and what they mean. */
import { defineProvider } from "../provider.ts";

export const trendMicro = defineProvider({
  name: "Trend Micro",
  hosts: ["trendmicro.com", "trendmicro.eu"],
  mark: /\bers-\w|mail-abuse\.(?:com|org)|(?:using|by) trend micro/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "greeting.dnsbl",
      text: /(?:blocked|deferred|refused|rejected) (?:using|by) (?:trend micro|mail-abuse)|rbl\+? .{0,60}mail-abuse/i,
      source:
        "https://success.trendmicro.com/solution/1097055-frequently-asked-questions-faqs-about-messages-blocked-by-email-reputation-services-ers",
      samples: [
        "connect: 550 Service unavailable; Client host [192.0.2.9] blocked using Trend Micro RBL+. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=192.0.2.9",
        "connect: 450 Service temporarily unavailable; Client host [192.0.2.9] deferred using Trend Micro Email Reputation database. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=192.0.2.9",
        "rcpt: 550 Mail from 192.0.2.9 refused by rbl-plus.mail-abuse.org. Please refer to http://mail-abuse.org/rbl+ for an explanation",
      ],
    },
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
