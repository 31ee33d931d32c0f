/** Words of the parts of Microsoft Exchange, in its logs, in the bounces that it makes, and to servers that hand it mail. */
import { defineProvider } from "../provider.ts";

export const exchangeServer = defineProvider({
  name: "Microsoft Exchange Server",
  hosts: [],
  mark: /\b(?:RESOLVER|STOREDRV|ROUTING|SMTPSEND|QUEUE|PICKUP|REPLAY|DSNGENERATION)(?:\.[A-Z]\w+)*[.;:]/,
  source:
    "https://learn.microsoft.com/exchange/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages",
  replies: [
    {
      cause: "rcpt.user-unknown",
      text: /RESOLVER\.ADR\.(?:Ex|X400)?Recip(?:ient)?NotFound/i,
      samples: [
        "queue: 550 5.1.1 RESOLVER.ADR.RecipNotFound; not found",
        "queue: 550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found",
      ],
    },
    {
      cause: "queue.loop",
      text: /RESOLVER\.FWD\.Loop|SMTPSEND\.DNS\.MxLoopback/i,
      samples: [
        "queue: 550 5.4.6 RESOLVER.FWD.Loop; there is a forwarding loop configured in the directory",
        "queue: 554 5.4.4 SMTPSEND.DNS.MxLoopback; DNS records for this domain are configured in a loop",
      ],
    },
    {
      cause: "local.alias-wrong",
      text: /RESOLVER\.(?:ADR\.(?:Ambiguous|BadPrimary|Invalid)|CON\.|FWD\.(?:Invalid|NotFound)|GRP\.(?:InvalidObject|DDLQuery)|PF\.)/i,
      note: "the entry in the directory leads nowhere, or to several",
      samples: [
        "queue: 550 5.1.4 RESOLVER.ADR.Ambiguous; ambiguous address",
        "queue: 550 5.2.0 RESOLVER.FWD.NotFound; misconfigured forwarding address",
        "queue: 550 5.2.0 RESOLVER.CON.NoTarget; contact's external address is missing",
      ],
    },
    {
      cause: "rcpt.too-many",
      text: /(?:RESOLVER\.ADR|PICKUP)\.RecipLimit/i,
      samples: ["queue: 550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients"],
    },
    {
      cause: "rcpt.restricted",
      text: /RESOLVER\.(?:RST\.(?:NotAuthorized|AuthRequired|SenderNotAuthenticated)|(?:GRP|FWD)\.Blocked)/i,
      samples: [
        "queue: 550 5.7.1 RESOLVER.RST.AuthRequired; authentication required",
        "queue: 550 5.7.1 RESOLVER.RST.NotAuthorizedToGroup; not authorized to send to the distribution list",
      ],
    },
    {
      cause: "mail.size-declared",
      text: /RESOLVER\.RST\.\w+SizeLimit|ROUTING\.SizeLimit|(?:PICKUP|REPLAY)\.\w+Size\b|SMTPSEND\.\w*OverAdvertisedSize/i,
      samples: [
        "queue: 550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient",
        "queue: 550 5.3.4 ROUTING.SizeLimit; message size exceeds fixed maximum size for route",
      ],
    },
    {
      cause: "queue.wrong-route",
      text: /ROUTING\.(?:NoNextHop|NoConnectorForAddressType)/i,
      samples: ["queue: 550 5.4.4 ROUTING.NoNextHop; unable to route"],
    },
    {
      cause: "connect.refused",
      text: /(?:winsock|socket) error code:? 10061/i,
      samples: [
        'connect: 441 4.4.1 Error encountered while communicating with primary target IP address: "Failed to connect. Winsock error code: 10061, Win32 error code: 10061." Attempted failover to alternate host, but that did not succeed.',
      ],
    },
    {
      cause: "connect.unreachable",
      text: /(?:winsock|socket) error code:? 100(?:51|65)\b/i,
      samples: [
        'connect: 441 4.4.1 Error encountered while communicating with primary target IP address: "Failed to connect. Winsock error code: 10051, Win32 error code: 10051."',
      ],
    },
    {
      cause: "connect.timeout",
      text: /(?:winsock|socket) error code:? 10060|cannot connect to remote server \[message=socketerror: timedout|^unable to connect\. attempted failover/i,
      samples: [
        'connect: 441 4.4.1 Error encountered while communicating with primary target IP address: "Failed to connect. Winsock error code: 10060, Win32 error code: 10060."',
        "connect: 450 4.4.317 Cannot connect to remote server [Message=SocketError: TimedOut] [LastAttemptedServerName=mx.example.net]",
        "connect: 421 4.2.1 Unable to connect. Attempted failover to alternate host, but that did not succeed.",
      ],
    },
    {
      cause: "connect.reset",
      text: /SMTPSEND\.SuspiciousRemoteServerError|(?:winsock|socket) error code:? 10054/i,
      samples: [
        "connect: 451 4.4.0 SMTPSEND.SuspiciousRemoteServerError; remote server disconnected abruptly; retry will be delayed",
      ],
    },
    {
      cause: "tls.required-missing",
      text: /cannot establish session with remote server \[message=451 5\.7\.3 STARTTLS is required/i,
      samples: [
        "tls: 450 4.4.317 Cannot establish session with remote server [Message=451 5.7.3 STARTTLS is required to send mail]",
      ],
    },
    {
      cause: "rcpt.disabled",
      text: /STOREDRV\.Deliver.{0,60}(?:AccountDisabled|MailboxDisabled)/is,
      samples: [
        "store: 554 5.2.0 STOREDRV.Deliver.Exception:AccountDisabledException.MapiExceptionMailboxDisabled; Failed to process message due to a permanent exception",
      ],
    },
    {
      cause: "dns.nxdomain",
      text: /SMTPSEND\.DNS\.NonExistentDomain/i,
      samples: ["queue: 554 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain"],
    },
    {
      cause: "dns.servfail",
      text: /SMTPSEND\.DNS\.InvalidData/i,
      samples: ["queue: 554 5.4.4 SMTPSEND.DNS.InvalidData; DNS returned an invalid response for this domain"],
    },
    {
      cause: "queue.expired",
      text: /QUEUE\.Expired/i,
      samples: ["queue: 550 4.4.7 QUEUE.Expired; message expired in unreachable destination queue. Reason: none"],
    },
    {
      cause: "queue.deleted",
      text: /QUEUE\.(?:DD|Poison)?Admin\b/i,
      samples: ["queue: 550 4.3.2 QUEUE.Admin; message deleted by administrative action"],
    },
    {
      cause: "eod.system-full",
      text: /STOREDRV; (?:mailbox )?disk is full/i,
      samples: ["store: 431 4.3.1 STOREDRV; mailbox disk is full"],
    },
    {
      cause: "rcpt.rate",
      text: /STOREDRV\.Deliver; recipient thread limit/i,
      samples: ["store: 432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded"],
    },
    {
      cause: "eod.malformed",
      text: /STOREDRV\.\w+; (?:invalid message content|message is treated as poison)/i,
      samples: [
        "store: 554 5.6.0 STOREDRV.Deliver; invalid message content",
        "store: 550 5.7.0 STOREDRV.Deliver; message is treated as poison. Crash count = '2'",
      ],
    },
    {
      cause: "local.delivery-defer",
      codes: ["4"],
      text: /STOREDRV(?:\.\w+)*[;:]/i,
      note: "the store, or the server that has the mailbox, is not there",
      samples: [
        "store: 432 4.3.2 STOREDRV; mailbox database is offline",
        "store: 432 4.3.2 STOREDRV; mailbox server is offline",
        "store: 420 4.2.0 STOREDRV.Deliver; recipient mailbox location information is not available",
      ],
    },
    {
      cause: "local.delivery-failed",
      codes: ["5"],
      text: /STOREDRV\.Deliver[.;:](?!.{0,80}Quota)/is,
      samples: ["store: 550 5.2.0 STOREDRV.Deliver; directory misconfiguration."],
    },
  ],
});
