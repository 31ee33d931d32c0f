/** Replies of GoDaddy's servers (secureserver.net), each with a code of its list, and what they mean. */
import { defineProvider } from "../provider.ts";

export const godaddy = defineProvider({
  name: "GoDaddy",
  hosts: ["secureserver.net"],
  mark: /\bIB\d{3}\b|secureserver\.net/,
  source: "https://www.godaddy.com/help/fix-rejected-email-with-a-bounce-error-40685",
  replies: [
    {
      cause: "connect.too-many",
      text: /\bIB007\b/,
      samples: [
        "connect: 421 Connection refused, too many sessions from 192.0.2.9. Please lower the number of concurrent sessions. IB007",
      ],
    },
    {
      cause: "greeting.busy",
      text: /\bIB101\b/,
      samples: ["connect: 421 Server temporarily unavailable. Try again later. IB101"],
    },
    {
      cause: "greeting.reputation",
      text: /\bIB103\b|^rbl reject\b/i,
      note: "Cloudmark's list, and one of its own",
      samples: [
        "connect: 554 IB103. Connection refused. 192.0.2.9 has a poor reputation on Cloudmark Sender Intelligence (CSI). Please visit http://csi.cloudmark.com/reset-request/?ip=192.0.2.9 to request a delisting.",
      ],
    },
    {
      cause: "greeting.dnsbl",
      text: /\bIB10[456]\b/,
      samples: [
        "connect: 554 IB104. Connection refused. 192.0.2.9 is listed on the Spamhaus Block List (SBL).",
        "connect: 554 Connection refused. This IP is listed on the Policy Block List (PBL). IB106",
      ],
    },
    {
      cause: "dns.ptr-missing-ours",
      text: /\bIB108\b/,
      samples: ["connect: 421 Temporarily rejected. Reverse DNS for 192.0.2.9 failed. IB108"],
    },
    {
      cause: "greeting.ips-ban",
      text: /\bIB11[0-3]\b/,
      note: "barred for an hour or a day for spam, or for recipients that do not exist",
      samples: [
        "connect: 554 192.0.2.9 has been blocked for the day, for attempting to send too many messages containing content judged to be spam by the internet community. IB111",
        "connect: 554 192.0.2.9 has been temporarily blocked for attempting to mail too many invalid recipients. IB112",
      ],
    },
    {
      cause: "eod.spam",
      text: /\bIB212\b/,
      samples: [
        "eod: 552 This message has been rejected due to content judged to be spam by the internet community IB212",
      ],
    },
    {
      cause: "submission.mechanism",
      text: /\bIB401\b/,
      samples: ["auth: 535 Authentication not allowed on IBSMTP Servers. IB401"],
    },
    {
      cause: "eod.malformed",
      text: /\bIB50[12]\b/,
      samples: [
        "eod: 550 alice@example.org Blank From: addresses are not allowed. Please provide a valid From. IB501",
        "eod: 550 alice@example.org IP addresses are not allowed as a From: Address. Please provide a valid From. IB502",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /\bIB(?:504|510|607)\b/,
      samples: [
        "mail: 550 This IP has sent too many messages this hour. IB504",
        "mail: 550 This message has exceeded the max number of messages per session. Please open a new session and try again. IB510",
        "rcpt: 550 192.0.2.9 has sent to too many recipients this hour. IB607",
      ],
    },
    {
      cause: "mail.sender-domain-unresolvable",
      text: /\bIB50[56]\b/,
      samples: ["eod: 550 example.org From: Domain is invalid. Please provide a valid From: IB506"],
    },
    {
      cause: "mail.spf",
      text: /\bIB508\b/,
      samples: [
        "mail: 550 192.0.2.9 is not allowed to send from <example.org> per its SPF Record. Please inspect your SPF settings, and try again. IB508",
      ],
    },
    {
      cause: "rcpt.too-many",
      text: /\bIB605\b/,
      samples: [
        "rcpt: 452 This message contains too many recipients Please reduce the number of recipients and retry. IB605",
      ],
    },
    {
      cause: "eod.virus",
      text: /\bIB705\b/,
      samples: ["eod: 552 Virus infected message rejected. IB705"],
    },
  ],
});
