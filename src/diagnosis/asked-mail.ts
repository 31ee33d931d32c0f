/** The mail that a question may mean: the sessions that share a key with it, and those that they lead to, joined to journeys. */
import type { Fact } from "../events/event.ts";
import { isFinal } from "../journeys/attempt.ts";
import { isByProgram } from "../journeys/given-back.ts";
import { emptyJourney, type Journey, journeysOf } from "../journeys/journey.ts";
import { isVisit } from "../journeys/store.ts";
import { normaliseAddress } from "../mail/address.ts";
import { askedKey, idKeysOf, keys, keysOf } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { mailboxesOf, maxSessions, otherHalvesOf, placeOf, programsOf } from "./also-told.ts";
import { bareLoginsOf, storedFor } from "./bare-names.ts";
import { asksFor, candidatesFor, isLost } from "./candidate.ts";
import { senderGot } from "./known.ts";
import { isAsked, longestStory, type Question, type TimeWindow, tryAgainMilliseconds } from "./question.ts";

/** Asked for an address alone, so many of its sessions are looked at first. */
const firstLook = 400;
/** On each side of the moment that was told. */
const momentMilliseconds = 5 * 60_000;
/** Who gets so much then is asked for that moment alone. */
const muchAtOnce = 10;
/** A message passes at most so many queues of ours (filters, aliases, lists). */
export const maxHandOvers = 8;

/** Is it the message in question, as far as its recipients or (where it has none) its sender or session tell? */
export function isAbout({ to, from, session, ip, host }: Question, journey: Journey): boolean {
  const named = journey.attempts.flatMap(({ recipient, originalRecipient }) => [recipient, originalRecipient]);
  if (to.length === 0 || session) return true;
  if (journey.attempts.some((attempt) => to.some((asked) => asksFor(asked, attempt)))) return true;
  if (named.some((address) => address !== undefined)) return false;
  if (ip || host) return true;
  // Who is refused himself has begun no message.
  const senders = [journey.sender, ...journey.attempts.map(({ sender }) => sender)];
  return from !== undefined && senders.some((sender) => sender && normaliseAddress(sender) === normaliseAddress(from));
}

/** The key of one message, where it is named. */
function messageKey({ messageId, queueId }: Question): string | undefined {
  return messageId ? keys.messageId(messageId) : queueId ? keys.queueId(queueId) : undefined;
}

/** The keys to look under else: the recipients, and apart from them (there may be far more) sender and peer. */
function keysFor(question: Question): readonly (readonly string[])[] {
  const peer = [...(question.ip ? [keys.ip(question.ip)] : []), ...(question.host ? [keys.host(question.host)] : [])];
  const sender = question.from ? [askedKey(question.from)] : [];
  return [question.to.map(askedKey), [...sender, ...peer]];
}

export interface Found {
  /** Those that share a key with the question, and tries of the same senders. */
  readonly sessions: readonly Session[];
  readonly journeys: readonly Journey[];
  /** Are there more than were looked at? Then these are the newest. */
  readonly cut: boolean;
}

/** Was the sender refused by his own account, while the message of that id came from another: by a list, or to other recipients? */
const isAnothers = ({ from, facts }: Question, found: readonly Session[]): boolean =>
  from !== undefined &&
  senderGot(facts) !== undefined &&
  !found.some((session) => keysOf(session).includes(askedKey(from)));

/** The sender of bounces, who bears no key: of the time that is told all of it is looked at. */
const nullSender = "";
const isFromNobody = (fact: Fact): boolean => "sender" in fact && fact.sender === nullSender;

/** The newest sessions that share a key with the question. */
async function askedIn(question: Question, source: SessionSource, window: TimeWindow, most: number) {
  if (question.session) {
    const session = await source.get(question.session);
    return { sessions: session ? [session] : [], cut: false };
  }
  const found = new Map<string, Session>();
  let cut = false;
  const look = async (anyOf: readonly string[]) => {
    const sessions = await source.find(anyOf, window.from, window.to, most);
    cut ||= sessions.length === most;
    for (const session of sessions) found.set(placeOf(session), session);
  };
  const key = messageKey(question);
  if (key) await look([key]);
  // Some programs show ids in capitals.
  if (key && found.size === 0 && key !== key.toLowerCase()) await look([key.toLowerCase()]);
  // What was refused before its content has no Message-ID in the log.
  if (found.size === 0 || isAnothers(question, [...found.values()]))
    for (const anyOf of keysFor(question)) await look(anyOf);
  if (found.size === 0 && question.from === nullSender)
    for (const session of await source.between(window.from, window.to, most))
      if (session.facts.some(isFromNobody)) found.set(placeOf(session), session);
  if (found.size === 0)
    for (const session of await storedFor(question, source, window, most)) found.set(placeOf(session), session);
  for (const session of await bareLoginsOf(question, source, window, [...found.values()]))
    found.set(placeOf(session), session);
  return { sessions: [...found.values()], cut };
}

