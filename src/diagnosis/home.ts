/** Which domains of a try have mailboxes here: asked only where the log's own words do not tell an address of ours from another's. */
import { say } from "../base/saying.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { domainOf } from "../mail/address.ts";
import type { Reply } from "../mail/reply.ts";

/** Exim says so of a name that nobody has here, and of a domain to which no way leads. */
const unrouteable = "Unrouteable address";

/** So OpenSMTPD refuses a name that nobody has, and all that no rule of its lets in; where a lookup fails it says "later". */
const invalid = /^Invalid recipient\b/;
export const isInvalidRecipient = (reply: Reply | undefined, formats: readonly string[]): boolean =>
  reply !== undefined && formats.includes("opensmtpd") && reply.enhanced === undefined && invalid.test(reply.text);
/** What would tell which it was. */
export const rulesOfSmtpd = say`the rules of smtpd.conf: "Invalid recipient" is said of all that they refuse`;

/** Sendmail keeps the address that was written to where a table of its own sends it on. */
const isMaybeSentOn = ({ direction, role, originalRecipient, recipient }: Attempt): boolean =>
  direction === "outbound" && role === "queue" && originalRecipient === undefined && recipient !== undefined;

/** Refused as it was for elsewhere: whose domain the sender has tells a user who did not log in from a stranger. */
const isForElsewhere = ({ stage, direction, reply }: Attempt): boolean =>
  stage === "rcpt" && direction === "inbound" && /\brelay(?:ing)?\b/i.test(reply?.text ?? "");

/** The domains that are to be looked up. */
export function doubtfulDomains(last: Attempt | undefined, formats: readonly string[]): readonly string[] {
  if (!last) return [];
  const isDoubtful =
    last.reply?.text === unrouteable ||
    isInvalidRecipient(last.reply, formats) ||
    isForElsewhere(last) ||
    (formats.includes("sendmail") && isMaybeSentOn(last));
  const domains = isDoubtful ? [domainOf(last.recipient ?? ""), domainOf(last.sender ?? "")] : [];
  return [...new Set(domains.flatMap((domain) => domain ?? []))];
}

/** Was mail for an address of ours brought to a host of somebody else, which is no mail store of ours? */
export function leavesHome({ recipient = "", relay }: Attempt, home: ReadonlySet<string> | undefined): boolean {
  const domain = domainOf(recipient);
  const host = relay?.host?.toLowerCase();
  return (
    domain !== undefined &&
    host !== undefined &&
    (home?.has(domain) ?? false) &&
    host !== domain &&
    !host.endsWith(`.${domain}`)
  );
}
