/** What `trace` and `sessions` list: all that a question means, a part at a time, as all of a long log does not fit into memory. */
import { maxSessions } from "../diagnosis/also-told.ts";
import { joined } from "../diagnosis/asked-mail.ts";
import { storedFor } from "../diagnosis/bare-names.ts";
import { withOthers } from "../diagnosis/other-sessions.ts";
import { longestStory, type Question, type TimeWindow, windows } from "../diagnosis/question.ts";
import type { SiteReply } from "../diagnosis/replies/site.ts";
import { registry as rules } from "../diagnosis/rules/registry.gen.ts";
import { judge, type Verdict } from "../diagnosis/verdict.ts";
import { askedKey, keys, keysOf } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { Linked } from "./linked.ts";
import { type Part, partsOf } from "./parts.ts";
import { settled } from "./settled.ts";
import { type Trace, type TracedAttempt, traceFor } from "./trace.ts";

export interface JudgedSession {
  readonly session: Session;
  readonly verdict: Verdict;
  readonly status: string;
}

/** The attempts that a question means, oldest first. `most`: fewer sessions are looked at together (default of `partsOf`). */
export async function* tracedFor(
  question: Question,
  source: SessionSource,
  site: readonly SiteReply[],
  most?: number,
): AsyncGenerator<Trace> {
  const tracedOf = async (sessions: readonly Session[], among: SessionSource, ofThese?: readonly Session[]) => {
    const journeys = await joined(question, sessions, among, Number.POSITIVE_INFINITY, ofThese !== undefined);
    return traceFor(question, journeys, site, ofThese);
  };
  if (namesAny(question))
    return yield await settled(source, async () => tracedOf(await sessionsOf(question, source), source));
  const span = begunIn(question);
  let linked: Linked | undefined;
  let later: readonly TracedAttempt[] = [];
  for await (const part of allParts(question, source, most)) {
    const { sessions, from, to } = part;
    const isAll = from === span.from && to === span.to;
    if (!isAll) linked ??= await Linked.over(source, span, most);
    const among = linked?.around(part) ?? source;
    const isPart = linked !== undefined || Number.isFinite(from);
    const asked = isPart ? await withOthers(sessions, among) : sessions;
    const { traced, unfinished } = await tracedOf(asked, among, isPart ? sessions : undefined);
    const all = [...later, ...traced].sort((a, b) => a.at - b.at);
    // What waits is tried again at the time of other parts.
    later = all.filter(({ at }) => at >= to);
    yield { traced: all.filter(({ at }) => at < to), unfinished };
  }
  yield { traced: later, unfinished: 0 };
}

/** The sessions that a question means, oldest first. */
export async function* judgedFor(
  question: Question,
  source: SessionSource,
  site: readonly SiteReply[],
  most?: number,
): AsyncGenerator<readonly JudgedSession[]> {
  const meant = (sessions: readonly Session[]) =>
    sessions.filter((session) => isMeant(question, session)).map((session) => judged(session, site));
  if (namesAny(question)) yield meant(await settled(source, () => sessionsOf(question, source, true)));
  else for await (const { sessions } of allParts(question, source, most)) yield meant(sessions);
}

/** Of a time that was named so many sessions are looked at together: to note where all others of a long log lead takes longer. */
const mostOfTime = 25_000;

/** What began before the time in question and reaches into it is in the first part. */
async function* allParts(question: Question, source: SessionSource, most?: number): AsyncGenerator<Part> {
  const span = begunIn(question);
  const [window] = windows(question);
  // A source that reads no more than it must would say more of the first parts later: it reads all.
  if (source.isWhole?.() === false) await source.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1);
  if (!source.reaching || !Number.isFinite(window.from)) return yield* partsOf(source, span, most);
  let before = await source.reaching(span.from, window.from);
  let { from } = span;
  for await (const { sessions, to } of partsOf(source, window, most ?? mostOfTime)) {
    yield { from, to, sessions: [...before, ...sessions] };
    [before, from] = [[], to];
  }
}

/** Sessions are asked for that began so long before, too. */
function begunIn(question: Question): TimeWindow {
  const [{ from, to }] = windows(question);
  return { from: from - longestStory, to };
}

const namesAny = (question: Question): boolean =>
  question.session !== undefined || question.to.length > 0 || wantedKeys(question).length > 0;

/** With what is thought of it, looked at alone, and by the administrator's own table of replies. */
export function judged(session: Session, site: readonly SiteReply[]): JudgedSession {
  const { benign, cause, status } = judge(session, Object.values(rules), site);
  return { session, verdict: { benign, cause }, status };
}

/** What may be meant: all that has one key of the question, in its time or a while before; on wish also visits of mail programs. */
async function sessionsOf(question: Question, source: SessionSource, withVisits = false): Promise<readonly Session[]> {
  const { from, to } = begunIn(question);
  const asked = question.session && (await source.get(question.session));
  if (question.session) return asked ? [asked] : [];
  const [key] = wantedKeys(question);
  const forWhom = question.to.flatMap((asked) => [askedKey(asked), ...(withVisits ? [keys.mailbox(asked)] : [])]);
  const found = await source.find(key === undefined ? forWhom : [key], from, to);
  const isStore = found.length === 0 && key === undefined;
  return isStore ? storedFor(question, source, { from, to }, maxSessions) : found;
}

/** Keys that a session must have, the most telling first; of the recipients one is enough. */
const wantedKeys = ({ messageId, queueId, from, ip, host }: Question): readonly string[] => [
  ...(messageId ? [keys.messageId(messageId)] : []),
  ...(queueId ? [keys.queueId(queueId)] : []),
  ...(from ? [askedKey(from)] : []),
  ...(ip ? [keys.ip(ip)] : []),
  ...(host ? [keys.host(host)] : []),
];

/** Does a session bear every key of the question, in its time? */
export function isMeant(question: Question, session: Session): boolean {
  const [window] = windows(question);
  const wanted = wantedKeys(question);
  if (question.session && session.id !== question.session.toUpperCase()) return false;
  if (window && (session.to < window.from || session.from >= window.to)) return false;
  if (question.to.length === 0 && wanted.length === 0) return true;
  const bears = new Set(keysOf(session));
  const forWhom =
    question.to.length === 0 ||
    question.to.some((asked) => bears.has(askedKey(asked)) || bears.has(keys.mailbox(asked)));
  return forWhom && wanted.every((key) => bears.has(key));
}
