/** Who stands behind an envelope sender that was rewritten on the way, or that a list or a mail service made for its bounces. */
import { domainOf, localPartOf, normaliseAddress, withoutTag } from "./address.ts";

/** SRS0=hash=tt=domain=local@forwarder and SRS1=… (libsrs2 writes = + or - behind SRS0). */
const srs0 = /^srs0[=+-][^=]*=[^=]*=([^=]+)=([^@]+)@/;
const srs1 = /^srs1[=+-][^=]*=[^=]*=+[^=]*=[^=]*=([^=]+)=([^@]+)@/;
/** BATV: prvs=tag=local@domain; Barracuda writes btv1==tag==local@domain. */
const batv = /^(?:prvs|btv1=)=[^=]+==?([^@]+@.+)$/;
/** Salesforce: local=domain__hash@…bnc.salesforce.com. */
const salesforce = /^([^@=]+)=([^@=]+\.[a-z]{2,})__[^@]+@/;

/** The first sender, where the return path still bears him (SRS, BATV); undefined for others. */
export function senderBehind(address: string): string | undefined {
  // Most have none, and every address of a log is looked at.
  if (!address.includes("=")) return undefined;
  const bare = normaliseAddress(address);
  const named = srs0.exec(bare) ?? srs1.exec(bare);
  if (named) return `${named[2]}@${named[1]}`;
  const said = salesforce.exec(bare);
  return said ? `${said[1]}@${said[2]}` : batv.exec(bare)?.[1];
}

/** Did a list or a mail service make this return path for that recipient (VERP: list+local=domain@host, list-local=domain@host)? */
export function isMadeFor(address: string, recipient: string): boolean {
  const [given, wanted] = [normaliseAddress(address), normaliseAddress(recipient)];
  const named = `${localPartOf(wanted)}=${domainOf(wanted)}@`;
  const at = given.lastIndexOf(named);
  return at > 0 && /[+_-]/.test(given.charAt(at - 1));
}

/** Return paths by which programs know their bounces: a word for it, or what no person types. */
const machine =
  /^(?:(?:[\w.-]+[-_.])?(?:bounces?|bnc|return(?:s|path)?|errors?|mailer|no-?reply|do-?not-?reply|envelope|msprvs\w*|pm_bounces)\b|[\w.-]+-bounces\b|[\w-]{24,}|[^@]*=[^@]*)/;

/** Does one domain lie in the other, or both in one that somebody registered? */
export function sameOrganisation(one: string, other: string): boolean {
  const [a, b] = [one.split("."), other.split(".")];
  const shared: string[] = [];
  while (a.length > 0 && a.at(-1) === b.at(-1)) {
    shared.unshift(a.pop() ?? "");
    b.pop();
  }
  // "co.uk" is nobody's: a name of a few letters before the country's is looked at as such.
  const [name = ""] = shared;
  return shared.length > 2 || (shared.length === 2 && (name.length > 3 || (shared[1] ?? "").length > 2));
}

/** Does a client's host, by its name in DNS or by its own word, bear the name of that domain? */
export const isHostOf = (
  domain: string,
  { peerHost, helo }: { readonly peerHost?: string | undefined; readonly helo?: string | undefined },
): boolean => [peerHost, helo].some((name) => name !== undefined && sameOrganisation(name.toLowerCase(), domain));

/**
 * How an envelope sender stands to the address that somebody calls the sender: `same`; `rewritten` (SRS, BATV); `bounces`
 * (a return path that a list or a mail service of his made: his domain, or made for this recipient under a Message-ID of
 * his domain); `namesake` (his name at another domain, or another name under a Message-ID of his domain); `colleague` (his
 * domain); `service` (a return path made for this recipient that says nothing of whose mail it is: that of a mail service,
 * or of a list elsewhere); or a stranger's: undefined.
 */
export type Likeness = "same" | "rewritten" | "bounces" | "namesake" | "colleague" | "service";

