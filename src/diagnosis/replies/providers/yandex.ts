/** Replies of Yandex, and what they mean. */
import { defineProvider } from "../provider.ts";

export const yandex = defineProvider({
  name: "Yandex",
  hosts: ["yandex.ru", "yandex.net", "yandex.com"],
  mark: /ya\.cc\/|yandex\.(?:ru|com|net)/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "rcpt.rate",
      text: /recipient has exceeded (?:their |its )?message rate limit/i,
      own: true,
      samples: ["rcpt: 450 4.2.1 recipient has exceeded message rate limit"],
    },
    {
      cause: "session.timeout",
      text: /timeout exceeded/i,
      own: true,
      samples: ["rcpt: 421 4.4.2 timeout exceeded"],
    },
    {
      cause: "rcpt.greylist",
      text: /service is currently unavailable/i,
      own: true,
      samples: ["rcpt: 451 4.7.1 service is currently unavailable"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /no such user!/i,
      own: true,
      samples: ["rcpt: 550 5.7.1 No such user!"],
    },
    {
      cause: "rcpt.disabled",
      text: /policy rejection on the target address/i,
      samples: ["rcpt: 550 5.7.1 Policy rejection on the target address"],
    },
    {
      cause: "rcpt.quota",
      text: /mailbox size limit exceeded/i,
      own: true,
      samples: ["rcpt: 552 5.2.2 Mailbox size limit exceeded"],
    },
    {
      cause: "eod.spam",
      text: /under suspicion of spam/i,
      own: true,
      samples: ["eod: 554 5.7.1 [1] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc"],
    },
  ],
});
