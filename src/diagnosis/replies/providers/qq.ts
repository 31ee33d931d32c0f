/** Replies of QQ and Tencent Exmail, and what they mean. */
import { defineProvider } from "../provider.ts";

export const qq = defineProvider({
  name: "QQ and Tencent Exmail",
  hosts: ["qq.com"],
  mark: /\bqq\.com/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "rcpt.user-unknown",
      text: /mailbox not found/i,
      own: true,
      samples: ["rcpt: 550 Mailbox not found"],
    },
    {
      cause: "rcpt.disabled",
      text: /mailbox unavailable or access denied/i,
      own: true,
      samples: ["rcpt: 550 Mailbox unavailable or access denied"],
    },
    {
      cause: "mail.sender-domain-unresolvable",
      text: /domain may not exist or dns check failed/i,
      samples: [
        "mail: 550 Domain may not exist or DNS check failed [192.0.2.9]. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000725",
      ],
    },
    {
      cause: "eod.spam",
      text: /mail content denied/i,
      own: true,
      samples: ["eod: 550 Mail content denied"],
    },
    {
      cause: "mail.rate-limit",
      text: /sender frequency limited/i,
      own: true,
      samples: ["rcpt: 550 Sender frequency limited"],
    },
    {
      cause: "greeting.reputation",
      text: /suspected spam sender/i,
      samples: ["connect: 550 Suspected spam sender"],
    },
    {
      cause: "eod.dmarc",
      text: /dmarc check failed/i,
      own: true,
      samples: ["eod: 550 DMARC check failed"],
    },
    {
      cause: "mail.user-blocked",
      text: /rejected by (?:the )?recipients?/i,
      own: true,
      samples: ["rcpt: 550 rejected by recipients"],
    },
    {
      cause: "rcpt.syntax",
      text: /bad address syntax/i,
      own: true,
      samples: ["rcpt: 501 Bad address syntax"],
    },
  ],
});
