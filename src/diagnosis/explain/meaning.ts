/** What a cause means in a text about somebody else's servers, and what a reply tells more of the matter than its cause. */
import { inCatalogue, say, type Text } from "../../base/saying.ts";
import { type CauseId, causes } from "../causes.ts";
import { remedyOf } from "../step.ts";

export interface Meaning {
  readonly title: Text;
  readonly remedy: readonly Text[];
  /** Where the reply does not prove the cause, only what `title` says. */
  readonly confidence?: number;
}

/** Names that speak of "us", or of a step that the text does not tell: whoever pastes it has no side. */
const titles: Readonly<Partial<Record<CauseId, Text>>> = {
  "submission.too-large": say`Message larger than the sender's own server takes`,
  "submission.outbound-filter": say`The sender's own server did not let it out (spam, virus, confidential data)`,
  "dns.servfail": say`DNS failure at the sender or at the recipient's name servers`,
  "dns.domain-local-at-sender": say`The sender's server believes that it hosts the recipient's domain (old customer, web hoster, shared cPanel/Exchange)`,
  "connect.firewall-drop": say`Dropped by the receiving side's firewall, geo block, fail2ban or crowd list before SMTP`,
  "greeting.dnsbl": say`Sender IP or domain on a public block list that the receiving server uses`,
  "greeting.reputation": say`Refused for the reputation of the IP address that sends`,
  "greeting.helo": say`HELO/EHLO name refused (not FQDN, an IP, the receiving server's own name)`,
  "mail.sender-blocked": say`Sender or its domain on the receiving server's own block list`,
  "mail.spf": say`SPF fail, and the receiving server enforces it`,
  "mail.size-declared": say`Message larger than the receiving server takes`,
  "rcpt.quota": say`Mailbox full`,
  "rcpt.relay-denied": say`The server that refused it does not serve that domain`,
  "eod.slow-scan": say`The receiving server's reply to the final dot came too late (slow scan); sender timed out: duplicates or endless deferral`,
  "local.scan-backlog": say`Delayed in the receiving side's content filter or queue`,
};

interface MeaningRow extends Meaning {
  readonly cause: CauseId;
  readonly text: RegExp;
  readonly samples: readonly string[];
}

const outboundRemedy: readonly Text[] = [
  say`Ask the postmaster of the server that refused it which rule spoke`,
  say`If the message was good, he exempts the account or mends the rule, and it is sent again`,
  inCatalogue("If it was not, the device may be infected: change the password"),
];

/** Of a cause the first row that fits speaks. Real wordings, addresses replaced. */
export const meaningRows: readonly MeaningRow[] = [
  {
    cause: "submission.outbound-filter",
    text: /\bexternal (?:e-?mail )?forwarding\b|\bforward\w{0,3} (?:\w{1,12} ){0,3}(?:to )?external\b|\b5\.7\.520\b/i,
    title: say`It was forwarded automatically to another organisation, which the one that forwards does not allow`,
    remedy: [
      say`The administrator of the organisation that forwards must allow it (Microsoft 365: automatic forwarding in the outbound spam policy), or end the forward`,
      say`Until then write to the address behind the forward itself`,
    ],
    samples: [
      "550 5.7.520 Access denied, Your organization does not allow external forwarding. Please contact your administrator for further assistance. AS(7555)",
    ],
  },
  {
    cause: "submission.outbound-filter",
    text: /\btenant allow\/block list|\b5\.7\.703\b/i,
    title: say`The sender's own organisation does not let its users write to that address`,
    remedy: [
      say`The administrator of the sender's organisation takes the address out of its block list (Microsoft 365: tenant allow/block list), if it is wanted`,
    ],
    samples: [
      "550 5.7.703 Your message can't be delivered because one or more recipients are blocked by your organization's tenant allow/block list policy.",
    ],
  },
  {
    // No word of a policy of the domain.
    cause: "eod.dmarc",
    text: /^(?!.*\bdmarc\b).*\b(?:(?:either|neither|pass) (?:spf (?:n?or|and) dkim|dkim (?:n?or|and) spf)|authentication checks \(spf or dkim\))/is,
    title: say`Neither SPF nor DKIM passed for the sender's domain, and the receiving server wants one of them`,
    remedy: [
      say`The sender's domain must name the server that sends in its SPF record, or sign with DKIM; both is better`,
      say`If somebody else sent it in that name, nothing: it was refused rightly`,
    ],
    confidence: 0.75,
    samples: [
      "550-5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM. Authentication results: DKIM = did not pass SPF [sender.example] with ip: [192.0.2.9] = did not pass",
      "550 5.7.26 This message does not have authentication information or fails to pass authentication checks (SPF or DKIM). - gsmtp",
    ],
  },
];

/** The cause's name where nobody is "us". */
export const titleOf = (cause: CauseId): Text => titles[cause] ?? inCatalogue(causes[cause].name.replace(/\.$/, ""));

/** `words`: the reply with its code, or what a program wrote in its place. */
export function meaningOf(cause: CauseId, words: string): Meaning {
  const told = meaningRows.find((row) => row.cause === cause && row.text.test(words));
  const usual = cause === "submission.outbound-filter" ? outboundRemedy : remedyOf(cause);
  return told ?? { title: titleOf(cause), remedy: usual };
}
