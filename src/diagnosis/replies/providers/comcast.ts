/** Replies of Comcast, and what they mean. */
import { defineProvider } from "../provider.ts";

export const comcast = defineProvider({
  name: "Comcast",
  hosts: ["comcast.net"],
  mark: /comcast\.net|\bcomcast\b/i,
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "rcpt.user-unknown",
      text: /not our customer/i,
      own: true,
      samples: ["rcpt: 550 5.1.1 Not our Customer"],
    },
    {
      cause: "eod.dmarc",
      text: /rejected due to dmarc|\bDM00000\d/i,
      own: true,
      samples: [
        "eod: 550 5.2.0 Message rejected due to DMARC. Please see http://postmaster.comcast.net/smtp-error-codes.php#DM000001",
        "eod: 550 5.2.0 rejected due to DMARC (DM000001)",
      ],
    },
    {
      cause: "rcpt.quota",
      text: /user over quota/i,
      own: true,
      samples: ["rcpt: 452 4.1.1 user over quota"],
    },
    {
      cause: "rcpt.quota",
      text: /extended quota violation/i,
      own: true,
      samples: ["rcpt: 552 5.1.1 extended quota violation"],
    },
    {
      cause: "rcpt.rate",
      text: /too many recent messages/i,
      samples: ["rcpt: 452 4.1.1 too many recent messages"],
    },
    {
      cause: "dns.ptr-missing-ours",
      text: /must have a ptr record/i,
      samples: [
        "rcpt: 554 resimta-po-11v.sys.comcast.net comcast 192.0.2.9 Comcast requires that all mail servers must have a PTR record with a valid Reverse DNS entry",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /block for spam/i,
      samples: [
        "connect: 554 resimta-po-11v.sys.comcast.net comcast 192.0.2.9 Comcast block for spam. Please see http://postmaster.comcast.net/smtp-error-codes.php#BL000000",
        "connect: 554 block for spam (BL000000)",
      ],
    },
  ],
});
