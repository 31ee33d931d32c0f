/** Replies of Microsoft Outlook.com, and what they mean. */
import { defineProvider } from "../provider.ts";

export const outlookCom = defineProvider({
  name: "Microsoft Outlook.com",
  hosts: ["olc.protection.outlook.com", "hotmail.com", "outlook.com", "live.com", "msn.com"],
  mark: /\.(?:prod|olc)\.(?:protection\.)?outlook\.com\b|mail\.live\.com|postmaster\.live\.com/i,
  source: "https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx",
  replies: [
    {
      cause: "greeting.dnsbl",
      text: /mailfrom domain .{0,260}is listed in spamhaus|mailfrom domain is listed/i,
      own: true,
      source: "https://smtpfieldmanual.com/",
      samples: [
        "connect: 550 5.7.1 Service unavailable, MailFrom domain is listed in Spamhaus. To request removal from this list see https://www.spamhaus.org/query/lookup/ (S8002) [BN8NAM04FT010.eop-NAM04.prod.protection.outlook.com]",
        "connect: 550 5.7.1 MailFrom domain is listed in Spamhaus (S8002)",
      ],
    },
    {
      cause: "greeting.dnsbl",
      text: /helo domain .{0,260}is listed in spamhaus|helo domain is listed/i,
      own: true,
      source: "https://smtpfieldmanual.com/",
      samples: ["connect: 550 5.7.1 Helo domain is listed in Spamhaus (S8001)"],
    },
    {
      cause: "mail.rate-limit",
      text: /\bRP-001\b/i,
      samples: [
        "rcpt: 421 RP-001 The mail server IP connecting to Outlook.com server has exceeded the rate limit allowed",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /\bRP-002\b/i,
      samples: ["rcpt: 421 RP-002"],
    },
    {
      cause: "connect.too-many",
      text: /\bRP-003\b/i,
      samples: [
        "connect: 421 RP-003 The mail server IP connecting to Outlook.com server has exceeded the connection limit allowed",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /\bSC-001\b/i,
      samples: [
        "connect: 550 SC-001 Mail rejected by Outlook.com for policy reasons. Reasons for rejection may be related to content with spam-like characteristics or IP/domain reputation",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /\bSC-002\b/i,
      note: "namespace mining",
      samples: ["connect: 550 SC-002"],
    },
    {
      cause: "greeting.reputation",
      text: /\bSC-003\b/i,
      note: "open proxy/relay",
      samples: ["connect: 550 SC-003"],
    },
    {
      cause: "greeting.reputation",
      text: /\bSC-004\b/i,
      note: "complaints",
      samples: ["connect: 550 SC-004"],
    },
    {
      cause: "greeting.reputation",
      text: /\bDY-001\b/i,
      note: "dynamic IP",
      samples: ["connect: 550 DY-001"],
    },
    {
      cause: "greeting.reputation",
      text: /\bDY-002\b/i,
      note: "looks like a home PC",
      samples: ["connect: 550 DY-002"],
    },
    {
      cause: "greeting.dnsbl",
      text: /\bOU-001\b/i,
      note: "Spamhaus",
      samples: ["connect: 550 OU-001"],
    },
    {
      cause: "greeting.reputation",
      text: /\bOU-002\b/i,
      samples: ["connect: 550 OU-002"],
    },
    {
      cause: "greeting.reputation",
      text: /part of their network is on our block ?list|\(S31[45]\d\)/i,
      own: true,
      samples: [
        "connect: 550 5.7.1 Unfortunately, messages from [192.0.2.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors. [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]",
        "connect: 550 5.7.1 part of their network is on our block list (S3140/S3150)",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /rate limited due to ip reputation|\(S(?:775|843)\)/i,
      samples: [
        "connect: 451 4.7.650 The mail server [192.0.2.9] has been temporarily rate limited due to IP reputation. For e-mail delivery information, see https://postmaster.live.com (S775) [BN8NAM04FT010.eop-NAM04.prod.protection.outlook.com]",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /rate limited due to ip reputation|\(S3114\)/i,
      samples: [
        "connect: 451 4.7.651 The mail server [192.0.2.9] has been temporarily rate limited due to IP reputation. (S3114) [BN8NAM04FT010.eop-NAM04.prod.protection.outlook.com]",
        "connect: 451 4.7.651 rate limited due to IP reputation (S3114)",
      ],
    },
    {
      cause: "rcpt.user-unknown",
      text: /mailbox unavailable/i,
      own: true,
      source: "https://smtpfieldmanual.com/",
      samples: [
        "rcpt: 550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302). [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]",
        "rcpt: 550 5.5.0 Requested action not taken: mailbox unavailable",
      ],
    },
    {
      cause: "greeting.busy",
      text: /insufficient system resources/i,
      own: true,
      source: "https://smtpfieldmanual.com/",
      samples: ["connect: 452 4.3.1 Insufficient system resources"],
    },
    {
      cause: "eod.tempfail",
      text: /message failed to be replicated/i,
      own: true,
      source: "https://smtpfieldmanual.com/",
      samples: ["eod: 451 4.4.0 Message failed to be replicated"],
    },
    {
      cause: "connect.too-many",
      text: /maximum number of concurrent (?:server )?connections/i,
      own: true,
      source: "https://smtpfieldmanual.com/",
      samples: [
        "connect: 421 4.3.2 The maximum number of concurrent connections per resource forest has exceeded a limit, closing transmission channel",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /organization queue quota exceeded/i,
      source: "https://smtpfieldmanual.com/",
      samples: ["rcpt: 450 4.7.3 Organization queue quota exceeded"],
    },
    {
      cause: "eod.dmarc",
      text: /does not meet the required authentication level/i,
      own: true,
      source: "https://techcommunity.microsoft.com/",
      samples: ["eod: 550 5.7.515 does not meet the required authentication level"],
    },
  ],
});
