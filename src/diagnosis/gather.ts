/** Fetches everything that one question needs: the sessions, joined to journeys, and what stood beside them. */
import { once } from "../base/once.ts";
import type { Fact, MailEvent, Place } from "../events/event.ts";
import { type Attempt, isTraced } from "../journeys/attempt.ts";
import { habitOf } from "../journeys/given-back.ts";
import { emptyJourney, type Journey, journeysOf } from "../journeys/journey.ts";
import { domainOf, localPartOf, normaliseAddress } from "../mail/address.ts";
import { isPublicDomain } from "../mail/public-domains.ts";
import { isHostOf } from "../mail/return-path.ts";
import { accountsOf, askedKey, keys, keysOf } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { Coverage, SessionSource } from "../sessions/source.ts";
import { maxSessions } from "./also-told.ts";
import { type Found, foundIn, foundLater, isAbout, isWaiting, maxLookedUp, withHandOvers } from "./asked-mail.ts";
import { isOurs } from "./bare-names.ts";
import { asksFor } from "./candidate.ts";
import { lackOf } from "./lack.ts";
import { arrived, isBanned } from "./look.ts";
import { type Policed, policedIn } from "./policed.ts";
import { haveVisits } from "./products.ts";
import { type Question, sloppyMilliseconds, type TimeWindow, windows } from "./question.ts";
import { withPlainSubjects } from "./subjects.ts";

export interface Gathered {
  /** Where the message was found; the narrowest window where it was not. */
  readonly window: TimeWindow;
  /** All mail that shares a key with the question, there and nearby. */
  readonly journeys: readonly Journey[];
  /** Was only the newest of what may be meant looked at, as there is too much? */
  readonly cut: boolean;
  /** Fetches the sessions in the narrowest window that had, or would have had, a recipient whom the log does not name. */
  readonly nameless: () => Promise<readonly Journey[]>;
  /** Fetches the sessions that hosts of the sender's domain had in the narrowest window, as far as they say who they are. */
  readonly visitors: () => Promise<readonly Session[]>;
  /** The sessions in which a policy server was asked about that sender and recipient: the mail server may name neither in its own lines. */
  readonly policed: () => Promise<Policed>;
  /** Addresses of the hosts from which that sender's mail came before, the newest last. */
  readonly hosts: () => Promise<readonly string[]>;
  /**
   * Sessions in that window of the addresses from where the sender logs in, in which somebody logged in, or could not, whom the log does
   * not name, or was kept out before he could.
   */
  readonly unnamedLogins: readonly Journey[];
  /** Has that server a mailbox of the address's domain? */
  readonly isOurs: (address: string) => Promise<boolean>;
  readonly coverage: Coverage;
  readonly around: (attempt: Attempt) => Promise<readonly Attempt[]>;
}

const dayMilliseconds = 86_400_000;
/** Whoever misses a message looks for it within a day, or so many visits. */
const visitMilliseconds = dayMilliseconds;
const maxVisits = 500;

export async function gather(question: Question, source: SessionSource): Promise<Gathered> {
  const steps = windows(question);
  const [narrow] = steps;
  let found: Found = { sessions: [], journeys: [], cut: false };
  const gathered = async (window: TimeWindow, isOurs = oursIn(source, window.to)): Promise<Gathered> => ({
    window,
    around: aroundIn(source),
    cut: found.cut,
    journeys: await withPlainSubjects(found.journeys),
    nameless: once(() => namelessIn(question, source, narrow)),
    visitors: once(() => visitorsOf(question, source)),
    policed: once(() => policedIn(question, source, found.sessions)),
    hosts: once(() => hostsOf(question, source, isOurs)),
    unnamedLogins: await unnamedLoginsOf(question, found.journeys, source, narrow),
    isOurs,
    coverage: await source.coverage(window.from, window.to),
  });
  const lookedAt = async (window: TimeWindow): Promise<Gathered> => {
    // Its sender may come again with it later, if that was not looked at already.
    const isCut = Number.isFinite(window.to);
    const isLeft = found.journeys.some((journey) => isAbout(question, journey) && isWaiting(journey));
    if (isCut && isLeft) found = await foundLater(question, source, found, window);
    return gathered(window);
  };
  let ofOthers: { readonly window: TimeWindow; readonly found: Found } | undefined;
  for (const window of steps) {
    found = await foundIn(question, source, window);
    const meant = found.journeys.filter((journey) => isAbout(question, journey));
    const his = meant.filter((journey) => isOfAsked(question, journey));
    const isEnough = (journey: Journey) => isLate(question, journey) || isLostBefore(question, journey);
    if (ofOthers ? his.some(isEnough) : his.length > 0) return lookedAt(window);
    if (meant.length > 0) ofOthers ??= { window, found };
  }
  if (!ofOthers) return gathered(narrow);
  found = ofOthers.found;
  return lookedAt(ofOthers.window);
}

