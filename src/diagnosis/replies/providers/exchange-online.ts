/** Replies of Microsoft Exchange Online, and what they mean. */
import { defineProvider } from "../provider.ts";

export const exchangeOnline = defineProvider({
  name: "Microsoft Exchange Online",
  hosts: ["protection.outlook.com", "prod.outlook.com", "office365.com", "mx.microsoft"],
  mark: /\.prod\.(?:protection\.)?outlook\.com\b|\.mail\.protection\.outlook\.com/i,
  source:
    "https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online",
  replies: [
    {
      cause: "submission.rate-limit",
      text: /\bWASCL UserAction\b.{0,120}\bRefuseQuota\b/is,
      samples: [
        "eod: 554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message WASCL UserAction verdict is not None. Actual verdict is RefuseQuota",
      ],
    },
    {
      cause: "submission.account-blocked",
      text: /\bWASCL UserAction\b/i,
      samples: [
        "eod: 554 5.2.0 STOREDRV.Submission.Exception:OutboundSpamException; Failed to process message due to a permanent exception with message WASCL UserAction verdict is not None. Actual verdict is Suspend, ShowTierUpgrade",
      ],
    },
    {
      cause: "rcpt.user-unknown",
      codes: ["5.4.1"],
      text: /recipient address rejected: access denied/i,
      note: "directory based edge blocking: address not in the directory",
      samples: [
        "rcpt: 550 5.4.1 Recipient address rejected: Access denied [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]",
      ],
    },
    {
      cause: "rcpt.user-unknown",
      codes: ["5.7.504"],
      text: /recipient address rejected: access denied/i,
      samples: ["rcpt: 550 5.7.504 Recipient address rejected: Access denied"],
    },
    {
      cause: "rcpt.rate",
      text: /per hour message receive limit from (?:a )?specific sender|receive limit from this sender/i,
      own: true,
      samples: [
        "rcpt: 550 5.2.121 The recipient has exceeded their per hour message receive limit from specific sender",
      ],
    },
    {
      cause: "rcpt.restricted",
      text: /delivery not authori[sz]ed/i,
      own: true,
      samples: ["rcpt: 550 5.7.1 Delivery not authorized"],
    },
    {
      cause: "rcpt.restricted",
      text: /sender not in allowed-senders list|sendernotinallowedlist|resolver\.rst\.notauthorized|not in (?:the )?allowed.senders list/i,
      own: true,
      samples: ["rcpt: 550 5.7.124 Sender not in allowed-senders list"],
    },
    {
      cause: "rcpt.restricted",
      text: /sender not authenticated for group|sendernotauthenticatedforgroup/i,
      own: true,
      samples: [
        "rcpt: 550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group",
        "rcpt: 550 5.7.133 Sender not authenticated for group",
      ],
    },
    {
      cause: "rcpt.restricted",
      text: /not authenticated for mailbox|sendernotauthenticatedformailbox/i,
      own: true,
      samples: ["rcpt: 550 5.7.134 not authenticated for mailbox"],
    },
    {
      cause: "submission.account-blocked",
      codes: ["5.7.502"],
      text: /banned sender\b/i,
      own: true,
      samples: ["mail: 550 5.7.502 Access denied, banned sender"],
    },
    {
      cause: "rcpt.rate",
      text: /recipient thread limit exceeded/i,
      own: true,
      samples: [
        "rcpt: 432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]",
      ],
    },
    {
      cause: "connect.refused",
      text: /connection refused/i,
      own: true,
      samples: ["connect: 450 4.4.316 Connection refused"],
    },
    {
      cause: "queue.expired",
      text: /message expired/i,
      own: true,
      samples: ["queue: 550 4.4.7 Message expired", "queue: 550 5.4.300 Message expired"],
    },
    {
      cause: "submission.rate-limit",
      codes: ["5.1.90"],
      text: /daily limit for message recipients/i,
      source:
        "https://learn.microsoft.com/exchange/troubleshoot/email-delivery/ndr/non-delivery-reports-in-exchange-online",
      samples: [
        "rcpt: 550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
      ],
    },
    {
      cause: "rcpt.too-many",
      text: /too many recipients/i,
      own: true,
      samples: ["rcpt: 452 4.5.3 Too many recipients"],
    },
    {
      cause: "mail.spf",
      text: /message sent over ipv6 must pass either spf or dkim/i,
      own: true,
      samples: ["connect: 450 4.7.26 message sent over IPv6 must pass either SPF or DKIM"],
    },
    {
      cause: "mail.rate-limit",
      text: /server busy|access denied, please try again later/i,
      own: true,
      samples: [
        "rcpt: 451 4.7.500 Server busy. Please try again later from [192.0.2.9]. (AS77714) [BL02EPF0001A0FB.namprd03.prod.outlook.com]",
        "rcpt: 451 4.7.500 Access denied, please try again later (AS123)",
      ],
    },
    {
      cause: "eod.content-rule",
      codes: ["5.0.350"],
      text: /generic error/i,
      note: "read the remote text behind it",
      samples: ["eod: 550 5.0.350 generic error"],
    },
    {
      cause: "mail.sender-blocked",
      text: /sender denied/i,
      own: true,
      samples: ["rcpt: 550 5.1.0 Sender denied"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /bad destination mailbox address/i,
      own: true,
      samples: ["rcpt: 550 5.1.1 Bad destination mailbox address"],
    },
    {
      cause: "submission.account-blocked",
      text: /bad outbound sender/i,
      own: true,
      samples: ["mail: 550 5.1.8 Access denied, bad outbound sender"],
    },
    {
      cause: "rcpt.user-unknown",
      text: /recipientnotfound|recipient .{0,340}not found by smtp address lookup|not found by smtp address lookup/i,
      own: true,
      samples: ["rcpt: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"],
    },
    {
      cause: "submission.rate-limit",
      text: /submission quota exceeded|concurrent connections limit exceeded/i,
      own: true,
      samples: [
        "mail: 550 5.2.2 Submission quota exceeded",
        "eod: 432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=EXAMPLE.PROD.OUTLOOK.COM]",
      ],
    },
    {
      cause: "rcpt.rate",
      text: /per hour message receive limit|limit for the number of messages they can receive per hour/i,
      own: true,
      samples: [
        "rcpt: 550 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour. For more information go to https://go.microsoft.com/fwlink/?LinkId=526653",
        "rcpt: 550 5.2.122 per hour message receive limit",
      ],
    },
    {
      cause: "rcpt.relay-denied",
      text: /relay access denied/i,
      own: true,
      samples: ["rcpt: 550 5.4.1 Relay Access Denied"],
    },
    {
      cause: "queue.loop",
      text: /hop count exceeded/i,
      own: true,
      samples: ["queue: 550 5.4.14 Hop count exceeded"],
    },
    {
      cause: "queue.loop",
      text: /routing loop detected/i,
      own: true,
      samples: ["queue: 550 5.4.6 Routing loop detected"],
    },
    {
      cause: "data.line-format",
      text: /bare ?line ?feeds?/i,
      own: true,
      samples: [
        "eod: 550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds",
        "eod: 550 5.6.11 Invalid characters (bare line feed)",
      ],
    },
    {
      cause: "rcpt.relay-denied",
      text: /unable to relay/i,
      own: true,
      samples: ["rcpt: 550 5.7.1 Unable to relay"],
    },
    {
      cause: "submission.auth-required",
      text: /client was not authenticated/i,
      own: true,
      samples: ["mail: 550 5.7.1 Client was not authenticated"],
    },
    {
      cause: "rcpt.restricted",
      text: /sender was not authenticated by organi[sz]ation|wasn't authenticated by organi[sz]ation/i,
      own: true,
      samples: ["rcpt: 550 5.7.12 Sender was not authenticated by organization"],
    },
    {
      cause: "mail.spf",
      text: /sender policy framework violation/i,
      own: true,
      samples: ["rcpt: 550 5.7.23 Sender Policy Framework violation"],
    },
    {
      cause: "greeting.no-ptr",
      text: /ipv6 address .{0,80}must have a reverse dns record|ipv6.{0,80}reverse dns/i,
      own: true,
      samples: ["connect: 550 5.7.25 IPv6 address must have a reverse DNS record"],
    },
    {
      cause: "submission.auth-required",
      text: /client was not authenticated to send anonymous mail/i,
      own: true,
      samples: ["mail: 530 5.7.57 Client was not authenticated to send anonymous mail"],
    },
    {
      cause: "rcpt.relay-denied",
      text: /tenantattribution; relay access denied/i,
      own: true,
      samples: ["rcpt: 550 5.7.64 TenantAttribution; Relay Access Denied"],
    },
    {
      cause: "rcpt.restricted",
      codes: ["5.7.136"],
      text: /sender was not authenticated/i,
      samples: ["rcpt: 550 5.7.136 Sender was not authenticated"],
    },
    {
      cause: "submission.account-blocked",
      text: /spam abuse detected/i,
      samples: ["mail: 550 5.7.501 Access denied, spam abuse detected"],
    },
    {
      cause: "rcpt.restricted",
      text: /banned recipient/i,
      samples: ["rcpt: 550 5.7.505 banned recipient"],
    },
    {
      cause: "greeting.helo",
      text: /bad helo/i,
      own: true,
      samples: ["helo: 550 5.7.506 Bad HELO"],
    },
    {
      cause: "mail.sender-blocked",
      codes: ["5.7.507"],
      text: /rejected by recipient/i,
      samples: ["rcpt: 550 5.7.507 rejected by recipient"],
    },
    {
      cause: "mail.rate-limit",
      text: /exceeded permitted limits within/i,
      samples: ["rcpt: 550 5.7.508 exceeded permitted limits within range"],
    },
    {
      cause: "eod.dmarc",
      text: /does not pass dmarc verification/i,
      own: true,
      samples: ["eod: 550 5.7.509 does not pass DMARC verification"],
    },
    {
      cause: "connect.ipv6-broken",
      text: /does not accept email over ipv6/i,
      own: true,
      samples: ["connect: 550 5.7.510 does not accept email over IPv6"],
    },
    {
      cause: "greeting.reputation",
      codes: ["5.7.511"],
      text: /banned sender\b/i,
      note: "the address of the server, in brackets",
      samples: [
        "mail: 550 5.7.511 Access denied, banned sender[192.0.2.9]. To request removal from this list please forward this message to delist@messaging.microsoft.com. AS(508) [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]",
        "mail: 550 5.7.511 banned sender",
      ],
    },
    {
      cause: "eod.malformed",
      text: /rfc ?\d{4} section 3\.6\.2|message must be rfc/i,
      own: true,
      samples: [
        "eod: 550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant and include a valid From address",
      ],
    },
    {
      cause: "mail.sender-blocked",
      text: /customer block ?list/i,
      samples: ["rcpt: 550 5.7.513 using Customer Block list"],
    },
    {
      cause: "greeting.reputation",
      text: /banned sending ip/i,
      own: true,
      note: "5.7.606-649, delist at sender.office.com",
      samples: [
        "connect: 550 5.7.606 Access denied, banned sending IP [192.0.2.9]. To request removal from this list please visit https://sender.office.com/ and follow the directions. (AS16012609) [DB5EUR01FT031.eop-EUR01.prod.protection.outlook.com]",
      ],
    },
    {
      cause: "submission.rate-limit",
      text: /tenant has exceeded threshold/i,
      samples: ["mail: 550 5.7.705 tenant has exceeded threshold"],
    },
    {
      cause: "greeting.reputation",
      text: /traffic not accepted from this ip/i,
      samples: ["connect: 550 5.7.708 traffic not accepted from this IP"],
    },
    {
      cause: "submission.sender-not-owned",
      text: /unregistered domains?/i,
      samples: ["mail: 550 5.7.750 sending from unregistered domains"],
    },
    {
      cause: "tls.required-missing",
      text: /starttls-not-supported/i,
      own: true,
      samples: ["mail: 550 5.7.321 starttls-not-supported"],
    },
    {
      cause: "tls.cert",
      text: /certificate-expired/i,
      own: true,
      samples: ["mail: 550 5.7.322 certificate-expired"],
    },
    {
      cause: "tls.dane",
      text: /tlsa-invalid/i,
      own: true,
      samples: ["mail: 550 5.7.323 tlsa-invalid"],
    },
    {
      cause: "dns.dnssec-bogus",
      text: /dnssec-invalid/i,
      own: true,
      samples: ["mail: 550 5.7.324 dnssec-invalid"],
    },
  ],
});
