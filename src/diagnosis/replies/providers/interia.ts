/** Replies of Interia, and what they mean. */
import { defineProvider } from "../provider.ts";

export const interia = defineProvider({
  name: "Interia",
  hosts: ["interia.pl", "interia.eu", "poczta.fm"],
  source: "https://pomoc.poczta.interia.pl/news-dlaczego-wiadomosc-nie-zostala-dostarczona,nId,6589600",
  replies: [
    {
      cause: "rcpt.user-unknown",
      text: /^account not found/i,
      own: true,
      note: "or it is blocked",
      samples: ["rcpt: 550 5.1.1 Account not found"],
    },
    {
      cause: "rcpt.disabled",
      codes: ["5.2.1"],
      text: /^mailbox not available/i,
      own: true,
      note: "misspelled, full or suspended",
      samples: ["rcpt: 550 5.2.1 Mailbox not available"],
    },
    {
      cause: "mail.user-blocked",
      text: /recipient doesn't want your mail/i,
      samples: ["rcpt: 550 5.7.1 Recipient doesn't want your mail"],
    },
    {
      cause: "mail.spf",
      text: /\[spf\] .{1,300} is not allowed to send mail from/i,
      own: true,
      samples: ["rcpt: 550 5.7.0 [SPF] 192.0.2.9 is not allowed to send mail from example.com"],
    },
    {
      cause: "greeting.reputation",
      text: /twoj serwer poczty .{1,300} zablokowany za spam/i,
      source:
        "https://www.suped.com/knowledge/email-deliverability/troubleshooting/why-are-my-emails-to-interiapl-being-rejected-and-what-can-i-do-about-it",
      samples: ["connect: 450 4.7.1 Twoj serwer poczty 192.0.2.9 zostal tymczasowo zablokowany za spam"],
    },
  ],
});
