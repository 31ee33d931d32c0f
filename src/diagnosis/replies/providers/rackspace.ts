/** Replies of Rackspace, and what they mean. */
import { defineProvider } from "../provider.ts";

export const rackspace = defineProvider({
  name: "Rackspace",
  hosts: ["emailsrvr.com"],
  mark: /\(G\d[\dA-F]?\)|emailsrvr\.com/i,
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
      cause: "rcpt.user-unknown",
      text: /could not be found, or was misspelled/i,
      own: true,
      samples: [
        "rcpt: 550 5.1.1 <bob@example.com>: Recipient address rejected: could not be found, or was misspelled (G8)",
      ],
    },
  ],
});
