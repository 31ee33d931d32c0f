/** Replies of Mail.ru, and what they mean. */
import { defineProvider } from "../provider.ts";

export const mailRu = defineProvider({
  name: "Mail.ru",
  hosts: ["mail.ru"],
  mark: /help\.mail\.ru|corp\.mail\.ru/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "rcpt.disabled",
      text: /invalid mailbox.{0,400}account is disabled/i,
      own: true,
      samples: [
        "rcpt: 550 Message was not accepted -- invalid mailbox. Local mailbox bob@mail.ru is unavailable: account is disabled",
      ],
    },
    {
      cause: "rcpt.user-unknown",
      text: /invalid mailbox.{0,400}user not found/i,
      own: true,
      samples: [
        "rcpt: 550 Message was not accepted -- invalid mailbox. Local mailbox bob@mail.ru is unavailable: user not found",
      ],
    },
    {
      cause: "eod.spam",
      text: /spam message rejected/i,
      own: true,
      samples: [
        "eod: 550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=7y4ytd or report details to abuse@corp.mail.ru. Error code: B5322EEFE1B8DBD174EEDCAFA7F0843535F9453D. ID: 0000000400005E66",
      ],
    },
  ],
});
