/** Replies of Cisco Secure Email, and what they mean. */
import { defineProvider } from "../provider.ts";

export const ironport = defineProvider({
  name: "Cisco Secure Email",
  hosts: ["iphmx.com"],
  mark: /\bironport\b/i,
  source: "https://portal.smartertools.com/kb/a3500/554-error-mta-poor-reputation-fixes.aspx",
  replies: [
    {
      cause: "greeting.reputation",
      text: /sending mta's poor reputation/i,
      own: true,
      samples: [
        "connect: 554 mx.example.com Your access to this mail system has been rejected due to the sending MTA's poor reputation. If you believe that this failure is in error, please contact the intended recipient via alternate means.",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /your access to submit messages to this e-mail system has been rejected/i,
      note: "sender group BLACKLIST or throttled",
      samples: ["connect: 550 5.7.1 #5.7.1 Your access to submit messages to this e-mail system has been rejected."],
    },
    {
      cause: "rcpt.user-unknown",
      text: /#5\.1\.0 address rejected/i,
      samples: ["rcpt: 550 #5.1.0 Address rejected bob@example.com"],
    },
    {
      cause: "mail.rate-limit",
      text: /too many recipients received this hour/i,
      own: true,
      samples: ["rcpt: 452 Too many recipients received this hour"],
    },
    {
      cause: "eod.content-rule",
      text: /message rejected due to content restrictions/i,
      own: true,
      samples: ["eod: 554 5.7.1 Message rejected due to content restrictions"],
    },
  ],
});
