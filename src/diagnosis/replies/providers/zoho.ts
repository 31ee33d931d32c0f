/** Replies of Zoho, and what they mean. */
import { defineProvider } from "../provider.ts";

export const zoho = defineProvider({
  name: "Zoho",
  hosts: ["zoho.com", "zoho.eu", "zohomail.com"],
  mark: /\bzoho\b/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "mail.sender-blocked",
      text: /mail rejected by destination domain/i,
      samples: ["rcpt: 541 5.4.1 Mail rejected by destination domain"],
    },
    {
      cause: "mail.rate-limit",
      text: /delivery restricted by policy error/i,
      samples: ["rcpt: 452 delivery restricted by policy error"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /user unknown/i,
      own: true,
      samples: ["rcpt: 550 5.1.1 User unknown"],
    },
    {
      cause: "eod.dmarc",
      text: /rejected per dmarc policy/i,
      own: true,
      samples: ["eod: 550 5.7.1 Email rejected per DMARC policy for zoho.com"],
    },
    {
      cause: "eod.spam",
      text: /flagged as spam/i,
      own: true,
      samples: ["eod: 554 5.7.1 Email cannot be delivered. Reason: Email flagged as Spam."],
    },
    {
      cause: "eod.virus",
      text: /virus .{0,200}detected by zoho mail/i,
      own: true,
      samples: ["eod: 552 5.7.1 virus Eicar-Test-Signature detected by Zoho Mail"],
    },
    {
      cause: "submission.sender-not-owned",
      text: /relaying disallowed/i,
      own: true,
      samples: ["mail: 553 Relaying disallowed"],
    },
  ],
});
