/** Replies of spamdyke, which stands before qmail, and what they mean. */
import { defineProvider } from "../provider.ts";

export const spamdyke = defineProvider({
  name: "spamdyke",
  hosts: [],
  mark: /^Refused\. (?:You|Your|The domain|Authentication|Mail|Identical|Unknown|Timeout|The recipient|Sender)\b/,
  source: "https://www.spamdyke.org/documentation/README.html",
  replies: [
    {
      cause: "greeting.early-talker",
      text: /not following the smtp protocol/i,
      own: true,
      samples: ["connect: 554 Refused. You are not following the SMTP protocol."],
    },
    {
      cause: "session.protocol-error",
      text: /at least one valid recipient/i,
      own: true,
      samples: ["data: 554 Refused. You must specify at least one valid recipient."],
    },
    {
      cause: "greeting.host-no-mail",
      text: /^refused\. mail is not being accepted\.?(?: see|$)/i,
      own: true,
      samples: ["rcpt: 554 Refused. Mail is not being accepted."],
    },
    {
      cause: "submission.sender-not-owned",
      text: /sender domain is not hosted here/i,
      own: true,
      samples: ["mail: 554 Refused. Mail for your sender domain is not hosted here."],
    },
  ],
});
