/** Replies of Cox, and what they mean. */
import { defineProvider } from "../provider.ts";

export const cox = defineProvider({
  name: "Cox",
  hosts: ["cox.net", "cox.com"],
  mark: /\bcox\.(?:net|com)\//i,
  source: "https://www.cox.com/residential/support/email-error-codes.html",
  replies: [
    {
      cause: "greeting.dnsbl",
      text: /AUP#IPBL[01]{4,5}\b/,
      note: "which lists: Spamhaus 0001, Return Path 0010, Invaluement 0100, Cloudmark 1000",
      samples: [
        "connect: 554 cmsmtp 192.0.2.9 blocked. Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#IPBL0001",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /AUP#(?:CXBL|CDRBL)\b/,
      note: "CXBL: blocked for what it sent; CDRBL: for at most 24 hours",
      samples: [
        "connect: 554 cmsmtp 192.0.2.9 blocked. Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#CXBL",
        "mail: 550 5.1.0 <a@other.example> sender rejected. Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#CDRBL",
      ],
    },
    {
      cause: "dns.ptr-missing-ours",
      text: /AUP#CXDNS\b/,
      samples: [
        "connect: 554 cmsmtp 192.0.2.9 blocked. Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#CXDNS",
      ],
    },
    {
      cause: "eod.dmarc",
      text: /AUP#CXSNDR\b/,
      note: "SPF, DomainKeys or DKIM of the sender's domain failed",
      samples: [
        "eod: 550 5.1.0 <a@other.example> message rejected. Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#CXSNDR",
      ],
    },
    {
      cause: "session.protocol-error",
      text: /AUP#CXSMTP\b/,
      samples: [
        "helo: 554 cmsmtp Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#CXSMTP",
      ],
    },
    {
      cause: "connect.too-many",
      text: /AUP#CXCNCT\b/,
      note: "ten from an address at a time",
      samples: [
        "connect: 421 cmsmtp 192.0.2.9 Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#CXCNCT",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /AUP#CXMXRT\b/,
      samples: [
        "rcpt: 452 4.1.0 Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#CXMXRT",
      ],
    },
    {
      cause: "submission.account-blocked",
      text: /AUP#(?:CXTHRT|CXMJ)\b/,
      note: "the account was used by somebody else, as far as Cox can tell",
      samples: [
        "mail: 550 5.1.0 <a@cox.net> sender rejected. Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#CXMJ",
      ],
    },
    {
      cause: "eod.url-listed",
      text: /AUP#URLBL[01]{3,4}\b/,
      samples: [
        "eod: 552 5.2.0 Refer to Error Codes section at https://www.cox.com/residential/support/email-error-codes.html for more information. AUP#URLBL1001",
      ],
    },
  ],
});
