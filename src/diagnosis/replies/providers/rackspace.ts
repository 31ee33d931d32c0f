/** Replies of Rackspace, and what they mean. */
import { defineProvider } from "../provider.ts";

export const rackspace = defineProvider({
  name: "Rackspace",
  hosts: ["emailsrvr.com"],
  mark: /\(G(?:[1-9A-F]|[1-3][\dA-F])\)|emailsrvr\.com/i,
  source: "https://smtp.codes/rackspace",
  replies: [
    {
      cause: "connect.too-many",
      text: /too many concurrent connections \(g2\)/i,
      own: true,
      samples: ["connect: 421 Too many concurrent connections (G2)"],
    },
    {
      cause: "dns.ptr-missing-ours",
      text: /has no ptr record/i,
      samples: ["rcpt: 450 4.7.1 has no PTR record (G1F)"],
    },
    {
      cause: "rcpt.rate",
      text: /too much email in a short period \(g30\)/i,
      samples: ["rcpt: 450 4.2.1 too much email in a short period (G30)"],
    },
    {
      cause: "queue.loop",
      text: /routing loop detected \(g16\)/i,
      own: true,
      samples: ["queue: 450 4.4.6 Routing loop detected (G16)"],
    },
    {
      cause: "dns.servfail",
      text: /temporary dmarc dns lookup failure/i,
      samples: ["rcpt: 450 4.4.0 Temporary DMARC DNS lookup failure (G1E)"],
    },
    {
      cause: "greeting.reputation",
      text: /too many messages from a new or untrusted ip/i,
      samples: ["connect: 451 4.7.1 too many messages from a new or untrusted IP (G28)"],
    },
    {
      cause: "eod.virus",
      text: /virus found|header_contenttype_1\b/i,
      own: true,
      samples: ["eod: 550 5.7.1 Virus found (G3)", "eod: 550 5.7.0 header_contenttype_1 (G18)"],
    },
    {
      cause: "eod.attachment",
      text: /\bmime_banned_file\b|multi-part mime messages are rejected/i,
      samples: [
        "eod: 550 5.7.0 mime_banned_file - CLSID file extensions are dangerous (G1D)",
        "eod: 550 5.7.0 header_contenttype_2 - Multi-part MIME messages are rejected as dangerous (G19)",
      ],
    },
    {
      cause: "mail.user-blocked",
      text: /sender address rejected: blocked by this recipient/i,
      samples: ["rcpt: 554 5.7.1 alice@example.org: Sender address rejected: Blocked by this recipient (GE)"],
    },
    {
      cause: "mail.sender-blocked",
      text: /sender's mx record not allowed/i,
      samples: ["mail: 550 5.7.1 Sender's MX record not allowed (G14)"],
    },
    {
      cause: "mail.spf",
      text: /sender is not allowed to send from/i,
      own: true,
      samples: ["mail: 550 5.1.0 Sender is not allowed to send from example.org"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /could not be found, or was misspelled/i,
      own: true,
      samples: [
        "rcpt: 550 5.1.1 <bob@example.com>: Recipient address rejected: could not be found, or was misspelled (G8)",
      ],
    },
  ],
});
