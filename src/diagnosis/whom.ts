/** Whom somebody means who gives a name instead of an address, or an address with a slip: who of that name has mail in the log. */
import { say, type Text } from "../base/saying.ts";
import { domainOf, normaliseAddress } from "../mail/address.ts";
import { isOtherDomain, isSlipOf, type NameFit, nameFit } from "../mail/named.ts";
import { askedKey, keys } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { type Question, windows } from "./question.ts";
import type { Residents } from "./residents.ts";

/** A question in which addresses stand for names, and how it was understood where that is not what was said. */
export interface Understood {
  readonly question: Question;
  readonly understood: readonly Text[];
}

/** So many sessions are looked through for those whom they name, and more where nothing else is known of the message. */
const maxSessions = 2000;
const maxAll = 10_000;
/** So many others of that name are told. */
const maxOthers = 4;

type Part = "from" | "to";

const isName = (asked: string): boolean => asked !== "" && !asked.includes("@");

/** With the addresses of those who are asked for by name, as far as the log has mail of them about that time. */
export async function named(question: Question, source: SessionSource, residents?: Residents): Promise<Understood> {
  const understood: Text[] = [];
  let meant = question;
  if (meant.from !== undefined && isName(meant.from)) {
    const found = await ofName(meant, { source, residents }, "from", meant.from);
    understood.push(found.told);
    if (found.address !== undefined) meant = { ...meant, from: found.address };
  }
  const to: string[] = [];
  for (const asked of question.to) {
    const found = isName(asked) ? await ofName(meant, { source, residents }, "to", asked) : undefined;
    if (found && (found.address !== undefined || !(await isKnown(asked, source)))) understood.push(found.told);
    to.push(found?.address ?? asked);
  }
  return { question: { ...meant, to }, understood };
}

/** A mail store may know its users by their names alone. */
const isKnown = async (asked: string, source: SessionSource): Promise<boolean> =>
  (await source.find([askedKey(asked)], Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1)).length > 0;

interface Meant {
  readonly address?: string;
  readonly told: Text;
}

const ranks: Readonly<Record<NameFit, number>> = { whole: 3, person: 2, company: 1 };

/** Where names are looked for: first in the log. */
interface Names {
  readonly source: SessionSource;
  readonly residents: Residents | undefined;
}

async function ofName(question: Question, { source, residents }: Names, part: Part, name: string): Promise<Meant> {
  const fits = await firstFitting(question, source, part, (address) => {
    const fit = nameFit(name, address);
    return (
      fit && {
        address: fit === "company" || isDomain(name, address) ? `@${domainOf(address)}` : address,
        rank: ranks[fit],
      }
    );
  });
  const [best, ...others] = fits.length > 0 ? fits : ((await residents?.named(name)) ?? []);
  if (best === undefined && (await isDomainOfMail(name, source)))
    return { address: `@${name}`, told: say`${name} is taken to be ${`@${name}`}.` };
  if (best === undefined)
    return {
      told:
        part === "from"
          ? say`No sender in the log is called ${name}.`
          : say`No recipient in the log is called ${name}.`,
    };
  const also = others.slice(0, maxOthers).join(", ");
  return {
    address: best,
    told:
      also === ""
        ? say`${name} is taken to be ${best}.`
        : say`${name} is taken to be ${best}; it could also be ${also}.`,
  };
}

/** Has the log mail of that domain, if it is a name of one? What broke off names nobody on the other side. */
const isDomainOfMail = async (name: string, source: SessionSource): Promise<boolean> =>
  /^(?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,24}$/i.test(name) &&
  (await source.find([keys.domain(name)], Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1)).length > 0;

const isDomain = (name: string, address: string): boolean => domainOf(address) === name.trim().toLowerCase();

