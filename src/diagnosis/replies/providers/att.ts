/** Replies of AT&T, and what they mean. */
import { defineProvider } from "../provider.ts";

export const att = defineProvider({
  name: "AT&T",
  hosts: ["att.net", "prodigy.net", "bellsouth.net", "sbcglobal.net"],
  mark: /abuse-att\.net|att\.net\/blocks/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "rcpt.user-unknown",
      text: /addressee unknown/i,
      own: true,
      samples: ["rcpt: 550 5.2.1 <bob@prodigy.net>... Addressee unknown, relay=[192.0.2.9]"],
    },
    {
      cause: "dns.ptr-missing-ours",
      text: /without a valid sender domain/i,
      samples: [
        "rcpt: 550 5.7.1 Connections not accepted from servers without a valid sender domain.flph825 Fix reverse DNS for 192.0.2.9",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /dnsbl:(?:att)?rbl\b/i,
      samples: [
        "connect: 553 5.3.0 flph825 DNSBL:ATTRBL 521< 192.0.2.9 >_is_blocked.For assistance forward this email to abuse_rbl@abuse-att.net",
      ],
    },
  ],
});
