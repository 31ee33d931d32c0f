/** Replies of Sophos Email, and what they mean: each has a number of its own. */
import { defineProvider } from "../provider.ts";

export const sophos = defineProvider({
  name: "Sophos Email",
  hosts: ["hydra.sophos.com", "prod.hydra.sophos.com"],
  mark: /\bXGEMAIL_\d{4}\b/,
  source:
    "https://docs.sophos.com/central/customer/help/en-us/ManageYourProducts/EmailSecurity/SMTPErrorCodes/index.html",
  replies: [
    {
      cause: "eod.dkim",
      text: /\bXGEMAIL_0001\b/,
      samples: ["eod: 550 5.7.1 XGEMAIL_0001 Message rejected: it has no valid signature"],
    },
    { cause: "mail.spf", text: /\bXGEMAIL_0002\b/, samples: ["mail: 550 5.7.1 XGEMAIL_0002 Command rejected"] },
    { cause: "eod.dmarc", text: /\bXGEMAIL_0003\b/, samples: ["eod: 550 5.7.1 XGEMAIL_0003 Message rejected"] },
    {
      cause: "greeting.dnsbl",
      text: /\bXGEMAIL_000[45]\b/,
      note: "the list of addresses, and that of domains",
      samples: ["rcpt: 550 5.7.1 XGEMAIL_0004 Command rejected", "rcpt: 550 5.7.1 XGEMAIL_0005 Command rejected"],
    },
    { cause: "tls.handshake", text: /\bXGEMAIL_0006\b/, samples: ["mail: 550 5.7.1 XGEMAIL_0006 Command rejected"] },
    {
      cause: "rcpt.disabled",
      text: /\bXGEMAIL_0007\b/,
      note: "the licence of the recipient's side has run out",
      samples: ["rcpt: 550 5.7.1 XGEMAIL_0007 Command rejected"],
    },
    {
      cause: "mail.sender-blocked",
      text: /\bXGEMAIL_0008\b/,
      samples: ["rcpt: 550 5.7.1 XGEMAIL_0008 Command rejected"],
    },
    {
      cause: "mail.user-blocked",
      text: /\bXGEMAIL_0009\b/,
      samples: ["rcpt: 550 5.7.1 XGEMAIL_0009 Command rejected"],
    },
    {
      cause: "rcpt.relay-denied",
      text: /\bXGEMAIL_0010\b/,
      samples: ["rcpt: 550 5.7.1 XGEMAIL_0010 Command rejected"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /\bXGEMAIL_0011\b/,
      samples: ["rcpt: 550 5.1.1 XGEMAIL_0011 Command rejected"],
    },
    {
      cause: "data.size-exceeded",
      text: /\bXGEMAIL_0012\b/,
      samples: ["eod: 552 XGEMAIL_0012 Message rejected"],
    },
    { cause: "rcpt.too-many", text: /\bXGEMAIL_0013\b/, samples: ["rcpt: 452 XGEMAIL_0013 Command rejected"] },
    { cause: "rcpt.rate", text: /\bXGEMAIL_001[45]\b/, samples: ["rcpt: 452 XGEMAIL_0014 Command rejected"] },
  ],
});