export function likeness(
  asked: string,
  sender: string,
  { recipient, messageId }: { readonly recipient?: string | undefined; readonly messageId?: string | undefined } = {},
): Likeness | undefined {
  const [wanted, given] = [normaliseAddress(asked), normaliseAddress(sender)];
  if (wanted === given || withoutTag(given) === wanted) return "same";
  // Anybody there: companies send their newsletters from a name below their own.
  if (wanted.startsWith("@") && (given.endsWith(wanted) || given.endsWith(`.${wanted.slice(1)}`))) return "same";
  const behind = senderBehind(given);
  if (behind === wanted || senderBehind(wanted) === given) return "rewritten";
  // Who stands behind a rewritten address is known by name: it is a colleague's, or a stranger's.
  if (behind !== undefined && !machine.test(behind)) return likeness(asked, behind, { messageId });
  const [domain, other] = [domainOf(wanted), domainOf(given)];
  if (!domain || !other || wanted.startsWith("@")) return undefined;
  const related = sameOrganisation(domain, other);
  const made = machine.test(given);
  const his = related || sameOrganisation(domain, domainOf(messageId?.replace(/>$/, "") ?? "") ?? "");
  const named = recipient !== undefined && isMadeFor(given, recipient);
  if (his && (made || named)) return "bounces";
  if (!related && (his || isNamesake(localPartOf(wanted), localPartOf(given)))) return "namesake";
  return related ? "colleague" : named ? "service" : undefined;
}

/** Offices have the same names everywhere. */
const office =
  /^(?:info|office|mail|sales|support|admin|contact|postmaster|webmaster|news(?:letter)?|hello|service|root|test|kontakt|contatti|contacto|verkauf|vendite|ventas|redaktion|redazione|redaccion|presse|stampa|prensa|sekretariat|segreteria|buchhaltung|amministrazione|kundendienst|assistenza|acquisti|commerciale|contabilita|direzione|prenotazioni|ufficio|bookings?|reservations?|accounts?|accounting|reception|compras|reservas|administracion|contabilidad|einkauf|buchung(?:en)?|empfang|achats|comptabilite|accueil|biuro|rezerwacje|ksiegowosc|zakupy|vendas|financeiro)$/;

/** Those who write to many at once, by a mail service as a rule; a person does not. */
const bulk =
  /^(?:no-?reply|do-?not-?reply|newsletters?|shop|store|orders?|billing|invoices?|notif(?:y|ications?)|alerts?|updates?|team|marketing|promo(?:tions)?|offers|events|community|members?(?:hip)?|customer(?:s|care|service)?|help(?:desk)?|press|jobs|bestellung(?:en)?|rechnung(?:en)?|versand|aktion(?:en)?|angebote?|ordini|fatture|spedizioni|offerte|prenotazioni|bookings?|reservations?|reservas|rezerwacje|buchung(?:en)?|pedidos|facturas|ofertas|commandes?|factures?|boutique)\b/;

/** Is it an address of a kind that writes by mail services? */
export const writesByService = (address: string): boolean => {
  const name = localPartOf(normaliseAddress(address));
  return office.test(name) || bulk.test(name);
};

/** Is it the same person's name at another domain? There is a Bruno in each, but hardly a second Bruno Rossi. */
export function isAtOtherDomain(one: string, other: string): boolean {
  const [here, there] = [normaliseAddress(one), normaliseAddress(other)];
  const isWhole = /\w[._-]\w/.test(localPartOf(here));
  return isWhole && domainOf(here) !== domainOf(there) && isNamesake(localPartOf(here), localPartOf(there));
}

/** "alice.rossi" and "alice.rossi", "rossi.alice" or "alicerossi". */
function isNamesake(one: string, other: string): boolean {
  if (one.length < 4 || office.test(one)) return false;
  const letters = (name: string) => name.split(/[._-]/).sort().join("");
  return letters(one) === letters(other) || one.replaceAll(/[._-]/g, "") === other.replaceAll(/[._-]/g, "");
}