/** Is it mail of the sender in question, as far as he is known? */
const isOfAsked = ({ from }: Question, { sessions }: Journey): boolean =>
  from === undefined || sessions.some((session) => keysOf(session).includes(askedKey(from)));

/** Where others wrote to that recipient at the time that was told, mail of the sender in question may have come some hours late, but not days. */
const lateMilliseconds = dayMilliseconds / 2;
const isLate = ({ about = 0, to }: Question, { at, attempts }: Journey): boolean =>
  at >= about &&
  at <= about + lateMilliseconds &&
  attempts.some((attempt) => to.some((asked) => asksFor(asked, attempt)));

/** What failed some hours before may be it as well, as a caller's clock or his memory is off; what arrived then is another message. */
const isLostBefore = ({ about = 0, to }: Question, { at, attempts }: Journey): boolean => {
  const asked = attempts.filter((attempt) => to.some((one) => asksFor(one, attempt)));
  return at < about && asked.length > 0 && !asked.some(arrived);
};

/** Looks each domain up once. */
function oursIn(source: SessionSource, until: number): Gathered["isOurs"] {
  const known = new Map<string, Promise<boolean>>();
  return (address) => known.getOrInsertComputed(domainOf(address) ?? "", (domain) => isOurs(domain, source, until));
}

/** Where neither sender nor host is asked for, only the time can point at a session that names nobody; in milliseconds. */
const blindly = 10 * 60_000;

/** With what the queue knows of the messages that broke off: their Message-ID may name the domain of the sender who is asked for. */
async function namelessIn(
  question: Question,
  source: SessionSource,
  { from, to }: TimeWindow,
): Promise<readonly Journey[]> {
  const { about, ip, host } = question;
  const isBlind = about !== undefined && [question.from, ip, host].every((one) => one === undefined);
  const [earliest, latest] = isBlind ? [Math.max(from, about - blindly), Math.min(to, about + blindly)] : [from, to];
  const journeys = (await source.find([keys.nameless], earliest, latest, maxSessions)).map(emptyJourney);
  const broken = journeys.filter(({ facts }) => facts.some(({ kind }) => kind === "session.broken"));
  const idsOf = ({ facts }: Journey) => facts.flatMap(({ queueId }) => queueId ?? []);
  const ids = [...new Set(broken.flatMap(idsOf))];
  if (question.from === undefined || ids.length === 0 || ids.length > maxLookedUp) return journeys;
  const queued = await source.find(ids.map(keys.queueId), from, to, maxSessions);
  const known = Map.groupBy(
    queued.flatMap(({ facts }) => facts.filter(({ kind }) => kind === "message.identified")),
    ({ node, queueId }) => `${node} ${queueId}`,
  );
  return journeys.map((journey) => {
    const [{ node = "" } = {}] = journey.facts;
    const identified = idsOf(journey).flatMap((id) => known.get(`${node} ${id}`) ?? []);
    return identified.length > 0 ? { ...journey, facts: [...new Set([...journey.facts, ...identified])] } : journey;
  });
}

/** A user writes from so few addresses at a time. */
const maxAddresses = 5;

