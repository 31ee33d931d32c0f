/** Replies of Proofpoint, and what they mean. */
import { defineProvider } from "../provider.ts";

export const proofpoint = defineProvider({
  name: "Proofpoint",
  hosts: ["pphosted.com", "ppe-hosted.com", "proofpoint.com"],
  mark: /proofpoint\.com/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "greeting.reputation",
      text: /blocked using prs\.proofpoint\.com/i,
      samples: ["connect: 550 5.7.1 Service unavailable; client [192.0.2.9] blocked using prs.proofpoint.com"],
    },
    {
      cause: "greeting.reputation",
      text: /\b(?:client|host|ip|address|connection)\b.{0,120}cloudmark|cloudmark sender intelligence|csi\.cloudmark/i,
      samples: [
        "connect: 550 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using Cloudmark Sender Intelligence; see https://csi.cloudmark.com/en/reset/",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /(?:ipcheck|support)\.proofpoint\.com/i,
      samples: [
        "connect: 554 5.7.1 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.9",
        "connect: 554 5.7.1 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=192.0.2.9",
      ],
    },
    {
      cause: "rcpt.temp-unverified",
      text: /unverified address/i,
      own: true,
      samples: ["rcpt: 421 4.1.1 unverified address: Address verification in progress"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /undeliverable address/i,
      own: true,
      samples: [
        "rcpt: 550 5.1.1 <bob@example.com>: Recipient address rejected: undeliverable address: host mx.example.com[192.0.2.1] said: 550 5.1.1 <bob@example.com>: User unknown",
      ],
    },
    {
      cause: "eod.dmarc",
      text: /rejected per sender's dmarc policy/i,
      own: true,
      samples: ["eod: 550 5.7.0 rejected per sender's DMARC policy"],
    },
    {
      cause: "rcpt.disabled",
      text: /marked as invalid/i,
      samples: [
        "rcpt: 550 5.7.1 <bob@example.com>: Recipient address rejected: User email address is marked as invalid.",
      ],
    },
    {
      cause: "mail.sender-domain-unresolvable",
      text: /domain of sender address does not exist/i,
      own: true,
      samples: ["rcpt: 550 5.1.8 Domain of sender address does not exist"],
    },
    {
      cause: "rcpt.relay-denied",
      text: /relaying denied/i,
      own: true,
      samples: ["rcpt: 550 5.7.1 Relaying denied"],
    },
  ],
});
