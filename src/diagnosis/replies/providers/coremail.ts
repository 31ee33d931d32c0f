/** Replies of Coremail, on which many Chinese providers run, and what they mean. */
import { defineProvider } from "../provider.ts";

export const coremail = defineProvider({
  name: "Coremail",
  hosts: ["icoremail.net", "icoremail.vip"],
  mark: /^Requested (?:mail )?action not taken: ?(?:c?\d{0,2}mx\d|local user only|mail \S{1,80} is rejected|no smtp mx only|null sender)|,mx\d{1,3},/i,
  source: "https://www.icoremail.vip/support/index.php?cate_id=84",
  replies: [
    {
      cause: "submission.auth-required",
      text: /\brequested action not taken: ?(?:local user only|no smtp mx only)/i,
      note: "it takes mail to others from those who log in",
      samples: [
        "rcpt: 550 Requested action not taken: Local user only",
        "rcpt: 550 Requested action not taken: no smtp MX only",
      ],
    },
    {
      cause: "mail.null-sender-refused",
      text: /\brequested action not taken: ?null sender/i,
      samples: ["mail: 550 Requested action not taken: NULL sender is not allowed"],
    },
    {
      cause: "eod.spam",
      text: /\brequested action not taken: ?mail \S{1,80} is rejected/i,
      note: "its filter for spam, whose number stands in the middle",
      samples: ["eod: 550 Requested action not taken: mail IsCNAPF76kMDARUY.56621S2 is rejected,mx3,BM"],
    },
    {
      cause: "greeting.reputation",
      text: /\brequested mail action not taken: ?(?:invalid ip|too much fail)|^ip is (?:hangup|rejected)\b/i,
      samples: [
        "connect: 554 IP is Hangup",
        "connect: 554 IP is rejected, smtp auth error limit exceed",
        "connect: 451 Requested mail action not taken: too much fail authentication",
      ],
    },
    {
      cause: "mail.sender-blocked",
      text: /\brequested mail action not taken: ?fake sender/i,
      samples: ["mail: 553 Requested mail action not taken: Fake sender"],
    },
    {
      cause: "rcpt.disabled",
      text: /^user (?:hangup|suspended)\b/i,
      samples: ["rcpt: 550 User hangup", "rcpt: 550 User suspended"],
    },
    {
      cause: "rcpt.restricted",
      text: /^user (?:in blacklist|rejected)\b/i,
      samples: ["rcpt: 550 User in blacklist", "rcpt: 550 User rejected"],
    },
  ],
});
