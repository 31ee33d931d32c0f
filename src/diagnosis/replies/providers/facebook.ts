/** Replies of Facebook, and what they mean: each begins with a code of its own. */
import { defineProvider } from "../provider.ts";

export const facebook = defineProvider({
  name: "Facebook",
  hosts: ["facebook.com"],
  mark: /postmaster\.facebook\.com/i,
  source: "http://postmaster.facebook.com/response_codes",
  replies: [
    {
      cause: "mail.user-blocked",
      text: /\bRCP-P[23]\b/i,
      note: "what the recipient set, for mail or for privacy",
      samples: [
        "rcpt: 550 5.1.1 RCP-P2 http://postmaster.facebook.com/response_codes?ip=192.0.2.9#rcp Refused due to recipient preferences",
      ],
    },
    {
      cause: "rcpt.user-unknown",
      text: /\b(?:RCP-P1|INT-P[134])\b/i,
      samples: [
        "rcpt: 550 5.1.1 RCP-P1 http://postmaster.facebook.com/response_codes?ip=192.0.2.9#rcp Recipient address does not exist",
      ],
    },
    {
      cause: "rcpt.disabled",
      text: /\bRCP-T4\b/i,
      samples: ["rcpt: 450 4.1.1 RCP-T4 The recipient address is currently deactivated"],
    },
    {
      cause: "rcpt.quota",
      text: /\bINT-P7\b/i,
      samples: ["rcpt: 552 5.2.2 INT-P7 The recipient has exceeded their storage quota"],
    },
    {
      cause: "eod.tempfail",
      text: /\b(?:RCP-T1|INT-T\d)\b/i,
      samples: ["rcpt: 450 4.1.1 RCP-T1 The recipient address is not currently available due to an internal issue"],
    },
    {
      cause: "greeting.dnsbl",
      text: /\bPOL-P1\b/i,
      note: "the policy list of Spamhaus",
      samples: ["connect: 554 5.7.1 POL-P1 Your server is on the Spamhaus PBL"],
    },
    {
      cause: "greeting.reputation",
      text: /\bPOL-(?:P[234]|T[123])\b/i,
      note: "for hours, or for good",
      samples: ["connect: 554 5.7.1 POL-P2 We no longer accept mail from this server"],
    },
    {
      cause: "eod.virus",
      text: /\bPOL-P5\b/i,
      samples: ["eod: 554 5.7.1 POL-P5 The message contains a virus"],
    },
    {
      cause: "eod.url-listed",
      text: /\bPOL-P6\b/i,
      samples: ["eod: 554 5.7.1 POL-P6 The message contains a url that has been blocked"],
    },
    {
      cause: "eod.dmarc",
      text: /\bPOL-P7\b/i,
      samples: ["eod: 554 5.7.1 POL-P7 The message does not comply with the Domain Authentication requirements"],
    },
    {
      cause: "eod.content-rule",
      text: /\bPOL-P8\b/i,
      samples: ["eod: 554 5.7.1 POL-P8 The message does not comply with the abuse policies"],
    },
    {
      cause: "mail.sender-domain-unresolvable",
      text: /\bDNS-(?:P[12]|T1)\b/i,
      samples: ["mail: 554 5.1.8 DNS-P2 Your SMTP MAIL FROM domain does not have an MX record"],
    },
    {
      cause: "greeting.no-ptr",
      text: /\bDNS-(?:P3|T2)\b/i,
      samples: ["connect: 554 5.7.25 DNS-P3 Your mail server does not have a reverse DNS record"],
    },
    {
      cause: "connect.too-many",
      text: /\bCON-T[123]\b/i,
      samples: ["connect: 421 4.7.0 CON-T3 Your mail server has opened too many new connections"],
    },
    {
      cause: "rcpt.too-many",
      text: /\b(?:CON-T4|MSG-T1)\b/i,
      samples: ["rcpt: 452 4.5.3 MSG-T1 The number of recipients exceeds the allowed maximum"],
    },
    {
      cause: "data.size-exceeded",
      text: /\b(?:MSG-P1|INT-P2)\b/i,
      samples: ["eod: 552 5.3.4 MSG-P1 The message exceeds the maximum allowed size"],
    },
    {
      cause: "eod.attachment",
      text: /\bMSG-P2\b/i,
      samples: ["eod: 554 5.7.1 MSG-P2 The message contains an attachment type that is not accepted"],
    },
    {
      cause: "eod.malformed",
      text: /\bMSG-P3\b/i,
      samples: ["eod: 554 5.6.0 MSG-P3 Multiple instances of a header field that can only be present once"],
    },
  ],
});
