/** Replies of Register.it, and what they mean. */
import { defineProvider } from "../provider.ts";

export const registerIt = defineProvider({
  name: "Register.it",
  hosts: ["securemail.pro", "register.it", "register-it.net"],
  mark: /securemail\.pro/i,
  source: "https://netfabric.freshdesk.com/support/solutions/articles/6000236440-problemi-invio-posta-italiano-",
  replies: [
    {
      cause: "submission.rate-limit",
      text: /max rcpt to daily limit/i,
      own: true,
      note: "1,000 a day in the base plan",
      samples: ["mail: 550 MAX RCPT TO DAILY LIMIT"],
    },
    {
      cause: "submission.account-blocked",
      text: /sender rejected/i,
      own: true,
      note: "4 hours, after 66 % temporary errors within an hour",
      samples: ["mail: 550 SENDER REJECTED"],
    },
  ],
});
