/** Replies of STRATO, and what they mean. */
import { defineProvider } from "../provider.ts";

export const strato = defineProvider({
  name: "STRATO",
  hosts: ["rzone.de", "strato.de", "strato.com", "stratoserver.net"],
  mark: /refused by local policy\. no spam please/i,
  source: "https://www.strato.de/faq/mail/fehlermeldungen-bei-e-mails/",
  replies: [
    {
      cause: "eod.url-listed",
      text: /no spam please!? ?\(b-url\)/i,
      samples: ["eod: 550 5.7.1 Refused by local policy. No SPAM please! (B-URL)"],
    },
    {
      cause: "eod.attachment",
      text: /no spam please!? ?\(b-attach\)/i,
      samples: ["eod: 550 5.7.1 Refused by local policy. No SPAM please! (B-ATTACH)"],
    },
    {
      cause: "eod.spam",
      text: /no spam please!? ?\(/i,
      note: "in brackets what was found: B-TEXT, B-SCORE and B-EX are its text",
      samples: [
        "eod: 550 5.7.1 Refused by local policy. No SPAM please! (B-TEXT)",
        "eod: 550 5.7.1 Refused by local policy. No SPAM please! (B-SCORE)",
        "eod: 554 5.7.1 Refused by local policy. No SPAM please! (B-EX)",
      ],
    },
    {
      cause: "mail.sender-blocked",
      text: /refused by local policy\. no spam please/i,
      note: "without brackets: the server or the sender is blocked",
      samples: ["rcpt: 550 5.7.1 Refused by local policy. No SPAM please"],
    },
    {
      cause: "eod.spam",
      text: /suspected phishing attempt/i,
      own: true,
      samples: ["eod: 550 5.7.1 Suspected phishing attempt"],
    },
    {
      cause: "mail.spf",
      text: /^spf failed for/i,
      own: true,
      samples: ["rcpt: 550 5.7.1 SPF failed for example.com"],
    },
    {
      cause: "rcpt.quota",
      text: /user has exhausted allowed storage space/i,
      samples: ["rcpt: 552 5.2.2 User has exhausted allowed storage space"],
    },
  ],
});
