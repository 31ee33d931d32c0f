/** Names of domains and mailboxes: what may be one, and the key under which all its spellings meet. */
import { domainToASCII } from "node:url";
import { UsageError } from "../base/error.ts";
import { bareAddress, localPartOf } from "../mail/address.ts";

/** An address taken apart; both parts are keys, `domain` is "" where there is none. */
export interface AddressKey {
  readonly local: string;
  readonly domain: string;
}

/** RFC 5321 §4.5.3.1: octets. */
const limits = { local: 64, domain: 255 } as const;

const ascii = /^[\x00-\x7f]*$/;
const quoted = /^"((?:[^"\\]|\\.)*)"$/;
// RFC 5321 §4.1.2 and RFC 6531 §3.3; what Unicode calls control, unassigned or a space is no part of a name.
const atom = String.raw`(?:[\w!#$%&'*+/=?^\x60{|}~-]|[^\x00-\x7f\p{C}\p{Z}])+`;
const dotAtom = new RegExp(`^${atom}(?:\\.${atom})*$`, "u");
const quotedText = /^[^\p{C}]+$/u;
const label = "[a-z\\d_](?:[a-z\\d_-]{0,61}[a-z\\d_])?";
const domainName = new RegExp(`^(?:${label}\\.)*(?!\\d+$)${label}$`);
const literal = /^\[(?:ipv6:)?[\da-f:.]+\]$/i;

/** One key for all spellings of a domain: lower case, A-labels (RFC 5890 §2.3.2.1), no dot at the end. */
export function domainKey(domain: string): string {
  const bare = domain.endsWith(".") ? domain.slice(0, -1) : domain;
  return ascii.test(bare) ? bare.toLowerCase() : domainToASCII(bare.normalize("NFC"));
}

/** One key for all spellings of a local part: without the quotation marks that RFC 5321 §4.1.2 allows, lower case, NFC. */
export function localKey(local: string): string {
  const bare = quoted.exec(local)?.[1]?.replace(/\\(.)/g, "$1") ?? local;
  return ascii.test(bare) ? bare.toLowerCase() : bare.toLowerCase().normalize("NFC");
}

/** The keys of an address; of `postmaster` alone too. Nothing is checked. */
export function addressKey(address: string): AddressKey {
  const at = address.lastIndexOf("@");
  return { local: localKey(localPartOf(address)), domain: at < 0 ? "" : domainKey(address.slice(at + 1)) };
}

/** The mailbox of an account: its address as it is compared. */
export const mailboxOf = ({ local, domain }: AddressKey): string => `${local}@${domain}`;

/** An address of ours as it may be written: a name that is no dot-atom in quotation marks (RFC 5321 §4.1.2), without which nobody may give it back. */
export const writtenAddress = ({ local, domain }: AddressKey): string =>
  `${dotAtom.test(local) ? local : `"${local.replaceAll(/["\\]/g, "\\$&")}"`}@${domain}`;

/** Marks that names have, too: of these an account may have one, since the exact name counts first. */
const commonMarks = "-._";

/** Throws UsageError for the name of a new account or alias that means all names of its domain. */
export function refuseEveryone({ local, domain }: AddressKey): void {
  if (local === "*")
    throw new UsageError(
      `* is no name; who gets what nobody else gets is said of the domain: postino domain change ${domain} --catch-all ADDRESS`,
    );
}

/** Throws UsageError for the name of a new account that is another's with a tag. */
export function refuseTagged({ local, domain }: AddressKey, separator: string): void {
  const [, name] = namesOf(local, separator);
  if (name !== undefined && !commonMarks.includes(separator))
    throw new UsageError(
      `"${separator}" begins a tag (accounts.separator): mail to ${writtenAddress({ local, domain })} is ${name}@${domain}'s; add that account, or an alias for the tag`,
    );
}

/** The local parts that a key may stand for, the exact one first: `bob+news`, then `bob`. "" as separator: no tags. */
export function namesOf(local: string, separator: string): readonly string[] {
  const at = separator === "" ? -1 : local.indexOf(separator);
  return at > 0 ? [local, local.slice(0, at)] : [local];
}

/** The key of a domain that somebody typed; throws UsageError for what can be none. */
export function checkedDomain(domain: string): string {
  const key = domainKey(domain.trim());
  if (key.length > limits.domain || !domainName.test(key))
    throw new UsageError(`"${domain}" is no domain; write it as example.org`);
  return key;
}

/** An address that somebody typed, without brackets, its case kept; throws UsageError for what can be none. */
export function checkedAddress(address: string): string {
  const bare = bareAddress(address).normalize("NFC");
  const at = bare.lastIndexOf("@");
  const [local, domain] = [bare.slice(0, Math.max(at, 0)), bare.slice(at + 1)];
  const inner = quoted.exec(local);
  const isLocal = inner ? quotedText.test(inner[1] ?? "") : dotAtom.test(local);
  if (!isLocal || Buffer.byteLength(local) > limits.local)
    throw new UsageError(`"${address}" is no address; write it as name@example.org`);
  if (!literal.test(domain)) checkedDomain(domain);
  return bare;
}