async function unnamedLoginsOf(
  { from = "" }: Question,
  journeys: readonly Journey[],
  source: SessionSource,
  window: TimeWindow,
): Promise<readonly Journey[]> {
  const his = journeys
    .flatMap(({ sessions }) => sessions)
    .filter((session) => accountsOf(session).includes(normaliseAddress(from)));
  const peers = [...new Set(his.flatMap(({ peer }) => peer ?? []))].slice(-maxAddresses);
  if (peers.length === 0) return [];
  // A stranger who guesses his password, and is kept out for it, is not he.
  const inside = his.filter(({ user }) => user !== undefined && normaliseAddress(user) === normaliseAddress(from));
  const own = new Set(inside.map(({ peer }) => peer));
  const there = await source.find(peers.map(keys.ip), window.from, window.to, maxSessions);
  const isHis = (session: Session) => saysLogin(session) || (own.has(session.peer) && isKeptOut(session));
  return there.filter((session) => accountsOf(session).length === 0 && isHis(session)).map(emptyJourney);
}

const isKeptOut = ({ facts }: Session): boolean =>
  facts.some((fact) => fact.kind === "rcpt.refused" && fact.stage === "connect" && isBanned(fact.reply));

/** Postfix counts it, and names the account only with a message or a failure. */
const saysLogin = ({ facts }: Session): boolean =>
  facts.some((fact) => fact.kind === "session.counted" && (fact.verbs.AUTH?.all ?? 0) > 0);

/**
 * Where nothing was found: the lines on both sides of the asked time (or the first and the last of all), which prove that
 * the log was alive.
 */
export async function neighboursOf(
  question: Question,
  { from, to }: Coverage,
  source: SessionSource,
): Promise<readonly MailEvent[]> {
  const { about } = question;
  const [narrow] = windows(question);
  // A quiet server may not have said anything for hours.
  const within = { from: Math.max(narrow.from - dayMilliseconds, from), to: Math.min(narrow.to + dayMilliseconds, to) };
  if (within.from > within.to) return [];
  const near = (at: number) => linesAround(source, at, within);
  const lines =
    about === undefined
      ? [(await near(within.from))[0], (await near(within.to)).at(-1)]
      : nextTo(await near(Math.min(Math.max(about, within.from), within.to)), about);
  return [...new Set(lines)].filter((line) => line !== undefined);
}

/** So many sessions are looked through for those of the sender's hosts. */
const maxVisitors = 2000;

async function visitorsOf(question: Question, source: SessionSource): Promise<readonly Session[]> {
  const domain = domainOf(question.from ?? "");
  if (domain === undefined) return [];
  const [narrow] = windows(question);
  const sessions = await source.between(narrow.from, narrow.to, maxVisitors);
  return sessions.filter((session) => session.role === "server" && isHostOf(domain, session));
}

/** The lines before and after an instant; where there is none after it, the last. */
const nextTo = (lines: readonly MailEvent[], at: number) => [
  lines.findLast((line) => line.at <= at),
  lines.find((line) => line.at > at) ?? lines.at(-1),
];

/** The least stretch of time that is read for a neighbour, in milliseconds, and how fast it grows where nothing is found. */
const stretch = { least: 5_000, growth: 8 };

/** Lines of sessions begun around an instant, on both sides of it as far as there are any within that time, in order. */
async function linesAround(source: SessionSource, at: number, within: TimeWindow): Promise<readonly MailEvent[]> {
  for (let reach = stretch.least; ; reach *= stretch.growth) {
    const [from, to] = [Math.max(within.from, at - reach), Math.min(within.to, at + reach)];
    const sessions = await source.between(from, to + 1, maxSessions);
    const lines = sessions.flatMap(({ events, facts }) => [...events, ...facts]).filter((event) => event.source);
    // At level none there are no lines, however far one looks.
    if (sessions.length >= maxSessions) return lines.sort((a, b) => a.at - b.at);
    const before = from === within.from || lines.some((line) => line.at <= at);
    const after = to === within.to || lines.some((line) => line.at > at);
    if (before && after) return lines.sort((a, b) => a.at - b.at);
  }
}

