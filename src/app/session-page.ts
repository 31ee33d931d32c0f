/** A page of a long list of sessions, the newest first, and where the next one begins. */
import { normaliseIp } from "../base/ip.ts";
import type { SiteReply } from "../diagnosis/replies/site.ts";
import { askedKey, keys } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { type JudgedSession, judged } from "./lists.ts";

export interface SessionFilter {
  /** Begun in [from, to), epoch milliseconds. */
  readonly from?: number;
  readonly to?: number;
  /** Of sender, recipient or mailbox; "@example.org" is anybody there. */
  readonly address?: string;
  /** IP or host name of the other side. */
  readonly peer?: string;
  /** Part of what the list shows of a session, in any case. */
  readonly text?: string;
  readonly service?: string;
  readonly role?: string;
  /** Without those that lost nothing. */
  readonly onlyBad?: boolean;
}

export interface SessionPage {
  readonly sessions: readonly JudgedSession[];
  /** Undefined: there are no more. */
  readonly next?: string;
}

/** So many are looked through for a page; where few fit, the page is shorter and the next one goes on. */
const mostLookedAt = 4000;
/** Most often all that are fetched fit; where they do not, more are fetched the next time, up to so many. */
const mostFetched = 500;

interface PageWish {
  /** The `next` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
  /** The administrator's own table of replies. */
  readonly site: readonly SiteReply[];
}

export async function sessionPage(
  source: SessionSource,
  filter: SessionFilter,
  { cursor, limit, site }: PageWish,
): Promise<SessionPage> {
  const found: JudgedSession[] = [];
  let last = cursor === undefined ? undefined : placeOf(cursor);
  let size = limit + 1;
  for (let looked = 0; looked < mostLookedAt; ) {
    const fetched = await fetch(source, filter, last?.at, size);
    const older = fetched.filter((session) => !last || isOlder(session, last)).toReversed();
    for (const session of older) {
      last = { at: session.from, id: session.id };
      const one = fits(session, filter, site);
      if (one) found.push(one);
      if (found.length === limit) return { sessions: found, next: cursorOf(last) };
    }
    if (fetched.length < size) return { sessions: found };
    looked += older.length;
    // Where all are of one millisecond, only a larger batch reaches behind it.
    if (older.length === 0 || size < mostFetched) size *= 2;
  }
  return { sessions: found, ...(last && { next: cursorOf(last) }) };
}

interface Place {
  readonly at: number;
  readonly id: string;
}

const cursorOf = ({ at, id }: Place): string => `${at}.${id}`;

/** What is no cursor of ours begins at the beginning. */
function placeOf(cursor: string): Place | undefined {
  const [, at = "", id = ""] = /^(\d{1,15})\.([\dA-F]{16})$/.exec(cursor) ?? [];
  return at === "" ? undefined : { at: Number(at), id };
}

const isOlder = ({ from, id }: Session, than: Place): boolean => from < than.at || (from === than.at && id < than.id);

/** The newest that may fit and began at that time or before. */
function fetch(source: SessionSource, filter: SessionFilter, at: number | undefined, limit: number) {
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, address, peer } = filter;
  const until = at === undefined ? to : Math.min(to, at + 1);
  if (address !== undefined) return source.find([askedKey(address), keys.mailbox(address)], from, until, limit);
  if (peer === undefined) return source.between(from, until, limit);
  const ip = normaliseIp(peer);
  return source.find([ip === undefined ? keys.host(peer) : keys.ip(ip)], from, until, limit);
}

function fits(session: Session, filter: SessionFilter, site: readonly SiteReply[]): JudgedSession | undefined {
  const { service, role, peer, text, onlyBad, address } = filter;
  if (service !== undefined && session.service !== service) return undefined;
  if (role !== undefined && session.role !== role) return undefined;
  if (address !== undefined && peer !== undefined && ![session.peer, session.peerHost].includes(peer)) return undefined;
  if (text !== undefined && !wordsOf(session).includes(text.toLowerCase())) return undefined;
  const one = judged(session, site);
  return onlyBad && one.verdict.benign ? undefined : one;
}

/** All that a list shows, in lower case. */
function wordsOf({ id, peer, peerHost, helo, user, transactions }: Session): string {
  const mails = transactions.flatMap(({ sender, recipients, queueId, messageId }) => [
    ...[sender, queueId, messageId],
    ...recipients.flatMap(({ address, reply }) => [address, reply?.text]),
  ]);
  return [id, peer, peerHost, helo, user, ...mails].join("\n").toLowerCase();
}
