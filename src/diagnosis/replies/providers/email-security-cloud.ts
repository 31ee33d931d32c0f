/** Replies of Symantec Email Security.cloud, and what they mean. */
import { defineProvider } from "../provider.ts";

export const emailSecurityCloud = defineProvider({
  name: "Symantec Email Security.cloud",
  hosts: ["messagelabs.com"],
  mark: /messagelabs\.com|symanteccloud\.com/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "eod.spam",
      text: /message filtered/i,
      samples: [
        "eod: 553 5.7.1 Message filtered. Refer to the Troubleshooting page at http://www.symanteccloud.com/troubleshooting for more information. (#5.7.1)",
      ],
    },
    {
      cause: "rcpt.relay-denied",
      text: /trying to use me\b.{0,80}\bas a relay/i,
      own: true,
      samples: [
        "rcpt: 553 sorry, you are trying to use me [server-4.tower-123.messagelabs.com] as a relay, but I have not been configured to let you",
        "rcpt: 553 you are trying to use me as a relay",
      ],
    },
    {
      cause: "rcpt.user-unknown",
      text: /invalid recipient/i,
      own: true,
      samples: ["rcpt: 550 5.1.1 Invalid recipient <bob@example.com> (#5.1.1)"],
    },
    {
      cause: "greeting.reputation",
      text: /service temporarily unavailable/i,
      own: true,
      samples: ["connect: 421 Service Temporarily Unavailable"],
    },
    {
      cause: "mail.rate-limit",
      text: /requested action aborted \[\d{1,3}\]/i,
      samples: ["rcpt: 450 Requested action aborted [9]"],
    },
  ],
});