/** What is looked at of a peer's past. */
interface Past {
  readonly peer: string | undefined;
  /** When its session began, and up to when a policy server may have been asked of it. */
  readonly begun: number;
  readonly until: number;
  /** A session that is named, however long ago it was. */
  readonly named: string | undefined;
}

/** What is said there of a peer may be of the session that is asked for. */
const besides: ReadonlySet<Session["service"]> = new Set(["antispam", "system"]);

/** Facts of what a peer did in earlier sessions, and of what policy servers said of it, oldest first. */
export async function earlierFrom(
  source: SessionSource,
  { peer, begun, until, named }: Past,
): Promise<readonly Fact[]> {
  if (!peer) return [];
  const before = await source.before(peer, Math.max(begun, until + 1), 50);
  const other = named !== undefined && !before.some(({ id }) => id === named) ? await source.get(named) : undefined;
  const sessions = before.filter(({ id, from, service }) => from < begun || besides.has(service) || id === named);
  return [...(other ? [other] : []), ...sessions].flatMap((session) => session.facts);
}

/** What is at most asked of, where the time is told. */
const untilWhen = ({ about }: Question): number =>
  about === undefined ? Number.POSITIVE_INFINITY : about + sloppyMilliseconds(about);

async function hostsOf(
  question: Question,
  source: SessionSource,
  isOurs: Gathered["isOurs"],
): Promise<readonly string[]> {
  const { from } = question;
  if (from === undefined) return [];
  const domain = domainOf(from) ?? "";
  // Where all of a domain's mail is one house's, a colleague's came from the same hosts. Our own is in every line.
  const isHouse = domain !== "" && !isPublicDomain(domain) && !(await isOurs(from));
  const keys = [from, ...(isHouse ? [`@${domain}`] : [])].map(askedKey);
  const his = await source.find(keys, Number.NEGATIVE_INFINITY, untilWhen(question), maxVisits);
  const clients = (await withHandOvers(his, source)).filter(({ role }) => role === "server");
  return [...new Set(clients.flatMap(({ peer }) => peer ?? []))];
}

/**
 * What hosts did, and what was said of them, from which that sender's mail came before (`hosts`), or which bear his domain's name
 * (`visitors`): one of them would have brought the message that is missing. Oldest first.
 */
export async function earlierFromSender(
  question: Question,
  source: SessionSource,
  hosts: readonly string[],
  visitors: readonly Session[],
): Promise<readonly Fact[]> {
  if (question.from === undefined) return [];
  const about = untilWhen(question);
  const peers = [...new Set([...hosts, ...visitors.flatMap(({ peer }) => peer ?? [])])].slice(-maxAddresses);
  const facts: Fact[] = [];
  for (const peer of peers)
    facts.push(...(await earlierFrom(source, { peer, begun: about, until: about, named: undefined })));
  return facts.sort((a, b) => a.at - b.at);
}

/**
 * What mail programs did in that mailbox in the sessions that lasted until after a message was laid there, oldest first: their
 * logins, and what was counted; what they moved on the day before; when the messages that they moved had come; and what was given its
 * number in the folder again.
 */
export async function visitsOf(
  source: SessionSource,
  { at, where }: Attempt,
  formats: readonly string[],
): Promise<readonly Fact[]> {
  if (!where || !haveVisits(formats)) return [];
  const day = visitMilliseconds;
  const visitsBy = (name: string) => source.find([keys.mailbox(name)], at - day, at + day, maxVisits);
  const whole = await visitsBy(where.mailbox);
  // Many stores know their users by local parts alone.
  const sessions = whole.length > 0 ? whole : await visitsBy(localPartOf(where.mailbox));
  const visits = sessions.flatMap(({ to, facts }) => (to < at ? facts.filter(isMove) : facts));
  return [...visits, ...(await arrivalsOf(source, visits, at)), ...(await numberedAgain(source, where, at))];
}

