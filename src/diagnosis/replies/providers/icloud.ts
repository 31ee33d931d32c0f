/** Replies of Apple iCloud, and what they mean. */
import { defineProvider } from "../provider.ts";

export const icloud = defineProvider({
  name: "Apple iCloud",
  hosts: ["icloud.com", "me.com", "mac.com", "apple.com"],
  mark: /support\.apple\.com/i,
  source: "https://support.apple.com/102322",
  replies: [
    {
      cause: "eod.url-listed",
      text: /domain present in the spamhaus dbl/i,
      own: true,
      samples: [
        "eod: 550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL -- see https://www.spamhaus.org/dbl/",
      ],
    },
    {
      cause: "session.too-many-errors",
      text: /too many errors/i,
      own: true,
      samples: ["rcpt: 421 4.7.0 too many errors"],
    },
    {
      cause: "mail.rate-limit",
      text: /deferred due to excessive volume/i,
      own: true,
      samples: [
        "rcpt: 421 4.7.1 Messages to bob@icloud.com deferred due to excessive volume. Try again later - https://support.apple.com/en-us/HT204137",
      ],
    },
    {
      cause: "greeting.busy",
      text: /service unavailable - try again later/i,
      own: true,
      samples: ["connect: 451 4.7.1 Service unavailable - try again later"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /user does not exist/i,
      own: true,
      samples: ["rcpt: 550 5.1.1 user does not exist"],
    },
    {
      cause: "eod.spam",
      text: /\[(?:CS01|HM\d\d)\]/i,
      note: "content verdict of Proofpoint/Cloudmark",
      samples: [
        "eod: 550 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137",
        "eod: 554 5.7.1 [HM08] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137",
        "eod: 554 5.7.1 [CS01] / [HM07] / [HM08] Message rejected due to local policy",
      ],
    },
    {
      cause: "eod.dmarc",
      text: /dmarc policy/i,
      own: true,
      samples: [
        "eod: 550 5.7.1 Your message was rejected due to example.com's DMARC policy. See https://support.apple.com/en-us/HT204137 for info",
      ],
    },
    {
      cause: "rcpt.quota",
      text: /user is overquota/i,
      own: true,
      samples: ["rcpt: 552 5.2.2 user is overquota"],
    },
    {
      cause: "rcpt.relay-denied",
      text: /relay access denied/i,
      own: true,
      samples: ["rcpt: 554 5.7.1 Relay access denied"],
    },
  ],
});
