/** Replies of Google, and what they mean. */
import { defineProvider } from "../provider.ts";

export const google = defineProvider({
  name: "Google",
  hosts: ["google.com", "googlemail.com", "gmail.com"],
  mark: /- g(?:smtp|cdp)\b|support\.google\.com|by google groups\b/i,
  source: "https://support.google.com/a/answer/3726730",
  replies: [
    {
      cause: "eod.spam",
      text: /message rejected by google groups/i,
      samples: [
        "eod: 550 5.7.1 Message rejected by Google Groups. Please visit http://mail.google.com/support/answer/188131 to review our Bulk Email Senders Guidelines.",
      ],
    },
    {
      cause: "eod.dmarc",
      text: /due to domain's dmarc policy, but temporary dns failures/i,
      own: true,
      note: "their DNS lookup failed: sender checks name servers",
      samples: [
        "eod: 451 4.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy, but temporary DNS failures prevented authentication. - gsmtp",
      ],
    },
    {
      cause: "mail.rate-limit",
      codes: ["4.7.28"],
      text: /unusual rate of unsolicited mail/i,
      own: true,
      samples: [
        "rcpt: 421 4.7.28 unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail sent from your IP address has been temporarily rate limited. Please visit https://support.google.com/mail/?p=UnsolicitedRateLimitError - gsmtp",
        "rcpt: 421 4.7.28 unusual rate of unsolicited mail from IP/netblock/domain/URL",
      ],
    },
    {
      cause: "submission.auth-backend",
      text: /cannot authenticate due to a temporary system problem/i,
      own: true,
      samples: ["auth: 454 4.7.0 Cannot authenticate due to a temporary system problem"],
    },
    {
      cause: "rcpt.quota",
      text: /out of storage space and inactive|(?:that you tried to reach|you are trying to contact).{0,20} is over quota/i,
      own: true,
      samples: ["rcpt: 552 5.2.2 The recipient's inbox is out of storage space and inactive. - gsmtp"],
    },
    {
      cause: "eod.tempfail",
      text: /temporary system problem/i,
      own: true,
      samples: ["eod: 421 4.3.0 Temporary System Problem"],
    },
    {
      cause: "greeting.busy",
      text: /server busy, try again later/i,
      own: true,
      samples: ["connect: 421 4.4.5 Server busy, try again later"],
    },
    {
      cause: "rcpt.restricted",
      text: /ip not in whitelist for rcpt domain/i,
      own: true,
      note: "recipient's admin allows only listed gateways",
      samples: ["rcpt: 421 4.7.0 IP not in whitelist for RCPT domain"],
    },
    {
      cause: "greeting.reputation",
      text: /try again later, closing connection/i,
      own: true,
      samples: ["connect: 421 4.7.0 Try again later, closing connection"],
    },
    {
      cause: "session.timeout",
      text: /connection expired, try reconnecting/i,
      own: true,
      samples: ["rcpt: 421 4.7.0 Connection expired, try reconnecting"],
    },
    {
      cause: "tls.required-missing",
      text: /tls required for rcpt domain/i,
      own: true,
      samples: ["mail: 421 4.7.0 TLS required for RCPT domain"],
    },
    {
      cause: "greeting.reputation",
      codes: ["4.7.0"],
      text: /unsolicited mail originating from your ip/i,
      samples: ["connect: 421 4.7.0 unsolicited mail originating from your IP"],
    },
    {
      cause: "greeting.reputation",
      text: /very low reputation of the sending (?:domain|ip)/i,
      own: true,
      samples: [
        "connect: 421 4.7.0 [192.0.2.9] Our system has detected that this message is suspicious due to the very low reputation of the sending domain. To best protect our users from spam, the message has been blocked. Please visit https://support.google.com/mail/answer/188131 for more information. - gsmtp",
      ],
    },
    {
      cause: "eod.spam",
      text: /nature of the content and\/or the links within/i,
      samples: ["eod: 421 4.7.0 nature of the content and/or the links within"],
    },
    {
      cause: "eod.dmarc",
      text: /senders to authenticate with either spf or dkim|this mail (?:is|has been).{0,40}unauthenticated/i,
      own: true,
      samples: [
        "eod: 421 4.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. - gsmtp",
      ],
    },
    {
      cause: "mail.spf",
      text: /spf.{0,20}authentication (?:didn't|did not) pass|authentication (?:didn't|did not) pass.{0,40}spf|spf = did ?n[o']t pass/i,
      own: true,
      samples: [
        "rcpt: 421 4.7.27 Your email has been rate limited because SPF authentication didn't pass for this message. - gsmtp",
        "rcpt: 421 4.7.27 authentication didn't pass (SPF)",
      ],
    },
    {
      cause: "mail.rate-limit",
      text: /same message-id:/i,
      samples: ["rcpt: 421 4.7.28 same Message-ID:"],
    },
    {
      cause: "tls.required-missing",
      text: /not sent over tls|(?:was|is) not sent over a tls/i,
      own: true,
      note: "registry meaning of 7.29 is ARC",
      samples: ["mail: 421 4.7.29 not sent over TLS"],
    },
    {
      cause: "eod.dkim",
      text: /dkim = did ?n[o']t pass|dkim.{0,20}authentication (?:didn't|did not) pass/i,
      own: true,
      note: "registry meaning of 7.30 is REQUIRETLS",
      samples: ["eod: 421 4.7.30 DKIM = Did not pass"],
    },
    {
      cause: "eod.dmarc",
      text: /from: header isn't aligned|from: header .{0,60}aligned/i,
      own: true,
      samples: ["eod: 421 4.7.32 From: header isn't aligned"],
    },
    {
      cause: "eod.dmarc",
      text: /no dmarc record/i,
      own: true,
      samples: ["eod: 421 4.7.40 no DMARC record", "eod: 550 5.7.40 no DMARC record"],
    },
    {
      cause: "greeting.no-ptr",
      codes: ["4.7.23"],
      text: /matching ptr|ptr record.{0,60}forward|no matching ptr \/ forward record/i,
      own: true,
      samples: [
        "connect: 451 4.7.23 The sending IP address has no matching PTR record and forward record - gsmtp",
        "connect: 451 4.7.23 no matching PTR / forward record",
      ],
    },
    {
      cause: "mail.spf",
      text: /spf record has suspicious entries/i,
      own: true,
      samples: [
        "rcpt: 451 4.7.24 SPF record has suspicious entries",
        "rcpt: 550 5.7.24 SPF record has suspicious entries",
      ],
    },
    {
      cause: "rcpt.rate",
      text: /receiving mail too quickly/i,
      own: true,
      samples: [
        "rcpt: 450 4.2.1 The user you are trying to contact is receiving mail too quickly. Please resend your message at a later time. - gsmtp",
      ],
    },
    {
      cause: "submission.rate-limit",
      text: /peak smtp relay limit exceeded/i,
      own: true,
      samples: ["mail: 450 4.2.1 Peak SMTP relay limit exceeded"],
    },
    {
      cause: "rcpt.quota",
      text: /inbox is out of storage space|(?:that you tried to reach|user you are trying to contact).{0,20} is over quota/i,
      own: true,
      samples: [
        "rcpt: 452 4.2.2 The email account that you tried to reach is over quota. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaTemp - gsmtp",
        "rcpt: 452 4.2.2 The recipient's inbox is out of storage space. - gsmtp",
      ],
    },
    {
      cause: "rcpt.too-many",
      text: /multiple destination domains per transaction is unsupported/i,
      own: true,
      samples: ["rcpt: 451 4.3.0 Multiple destination domains per transaction is unsupported"],
    },
    {
      cause: "session.timeout",
      text: /timeout - closing connection/i,
      own: true,
      samples: ["rcpt: 451 4.4.2 Timeout - closing connection"],
    },
    {
      cause: "rcpt.too-many",
      text: /too many recipients/i,
      own: true,
      samples: ["rcpt: 452 4.5.3 too many recipients"],
    },
    {
      cause: "mail.size-declared",
      text: /domain policy size per transaction exceeded/i,
      samples: ["mail: 452 4.5.3 Domain policy size per transaction exceeded"],
    },
    {
      cause: "submission.auth-failed",
      text: /too many login attempts/i,
      own: true,
      samples: ["auth: 454 4.7.0 Too many login attempts"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /account that you tried to reach does not exist/i,
      own: true,
      samples: [
        "rcpt: 550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces. Learn more at https://support.google.com/mail/?p=NoSuchUser - gsmtp",
      ],
    },
    {
      cause: "dns.nxdomain",
      text: /unable to find the recipient domain/i,
      own: true,
      samples: ["rcpt: 553 5.1.2 unable to find the recipient domain"],
    },
    {
      cause: "rcpt.syntax",
      text: /recipient address .{0,340}is not a valid rfc[ -]?5321 address/i,
      own: true,
      samples: ["rcpt: 553 5.1.3 recipient address is not a valid RFC 5321 address"],
    },
    {
      cause: "mail.sender-syntax",
      text: /sender address .{0,340}is not a valid rfc[ -]?5321 address/i,
      own: true,
      samples: ["mail: 553 5.1.7 sender address is not a valid RFC 5321 address"],
    },
    {
      cause: "rcpt.disabled",
      text: /account that you tried to reach is (?:inactive|disabled)/i,
      samples: [
        "rcpt: 550 5.2.1 The email account that you tried to reach is disabled. Learn more at https://support.google.com/mail/?p=DisabledUser - gsmtp",
        "rcpt: 550 5.2.1 The email account that you tried to reach is inactive. - gsmtp",
      ],
    },
    {
      cause: "rcpt.rate",
      text: /rate that prevents additional messages/i,
      samples: ["rcpt: 550 5.2.1 rate that prevents additional messages"],
    },
    {
      cause: "mail.size-declared",
      text: /exceeded google's/i,
      own: true,
      samples: [
        "mail: 552 5.3.4 Your message exceeded Google's message size limits. - gsmtp",
        "mail: 552 5.3.4 exceeded Google's message size / header size",
      ],
    },
    {
      cause: "submission.rate-limit",
      text: /daily user sending limit exceeded/i,
      own: true,
      samples: ["mail: 550 5.4.5 Daily user sending limit exceeded"],
    },
    {
      cause: "queue.loop",
      text: /exceeded 50 hops/i,
      own: true,
      samples: ["queue: 554 5.4.6 exceeded 50 hops"],
    },
    {
      cause: "rcpt.too-many",
      text: /too many recipients for this sender/i,
      own: true,
      samples: ["rcpt: 550 5.5.3 Too many recipients for this sender"],
    },
    {
      cause: "greeting.helo",
      text: /helo\/ehlo argument.{0,340}invalid/i,
      own: true,
      samples: ["helo: 501 5.5.4 HELO/EHLO argument invalid"],
    },
    {
      cause: "eod.malformed",
      text: /message is malformed/i,
      own: true,
      samples: ["eod: 554 5.6.0 message is malformed"],
    },
    {
      cause: "eod.attachment",
      text: /potential security issue/i,
      own: true,
      samples: [
        "eod: 552 5.7.0 This message was blocked because its content presents a potential security issue. Please visit https://support.google.com/mail/?p=BlockedMessage - gsmtp",
      ],
    },
    {
      cause: "rcpt.relay-denied",
      text: /mail relay denied/i,
      own: true,
      samples: ["rcpt: 550 5.7.0 Mail relay denied"],
    },
    {
      cause: "tls.required-missing",
      text: /must issue a starttls command first/i,
      own: true,
      samples: ["mail: 530 5.7.0 Must issue a STARTTLS command first"],
    },
    {
      cause: "submission.auth-required",
      text: /authentication required/i,
      own: true,
      samples: ["mail: 530 5.7.0 Authentication required"],
    },
    {
      cause: "eod.malformed",
      text: /not rfc ?\d{4} compliant/i,
      own: true,
      samples: [
        "eod: 550 5.7.1 This message is not RFC 5322 compliant, the issue is: duplicate headers. To reduce the amount of spam sent to Gmail, this message has been blocked. - gsmtp",
      ],
    },
    {
      cause: "eod.content-rule",
      text: /policy that prohibited the mail|\bgcdp\b/i,
      own: true,
      note: "gcdp in the reply = rule of the recipient's administrator",
      samples: [
        "eod: 550 5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent. - gcdp",
        "eod: 550 5.7.1 policy that prohibited the mail (gcdp)",
      ],
    },
    {
      cause: "eod.spam",
      text: /likely unsolicited mail|likely suspicious due to the content/i,
      own: true,
      samples: [
        "eod: 550 5.7.1 [192.0.2.9] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked. - gsmtp",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /low reputation of the sending (?:ip|domain)/i,
      own: true,
      samples: [
        "connect: 550 5.7.1 This message is likely suspicious due to the low reputation of the sending IP address. - gsmtp",
        "connect: 550 5.7.1 low reputation of the sending IP/domain",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /ip (?:address )?you're using(?: to send mail)? is not authorized/i,
      samples: ["connect: 550 5.7.1 IP you're using is not authorized to send directly"],
    },
    {
      cause: "dns.ptr-missing-ours",
      text: /does(?: not|n't) have a ptr record/i,
      samples: [
        "rcpt: 550 5.7.25 [192.0.2.9] The IP address sending this message does not have a PTR record setup, or the corresponding forward DNS entry does not point to the sending IP. - gsmtp",
      ],
    },
    {
      cause: "eod.dmarc",
      text: /(?:is )?not accepted due to domain's dmarc policy/i,
      own: true,
      samples: [
        "eod: 550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. Please contact the administrator of example.com domain if this was a legitimate mail. - gsmtp",
      ],
    },
    {
      cause: "mail.spf",
      text: /spf record with a hard fail policy/i,
      own: true,
      samples: ["rcpt: 550 5.7.26 SPF record with a hard fail policy"],
    },
    {
      cause: "eod.dmarc",
      text: /authenticate with either spf or dkim|does not have authentication information|fails to pass authentication checks/i,
      samples: [
        "eod: 550 5.7.26 authenticate with either SPF or DKIM",
        "eod: 550 5.7.26 This message does not have authentication information or fails to pass authentication checks (SPF or DKIM). - gsmtp",
      ],
    },
    {
      cause: "mail.spf",
      text: /spf = did ?n[o']t pass|spf \[.{0,255}\] .{0,40}did not pass/i,
      own: true,
      samples: ["rcpt: 550 5.7.27 SPF = did not pass"],
    },
    {
      cause: "greeting.reputation",
      codes: ["5.7.28"],
      text: /unsolicited mail originating from your ip/i,
      samples: ["connect: 550 5.7.28 unsolicited mail originating from your IP"],
    },
    {
      cause: "eod.dkim",
      text: /dkim = did ?n[o']t pass/i,
      own: true,
      samples: ["eod: 550 5.7.30 DKIM = did not pass"],
    },
    {
      cause: "submission.mechanism",
      text: /application-specific password/i,
      own: true,
      samples: ["auth: 534 5.7.9 Application-specific password required"],
    },
    {
      cause: "submission.mechanism",
      text: /log in (?:through|with|via) your web browser/i,
      own: true,
      samples: ["auth: 534 5.7.14 log in through your web browser"],
    },
    {
      cause: "submission.auth-failed",
      text: /username and password not accepted/i,
      own: true,
      samples: ["auth: 535 5.7.8 Username and Password not accepted"],
    },
  ],
});
