/** Replies of Free, and what they mean. */
import { defineProvider } from "../provider.ts";

export const freeFr = defineProvider({
  name: "Free",
  hosts: ["free.fr"],
  mark: /postmaster\.free\.fr/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "eod.spam",
      text: /spam detected/i,
      own: true,
      samples: ["eod: 550 spam detected"],
    },
    {
      cause: "eod.virus",
      text: /virus detected/i,
      own: true,
      samples: ["eod: 550 virus detected"],
    },
    {
      cause: "rcpt.disabled",
      text: /blocked due to inactivity/i,
      samples: ["rcpt: 550 5.2.1 blocked due to inactivity"],
    },
    {
      cause: "rcpt.quota",
      text: /user quota exceeded|quota exceeded/i,
      own: true,
      samples: ["rcpt: 550 5.2.2 user quota exceeded"],
    },
  ],
});
