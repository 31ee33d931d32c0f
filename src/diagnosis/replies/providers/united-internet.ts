/** Replies of GMX, web.de, mail.com and IONOS, and what they mean. */
import { defineProvider } from "../provider.ts";

export const unitedInternet = defineProvider({
  name: "GMX, web.de, mail.com and IONOS",
  hosts: [
    "gmx.net",
    "gmx.com",
    "gmx.de",
    "web.de",
    "mail.com",
    "kundenserver.de",
    "perfora.net",
    "1and1.com",
    "1and1.es",
    "1and1.fr",
    "1and1.co.uk",
    "ionos.com",
    "ionos.es",
    "ionos.fr",
    "ionos.co.uk",
    "ionos.de",
  ],
  mark: /nemesis esmtp|postmaster\.(?:gmx|web|1and1|ionos|mail)\b|\bkundenserver\.de/i,
  source: "https://postmaster.gmx.com/en/error-messages",
  replies: [
    {
      cause: "greeting.reputation",
      text: /ip address is (?:block|black) ?listed/i,
      own: true,
      samples: [
        "connect: 554 gmx.net (mxgmx115) Nemesis ESMTP Service not available No SMTP service IP address is block listed. For explanation visit https://postmaster.gmx.net/en/error-messages?ip=192.0.2.9&c=bl",
      ],
    },
    {
      cause: "dns.ptr-missing-ours",
      text: /(?:bad|invalid) dns ptr resource record/i,
      samples: [
        "connect: 554 web.de (mxweb012) Nemesis ESMTP Service not available No SMTP service invalid DNS PTR resource record, IP=192.0.2.20",
        "rcpt: 554 web.de (mxweb110) Nemesis ESMTP Service not available No SMTP service Bad DNS PTR resource record. For explanation visit https://postmaster.web.de/en/error-messages",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /dynamic ip address/i,
      own: true,
      samples: ["connect: 554 Dynamic IP address"],
    },
    {
      cause: "mail.spf",
      text: /reject due to spf policy/i,
      own: true,
      samples: [
        "rcpt: 550 Transaction failed Reject due to SPF policy. The originating IP of the message is not permitted by the domain owner",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /reject due to policy restrictions \(ip based\)/i,
      source: "https://postmaster.web.de/en/email-policy",
      samples: ["mail: 550 <bob@web.de>: Reject due to policy restrictions (IP based)"],
    },
    {
      cause: "eod.malformed",
      text: /reject due to policy restrictions \(header based\)/i,
      source: "https://postmaster.web.de/en/email-policy",
      samples: ["eod: 550 <bob@web.de>: Reject due to policy restrictions (header based)"],
    },
    {
      cause: "mail.sender-blocked",
      text: /reject due to policy restrictions \(domain based\)/i,
      note: "the sender's domain is known for spam",
      source: "https://postmaster.web.de/en/email-policy",
      samples: ["mail: 550 <bob@web.de>: Reject due to policy restrictions (domain based)"],
    },
    {
      cause: "eod.spam",
      text: /reject due to policy restrictions/i,
      samples: [
        "mail: 550-Requested action not taken: mailbox unavailable\n550-Reject due to policy restrictions.\n550 For explanation visit http://postmaster.1and1.com/en/error-messages?ip=192.0.2.9&c=poli",
        "eod: 550 Transaction failed Reject due to policy restrictions. For explanation visit https://postmaster.gmx.net/en/case?c=hi",
      ],
    },
    {
      cause: "mail.sender-domain-unresolvable",
      text: /invalid dns mx or a\/aaaa resource record/i,
      own: true,
      samples: ["rcpt: 550 Invalid DNS MX or A/AAAA resource record"],
    },
    {
      cause: "rcpt.quota",
      text: /exceeded storage allocation|quota exceeded/i,
      own: true,
      samples: [
        "rcpt: 552 Requested mail action aborted: exceeded storage allocation Quota exceeded. The recipient's mailbox is full",
      ],
    },
    {
      cause: "greeting.helo",
      text: /syntax error in parameters or arguments/i,
      own: true,
      samples: ["helo: 501 Syntax error in parameters or arguments"],
    },
    {
      cause: "greeting.reputation",
      codes: ["421"],
      text: /reject due to policy violations/i,
      own: true,
      source: "https://new-faq.comservice-ffo.de/smtp-fehlermeldungen-e-mail-fehler/",
      samples: ["connect: 421 Reject due to policy violations"],
    },
    {
      cause: "mail.rate-limit",
      text: /\bmail ?bomb\b/i,
      samples: [
        "rcpt: 450 4.3.2 Too many mails (mail bomb), try again in 1 hour(s) 25 minute(s) and see ( http://portal.gmx.net/serverrules ) {mx-us011}",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /rate limit reached/i,
      own: true,
      source: "https://new-faq.comservice-ffo.de/smtp-fehlermeldungen-e-mail-fehler/",
      samples: ["rcpt: 421 Rate limit reached"],
    },
    {
      cause: "greeting.helo",
      codes: ["450"],
      text: /reject due to policy violations/i,
      own: true,
      note: "changing HELO names",
      source: "https://new-faq.comservice-ffo.de/smtp-fehlermeldungen-e-mail-fehler/",
      samples: ["helo: 450 Reject due to policy violations"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /requested action not taken: mailbox unavailable/i,
      own: true,
      note: "the headline of other refusals, too: a line behind it says so",
      samples: [
        "rcpt: 550 Requested action not taken: mailbox unavailable For explanation visit https://postmaster.gmx.net/en/error-messages?ip=192.0.2.9&c=rmu",
      ],
    },
  ],
});