/** Where nothing was found: with the addresses of the log that are the asked ones but for a slip; undefined where there are none. */
export async function misheard(question: Question, source: SessionSource): Promise<Understood | undefined> {
  const understood: Text[] = [];
  let meant = question;
  const { from } = question;
  if (from?.includes("@") && !from.startsWith("@") && !(await isKnown(from, source))) {
    const [address] = await firstFitting(question, source, "from", (one) =>
      isOtherDomain(from, one)
        ? { address: one, rank: 2 }
        : isSlipOf(from, one)
          ? { address: one, rank: 1 }
          : undefined,
    );
    if (address !== undefined) {
      meant = { ...meant, from: address };
      understood.push(say`The log has no mail of ${from}; ${address} is taken to be meant.`);
    }
  }
  const to: string[] = [];
  for (const asked of question.to) {
    const domain = domainOf(asked);
    const isForeign = domain !== undefined && !asked.startsWith("@") && !(await isNamed(domain, question, source));
    const [address] = isForeign
      ? await firstFitting(meant, source, "to", (one) =>
          isOtherDomain(asked, one) ? { address: one, rank: 1 } : undefined,
        )
      : [];
    if (address !== undefined) understood.push(say`The log has no mail for ${asked}; ${address} is taken to be meant.`);
    to.push(address ?? asked);
  }
  return understood.length > 0 ? { question: { ...meant, to }, understood } : undefined;
}

/** Near the time in question first: that much of a large log is read already. */
async function isNamed(domain: string, question: Question, source: SessionSource): Promise<boolean> {
  const [{ from, to }] = windows(question);
  const near = question.about === undefined ? [] : await source.between(from, to, maxSessions);
  const isOf = (session: Session) => [...addressesIn(session, "to")].some((address) => domainOf(address) === domain);
  if (near.some(isOf)) return true;
  return (await source.find([keys.domain(domain)], Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1)).length > 0;
}

interface Fit {
  readonly address: string;
  readonly rank: number;
}

/** Addresses that fit, of the narrowest window that has any: the best first, then the nearest to the time that was told. */
async function firstFitting(
  question: Question,
  source: SessionSource,
  part: Part,
  fitOf: (address: string) => Fit | undefined,
): Promise<readonly string[]> {
  const { about } = question;
  const anyOf = otherKeys(question, part);
  const other: Part = part === "from" ? "to" : "from";
  const names = (part === "from" ? question.to : [question.from ?? ""]).filter(isName);
  // Where both sides are known by name, they are looked for together.
  const isBetween = (session: Session): boolean =>
    names.length === 0 ||
    [...addressesIn(session, other)].some((address) => names.some((name) => nameFit(name, address)));
  for (const { from, to } of windows(question)) {
    const sessions =
      anyOf.length > 0 ? await source.find(anyOf, from, to, maxSessions) : await source.between(from, to, maxAll);
    const found = new Map<string, Fit & { readonly away: number }>();
    for (const session of sessions.filter(isBetween))
      for (const address of addressesIn(session, part)) {
        const fit = fitOf(address);
        if (!fit) continue;
        const away = about === undefined ? -session.from : Math.abs(session.from - about);
        const known = found.get(fit.address);
        if (!known || known.away > away) found.set(fit.address, { ...fit, away });
      }
    const fits = [...found.values()].sort((a, b) => b.rank - a.rank || a.away - b.away);
    const [best] = fits;
    if (best) return fits.filter(({ rank }) => rank === best.rank).map(({ address }) => address);
  }
  return [];
}

/** What else is known of the message: the other side of it, or the client. */
function otherKeys({ from, to, ip, host, messageId, queueId }: Question, part: Part): readonly string[] {
  if (messageId !== undefined) return [keys.messageId(messageId)];
  if (queueId !== undefined) return [keys.queueId(queueId)];
  const sides = part === "from" ? to : from === undefined ? [] : [from];
  const addresses = sides.filter((one) => !isName(one)).map(askedKey);
  if (addresses.length > 0) return addresses;
  return [...(ip ? [keys.ip(ip)] : []), ...(host ? [keys.host(host)] : [])];
}

/** Whom a session names as senders, or as recipients, each once. */
function addressesIn({ transactions, facts, user }: Session, part: Part): ReadonlySet<string> {
  const all: (string | undefined)[] = [];
  for (const { sender, recipients } of transactions)
    all.push(...(part === "from" ? [sender] : recipients.map(({ address }) => address)));
  for (const fact of facts) {
    const { sender, headerFrom, recipient, originalRecipient, recipients = [] } = fact as Named;
    all.push(...(part === "from" ? [sender, headerFrom] : [recipient, originalRecipient, ...recipients]));
  }
  if (part === "from") all.push(user);
  return new Set(all.flatMap((address) => (address?.includes("@") ? normaliseAddress(address) : [])));
}

interface Named {
  readonly sender?: string;
  readonly headerFrom?: string;
  readonly recipient?: string;
  readonly originalRecipient?: string;
  readonly recipients?: readonly string[];
}
