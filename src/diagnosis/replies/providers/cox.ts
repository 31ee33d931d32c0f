/** Replies of Cox, and what they mean. */
import { defineProvider } from "../provider.ts";

export const cox = defineProvider({
  name: "Cox",
  hosts: ["cox.net", "cox.com"],
  mark: /\bcox\.(?:net|com)\//i,
  source: "http://postmaster.cox.net/confluence/display/postmaster/Error+Codes",
  replies: [
    {
      cause: "greeting.dnsbl",
      text: /AUP#IPBL[01]{4}\b/,
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
  ],
});
