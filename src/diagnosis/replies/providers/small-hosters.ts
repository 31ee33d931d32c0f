/** Replies of Infomaniak, Hostpoint, Proton, ZeroSpam and MXroute, and what they mean. */
import { defineProvider } from "../provider.ts";

export const smallHosters = defineProvider({
  name: "Infomaniak, Hostpoint, Proton, ZeroSpam and MXroute",
  hosts: [
    "infomaniak.ch",
    "infomaniak.com",
    "hostpoint.ch",
    "protonmail.ch",
    "proton.me",
    "zerospam.ca",
    "mxrouting.net",
    "mxlogin.com",
    "mxroute.com",
  ],
  source: "https://smtpfieldmanual.com/",
  replies: [
    {
      cause: "mail.sender-domain-unresolvable",
      text: /domain not found/i,
      own: true,
      samples: ["rcpt: 450 4.1.8 Domain not found"],
    },
    {
      cause: "eod.dmarc",
      text: /rejected by dmarc policy/i,
      own: true,
      samples: ["eod: 550 5.7.1 rejected by DMARC policy"],
    },
    {
      cause: "mail.spf",
      text: /spf-check failed|doesn't allow sending mails from/i,
      own: true,
      samples: ["rcpt: 550 SPF-check failed: example.com doesn't allow sending mails from 192.0.2.9"],
    },
    {
      cause: "eod.spam",
      text: /rejected by spam filter/i,
      own: true,
      samples: ["eod: 550 5.7.1 Rejected by spam filter"],
    },
    {
      cause: "rcpt.greylist",
      text: /greylisted/i,
      own: true,
      samples: ["rcpt: 450 4.2.0 greylisted for 60 seconds"],
    },
    {
      cause: "rcpt.relay-denied",
      text: /no such address here \(mx do not point to us\)/i,
      samples: ["rcpt: 550 no such address here (MX do not point to us)"],
    },
    {
      cause: "greeting.reputation",
      text: /unauthenticated mail not allowed from this range/i,
      note: "addresses that should send no mail",
      samples: ["rcpt: 550 Unauthenticated mail not allowed from this range"],
    },
    {
      cause: "submission.auth-required",
      text: /^authentication required$/i,
      own: true,
      source: "https://docs.mxroute.com/docs/troubleshooting/550auth.html",
      samples: ["rcpt: 550 Authentication Required"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /not in recipient list/i,
      samples: ["rcpt: 554 5.7.1 Not in recipient list"],
    },
  ],
});