/**
 * All mail that may be meant, as far as there is not too much: of an address with much mail that is asked for alone the newest losses,
 * or what came about the moment that was told.
 */
export async function foundIn(question: Question, source: SessionSource, window: TimeWindow): Promise<Found> {
  if (!namesOneAddress(question) || isVague(question)) return foundAmong(question, source, window, maxSessions);
  const { about, to } = question;
  const then = about === undefined ? undefined : momentOf(about, window);
  const isBusy = then && (await source.find(to.map(askedKey), then.from, then.to, muchAtOnce)).length === muchAtOnce;
  const early = isBusy ? await aboutThen(question, source, then, window.to) : undefined;
  if (early) return early;
  const found = await foundAmong(question, source, window, firstLook);
  if (!found.cut) return found;
  const fewer = then ? await aboutThen(question, source, then, window.to) : await newestLosses(question, source, found);
  return fewer ?? foundAmong(question, source, window, maxSessions);
}

/**
 * With what came behind that time, where its senders may come again with what waits. Of one address that is asked for alone that is
 * what they tried, not all the mail of days.
 */
export async function foundLater(
  question: Question,
  source: SessionSource,
  found: Found,
  { from, to }: TimeWindow,
): Promise<Found> {
  const until = to + tryAgainMilliseconds;
  const later = namesOneAddress(question)
    ? await withLaterTries(question, source, found, { from: to, to: until })
    : undefined;
  return later ?? foundIn(question, source, { from, to: until });
}

/** With what the senders of all that waits tried then; undefined where one of them cannot be looked for. */
async function withLaterTries(
  question: Question,
  source: SessionSource,
  found: Found,
  then: TimeWindow,
): Promise<Found | undefined> {
  const waiting = found.journeys.filter((journey) => isAbout(question, journey) && isWaiting(journey));
  if (waiting.some(({ sender }) => !sender)) return undefined;
  return withTries(question, source, found, waiting, then);
}

/** Is anything of it neither delivered nor given up? */
export const isWaiting = ({ attempts }: Journey): boolean => attempts.some(({ status }) => !isFinal(status));

/** Names it no more than one address, and perhaps a time? */
function namesOneAddress({ to, limit: _, side: __, facts, about: ___, ...rest }: Question): boolean {
  const isAlone = Object.keys(facts).length === 0 && Object.values(rest).every((value) => value === undefined);
  return to.length === 1 && isAlone;
}

/** Who tells no second may mean another hour. */
const isVague = ({ about }: Question): boolean => about !== undefined && about % 60_000 === 0;

const momentOf = (about: number, { from, to }: TimeWindow): TimeWindow => ({
  from: Math.max(from, about - momentMilliseconds),
  to: Math.min(to, about + momentMilliseconds),
});

async function foundAmong(question: Question, source: SessionSource, window: TimeWindow, most: number): Promise<Found> {
  const { sessions, cut } = await askedIn(question, source, window, most);
  return { sessions, cut, journeys: await joined(question, sessions, source) };
}

/**
 * What was lost last is what the asker is told of first: where the newest sessions have more of that than is shown, older ones are not
 * looked at, but for earlier tries of the same senders.
 */
async function newestLosses(
  question: Question,
  source: SessionSource,
  { sessions, journeys }: Found,
): Promise<Found | undefined> {
  const [to = ""] = question.to;
  const lost = candidatesFor(question, to, journeys).filter(isLost);
  if (lost.length <= question.limit) return undefined;
  const oldest = Math.min(...sessions.map(({ from }) => from));
  const last = lost.slice(0, question.limit + 1).flatMap((candidate) => candidate.journeys);
  const before = { from: oldest - tryAgainMilliseconds, to: oldest };
  return withTries(question, source, { sessions, journeys, cut: false }, last, before);
}

/** Together with what the senders of these messages tried with the same recipient at another time; undefined where that is too much. */
async function withTries(
  question: Question,
  source: SessionSource,
  found: Found,
  messages: readonly Journey[],
  then: TimeWindow,
): Promise<Found | undefined> {
  const [to = ""] = question.to;
  const senders = [...new Set(messages.flatMap(({ sender }) => sender || []))];
  if (senders.length === 0) return found;
  const theirs = await source.find(senders.map(askedKey), then.from, then.to, firstLook);
  if (theirs.length === firstLook) return undefined;
  const tries = theirs.filter((session) => keysOf(session).includes(askedKey(to)));
  if (tries.length === 0) return found;
  const sessions = [...found.sessions, ...tries];
  return { sessions, journeys: await joined(question, sessions, source), cut: found.cut };
}

/** Nobody who tells a second means a message of an hour before. What waits then is tried again until later. */
async function aboutThen(
  question: Question,
  source: SessionSource,
  then: TimeWindow,
  until: number,
): Promise<Found | undefined> {
  const found = await foundAmong(question, source, then, maxSessions);
  if (!found.journeys.some((journey) => isAbout(question, journey))) return undefined;
  return withLaterTries(question, source, found, { from: then.to, to: until });
}