/** What mail programs did in the mailboxes that are asked for, where no message was found: whoever cannot log in sees none. */
export async function visitsTo(
  question: Question,
  source: SessionSource,
  coverage: Coverage,
): Promise<readonly Fact[]> {
  const asked = question.to.filter((one) => !one.startsWith("@"));
  if (asked.length === 0 || !haveVisits(coverage.formats)) return [];
  const [{ from, to }] = windows(question);
  // A store alone may know its users by local parts, which stand in half the lines of a log of all mail.
  const bare = lackOf(coverage) ? asked.map(localPartOf) : [];
  const names = [...asked, ...bare].map(keys.mailbox);
  return (await source.find(names, from, to, maxVisits)).flatMap(({ facts }) => facts);
}

/** In so long a time after a message it is looked up whether its place was given to another. */
const numberedMilliseconds = 30 * dayMilliseconds;

/** Later deliveries into the same folder whose numbers are no higher than its own: numbers only grow, but for a mailbox that was put back. */
async function numberedAgain(
  source: SessionSource,
  { mailbox, folder, uid }: Place,
  at: number,
): Promise<readonly Fact[]> {
  if (uid === undefined) return [];
  const later = await source.find([keys.address(mailbox)], at, at + numberedMilliseconds, maxVisits);
  return later
    .flatMap(({ facts }) => facts)
    .filter(
      (fact) =>
        fact.kind === "attempt.ended" &&
        fact.at > at &&
        fact.where?.mailbox === mailbox &&
        fact.where.folder === folder &&
        (fact.where.uid ?? Number.POSITIVE_INFINITY) <= uid,
    );
}

const isMove = (fact: Fact): boolean => fact.kind === "mailbox.changed" && fact.how === "moved";

/** Of so many messages that were moved it is looked up when they came. */
const maxMoved = 50;

/** When the messages came that were moved in a mailbox. */
async function arrivalsOf(source: SessionSource, visits: readonly Fact[], at: number): Promise<readonly Fact[]> {
  const moved = visits.filter(isMove).flatMap(({ messageId }) => messageId ?? []);
  if (moved.length === 0) return [];
  const ids = [...new Set(moved)].slice(-maxMoved).map(keys.messageId);
  const sessions = await source.find(ids, at - visitMilliseconds, at + visitMilliseconds, maxVisits);
  return sessions.flatMap(({ facts }) => facts.filter((fact) => fact.kind === "attempt.ended" && fact.where));
}

/** Faults that meet everybody last at least so long, and queues try again about as often. */
const aroundMilliseconds = { before: 30 * 60_000, after: 5 * 60_000 };
const maxAround = 400;

/** What the program did with others' mail that took this one; where it had none in those minutes, on the day before. */
export async function habitOfProgram(source: SessionSource, { at, fact }: Attempt) {
  if (!fact) return undefined;
  for (const before of [aroundMilliseconds.before, dayMilliseconds]) {
    const sessions = await source.between(at - before, at + aroundMilliseconds.after, maxAround);
    const habit = habitOf(
      fact,
      journeysOf(sessions).flatMap(({ legs }) => legs),
    );
    if (habit.back + habit.kept > 0) return habit;
  }
  return undefined;
}

/** Fetches what became of other messages in the minutes of an attempt, oldest first; those of one second share it. */
function aroundIn(source: SessionSource): (attempt: Attempt) => Promise<readonly Attempt[]> {
  const { before, after } = aroundMilliseconds;
  const known = new Map<number, Promise<readonly Attempt[]>>();
  const fetched = async (second: number) => {
    const sessions = await source.between(second - before, second + after, maxAround);
    return journeysOf(sessions)
      .flatMap(({ attempts }) => attempts)
      .filter(({ status }) => isTraced(status));
  };
  return async ({ at, session, queueId }) => {
    const others = await known.getOrInsertComputed(Math.floor(at / 1000) * 1000, fetched);
    return others.filter((other) => other.session !== session && (queueId === undefined || other.queueId !== queueId));
  };
}
