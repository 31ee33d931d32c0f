/** Replies of Barracuda, and what they mean. */
import { defineProvider } from "../provider.ts";

export const barracuda = defineProvider({
  name: "Barracuda",
  hosts: ["barracudanetworks.com"],
  mark: /\bcuda_nsu\b|barracudanetworks\.com/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "rcpt.user-unknown",
      text: /user unknown/i,
      own: true,
      samples: ["rcpt: 550 5.1.1 cuda_nsu <bob@example.com>... User unknown"],
    },
    {
      cause: "greeting.reputation",
      text: /policy rejection ?- abuse/i,
      samples: ["connect: 450 4.7.1 cuda_nsu Policy Rejection- Abuse"],
    },
    {
      cause: "rcpt.greylist",
      text: /greylisted/i,
      own: true,
      samples: ["rcpt: 451 4.7.1 Greylisted for 5 minutes"],
    },
    {
      cause: "eod.spam",
      text: /permanent failure for one or more recipients \(\S{1,340}:blocked\)/i,
      samples: ["eod: 550 permanent failure for one or more recipients (bob@example.com:blocked)"],
    },
    {
      cause: "mail.sender-blocked",
      text: /^blocked\.?$/i,
      own: true,
      samples: ["rcpt: 550 Blocked"],
    },
    {
      cause: "eod.dmarc",
      text: /rejecting spoofed message/i,
      own: true,
      samples: ["eod: 550 rejecting spoofed message"],
    },
    {
      cause: "eod.url-listed",
      text: /spam url in content/i,
      own: true,
      samples: ["eod: 554 spam URL in content"],
    },
    {
      cause: "eod.content-rule",
      text: /rejecting banned content/i,
      own: true,
      samples: ["eod: 554 rejecting banned content"],
    },
    {
      cause: "greeting.busy",
      text: /license expired/i,
      own: true,
      samples: ["connect: 422 License Expired"],
    },
    {
      cause: "greeting.dnsbl",
      text: /barracudacentral\.org/i,
      own: true,
      samples: [
        "connect: 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using b.barracudacentral.org; http://www.barracudanetworks.com/reputation/?pr=1&ip=192.0.2.9",
      ],
    },
  ],
});