/**
 * Sessions and those that they lead to as journeys. `most`: of so many messages it is looked up what their mailboxes know of them;
 * `isWhole`: what they lead to is among them.
 */
export async function joined(
  question: Question,
  asked: readonly Session[],
  source: SessionSource,
  most = maxLookedUp,
  isWhole = false,
): Promise<readonly Journey[]> {
  const sessions = isWhole ? asked : await withHandOvers(asked, source, Math.max(most, maxSessions));
  const found = journeysOf(sessions);
  const told = [
    ...(await mailboxesOf(fewest(question, found, most), sessions, source, most)),
    ...(await programsOf(found, sessions, source)),
    ...(await otherHalvesOf(found, sessions, source)),
  ];
  const journeys = told.length > 0 ? journeysOf([...sessions, ...told]) : found;
  const inJourney = new Set(journeys.flatMap((journey) => journey.sessions));
  // The visit of a mail program is no message; it is told of where it is asked for itself.
  const wordless = asked
    .filter((session) => !inJourney.has(session) && (isVisitAsked(question, asked) || !isVisit(session)))
    .map(emptyJourney);
  return [...journeys, ...wordless].sort((a, b) => a.at - b.at);
}

/** Is a session asked for itself, or a host that only mail programs came from? */
const isVisitAsked = ({ session, to, from, ip, host }: Question, found: readonly Session[]): boolean =>
  session !== undefined ||
  ((ip ?? host) !== undefined && to.length === 0 && from === undefined && found.every(isVisit));

/** A question with more messages is about nobody in particular. */
export const maxLookedUp = 200;

/**
 * Where there are too many, those in question: a filter that gives its mail back over one connection leads to all that it brought there, and
 * a busy mailbox gets hundreds in a week. Of these the nearest to the time that was told, or the newest, and the asked sender's first.
 */
function fewest(question: Question, journeys: readonly Journey[], most: number): readonly Journey[] {
  if (journeys.length <= most) return journeys;
  const { to, from, messageId, queueId, about = Number.POSITIVE_INFINITY } = question;
  const isHis = ({ sender }: Journey): boolean => from !== undefined && sender !== undefined && isAsked(from, sender);
  const isIt = (journey: Journey): boolean => {
    if (to.length > 0) return isAbout(question, journey);
    if (messageId !== undefined || queueId !== undefined)
      return journey.messageId === messageId || journey.queueIds.some((id) => id === queueId);
    return from === undefined || journey.sender === undefined || isHis(journey);
  };
  const distance = ({ at }: Journey): number => (about === Number.POSITIVE_INFINITY ? -at : Math.abs(at - about));
  const nearest = journeys
    .filter(isIt)
    .toSorted((a, b) => Number(isHis(b)) - Number(isHis(a)) || distance(a) - distance(b));
  return nearest.slice(0, most).toSorted((a, b) => a.at - b.at);
}

/** Keys of the queue ids under which its messages may stand in other sessions, too: none for what it put into a mailbox itself. */
export function handOversOf(session: Session): readonly string[] {
  const stayed =
    session.role === "server" &&
    session.transactions.every(({ status, queueId }) => status === "delivered" || queueId === undefined) &&
    session.facts.every(({ kind }) => kind !== "message.linked");
  return stayed ? [] : idKeysOf(session).filter((key) => key.startsWith("queue-id:"));
}

/** What programs took bears only its Message-ID when it is given back to the queue. */
export function givenAwayIn(sessions: readonly Session[]): readonly string[] {
  const queues = sessions.filter(({ role }) => role === "queue");
  if (!queues.some(({ facts }) => facts.some(isByProgram))) return [];
  return queues.flatMap((session) => idKeysOf(session).filter((key) => key.startsWith("message-id:")));
}

/** Follows queue ids to the other sessions of the same messages, until there are `most`. */
export async function withHandOvers(
  asked: readonly Session[],
  source: SessionSource,
  most = maxSessions,
): Promise<readonly Session[]> {
  const known = new Map(asked.map((session) => [placeOf(session), session]));
  const followed = new Set<string>();
  let fresh: readonly Session[] = asked;
  for (let step = 0; step < maxHandOvers && fresh.length > 0 && known.size < most; step++) {
    const byMessage = givenAwayIn(fresh);
    const ids = new Set([...fresh.flatMap(handOversOf), ...byMessage].filter((key) => !followed.has(key)));
    if (ids.size === 0) break;
    for (const id of ids) followed.add(id);
    const from = fresh.reduce((least, session) => Math.min(least, session.from), Number.POSITIVE_INFINITY);
    const to = fresh.reduce((most, session) => Math.max(most, session.to), Number.NEGATIVE_INFINITY);
    const next = await source.find([...ids], from - longestStory, to + longestStory, most);
    const isNext = (session: Session) =>
      session.role === "queue" || byMessage.length === 0 || handOversOf(session).some((key) => ids.has(key));
    fresh = next.filter((session) => !known.has(placeOf(session)) && isNext(session));
    for (const session of fresh) known.set(placeOf(session), session);
  }
  return [...known.values()];
}
