/** Users whom a server knows by the local part of their address alone: their logins, and what was laid into their mailboxes. */
import { domainOf } from "../mail/address.ts";
import { askedKey, bareLoginKey, keys, keysOf, logsInAs } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { areStores } from "./products.ts";
import { type Question, type TimeWindow, windows } from "./question.ts";

/** So many sessions are looked at. */
const mostLogins = 400;

/**
 * Logins of the sender by his local part alone, behind the last one that succeeded, where no session bears his whole address and the
 * recipient's. Names are guessed all day: only a user of ours can be meant.
 */
export async function bareLoginsOf(
  question: Question,
  source: SessionSource,
  window: TimeWindow,
  found: readonly Session[],
): Promise<readonly Session[]> {
  const { from, to, session, side } = question;
  if (from === undefined || from.startsWith("@") || session) return [];
  const isIt = (known: readonly string[]) =>
    known.includes(askedKey(from)) && (to.length === 0 || to.some((asked) => known.includes(askedKey(asked))));
  if (found.some((one) => isIt(keysOf(one)))) return [];
  // That he got in hours later is no word about what he tried then.
  const [then] = question.about === undefined ? [window] : windows(question);
  const there = await source.find([bareLoginKey(from)], then.from, then.to, mostLogins);
  const all = there.filter((one) => logsInAs(one, from));
  const isIn = all.findLastIndex(({ user }) => user !== undefined);
  const his = all.slice(Math.max(0, isIn));
  const isOwn = async () => side === "sender" || isOurs(domainOf(from) ?? "", source, window.to);
  return his.length > 0 && (await isOwn()) ? his : [];
}

/**
 * What a mail store, which may know its users by their local parts alone, laid into the mailboxes that are asked for. Where another server's
 * log is there, too, that one knows whose they are.
 */
export async function storedFor(
  { to }: Question,
  source: SessionSource,
  { from, to: until }: TimeWindow,
  most: number,
): Promise<readonly Session[]> {
  const bare = to.filter((asked) => !asked.startsWith("@") && asked.includes("@")).map(bareLoginKey);
  if (bare.length === 0) return [];
  const { formats } = await source.coverage(from, until);
  if (!areStores(formats)) return [];
  const found = await source.find(bare, from, until, most);
  return found.filter(({ role }) => role === "mailbox");
}

/** Has that server a mailbox of the domain, as far as its last mail tells? */
export async function isOurs(domain: string, source: SessionSource, until: number): Promise<boolean> {
  const sessions = await source.find([keys.domain(domain)], Number.NEGATIVE_INFINITY, until, mostLogins);
  return sessions.some(({ facts }) =>
    facts.some(
      (fact) => fact.kind === "attempt.ended" && fact.status === "delivered" && domainOf(fact.recipient) === domain,
    ),
  );
}
