/** Which domains of a try have mailboxes here: asked only where the log's own words do not tell an address of ours from another's. */
import type { Attempt } from "../journeys/attempt.ts";
import { domainOf } from "../mail/address.ts";

/** Exim says so of a name that nobody has here, and of a domain to which no way leads. */
const unrouteable = "Unrouteable address";

/** OpenSMTPD says so of all that it refuses. */
const invalid = /^Invalid recipient\b/;

/** Sendmail keeps the address that was written to where a table of its own sends it on. */
const isMaybeSentOn = ({ direction, role, originalRecipient, recipient }: Attempt): boolean =>
  direction === "outbound" && role === "queue" && originalRecipient === undefined && recipient !== undefined;

/** The domains that are to be looked up. */
export function doubtfulDomains(last: Attempt | undefined, formats: readonly string[]): readonly string[] {
  if (!last) return [];
  const isDoubtful =
    last.reply?.text === unrouteable ||
    (formats.includes("opensmtpd") && invalid.test(last.reply?.text ?? "")) ||
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
