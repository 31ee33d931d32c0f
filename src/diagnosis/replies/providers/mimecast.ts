/** Replies of Mimecast, and what they mean. */
import { defineProvider } from "../provider.ts";

export const mimecast = defineProvider({
  name: "Mimecast",
  hosts: ["mimecast.com", "mimecast.co.za"],
  mark: /mimecast\.(?:com|org)/i,
  source: "https://mimecastsupport.zendesk.com/hc/en-us/articles/34000709564691-Policies-Mimecast-SMTP-Error-Codes",
  replies: [
    {
      cause: "mail.sender-blocked",
      text: /sender address blocked/i,
      own: true,
      samples: ["rcpt: 421 Sender address blocked"],
    },
    {
      cause: "greeting.busy",
      text: /unable to process connection at this time/i,
      own: true,
      samples: ["connect: 421 Unable to process connection at this time"],
    },
    {
      cause: "rcpt.greylist",
      text: /internal resources? (?:are |is )?temporarily unavailable/i,
      note: "greylisting or poor IP reputation",
      samples: ["rcpt: 451 Internal resource temporarily unavailable"],
    },
    {
      cause: "submission.account-blocked",
      text: /account outbounds disabled/i,
      samples: ["mail: 451 Account outbounds disabled"],
    },
    {
      cause: "rcpt.disabled",
      text: /account inbounds disabled/i,
      samples: ["rcpt: 451 Account inbounds disabled"],
    },
    {
      cause: "dns.mx-wrong",
      text: /incorrect hostname used for inbounds/i,
      note: "the MX of the recipient's domain is a name for outgoing mail",
      samples: ["rcpt: 550 The incorrect hostname used for inbounds"],
    },
    {
      cause: "rcpt.relay-denied",
      text: /open relay not allowed/i,
      own: true,
      samples: ["rcpt: 451 Open relay not allowed"],
    },
    {
      cause: "rcpt.temp-unverified",
      text: /recipient temporarily unavailable/i,
      samples: ["rcpt: 451 Recipient temporarily unavailable"],
    },
    {
      cause: "mail.sender-blocked",
      text: /administrative prohibition - envelope blocked/i,
      own: true,
      samples: [
        "rcpt: 550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550 [vH7Ns8biNg-p6EfZ0QaVMQ.us149]",
      ],
    },
    {
      cause: "eod.dmarc",
      text: /anti-spoofing policy/i,
      own: true,
      note: "own domain from outside",
      samples: [
        "eod: 550 Rejected by header based Anti-Spoofing policy: alice@example.com - https://community.mimecast.com/docs/DOC-1369#550 [vH7Ns8biNg-p6EfZ0QaVMQ.us149]",
      ],
    },
    {
      cause: "mail.sender-blocked",
      text: /manually blocked senders/i,
      own: true,
      samples: [
        "rcpt: 550 Rejected by header based manually Blocked Senders: alice@example.com - https://community.mimecast.com/docs/DOC-1369#550 [vH7Ns8biNg-p6EfZ0QaVMQ.us149]",
      ],
    },
    {
      cause: "mail.user-blocked",
      text: /envelope blocked - user entry/i,
      samples: ["rcpt: 550 Envelope blocked - User Entry"],
    },
    {
      cause: "eod.dmarc",
      text: /dmarc sender invalid/i,
      own: true,
      samples: ["eod: 550 DMARC Sender Invalid"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /invalid recipient/i,
      own: true,
      samples: ["rcpt: 550 Invalid Recipient"],
    },
    {
      cause: "eod.spam",
      text: /\bMCSpamSignature\b/i,
      note: "a spam signature was found",
      samples: ["eod: 554 Email rejected due to security policies - MCSpamSignature.x.x"],
    },
    {
      cause: "eod.content-rule",
      text: /rejected due to security policies/i,
      own: true,
      samples: ["eod: 554 rejected due to security policies"],
    },
    {
      cause: "greeting.reputation",
      text: /host network not allowed/i,
      samples: ["connect: 554 Host network not allowed"],
    },
    {
      cause: "greeting.reputation",
      text: /local ct ip reputation|csi\.mimecast\.org|poor reputation sender/i,
      own: true,
      samples: [
        "connect: 550 Local CT IP Reputation - (reject)",
        "connect: 550 csi.mimecast.org Poor Reputation Sender. - https://community.mimecast.com/docs/DOC-1369#550 [vH7Ns8biNg-p6EfZ0QaVMQ.us149]",
      ],
    },
  ],
});
