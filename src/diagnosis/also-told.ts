/** What stores, filters, delivery programs and mail programs say of messages that a queue had: other sessions than those that were asked for. */
import type { EventOf, Fact } from "../events/event.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { isHanded, isProgramWord, longestMilliseconds, mayBeOf, slackMilliseconds } from "../journeys/deliverers.ts";
import { isRedirected } from "../journeys/given-back.ts";
import type { Journey } from "../journeys/journey.ts";
import { isFilter, isVisit } from "../journeys/store.ts";
import { askedKey, keys } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { have } from "./products.ts";
import { longestStory } from "./question.ts";

/** A question never looks at more sessions than that; the newest are kept. */
export const maxSessions = 2000;
/** What the mail store, filters and mail programs say of the messages, which only bears their Message-IDs. */
export async function mailboxesOf(
  journeys: readonly Journey[],
  sessions: readonly Session[],
  source: SessionSource,
  most: number,
): Promise<readonly Session[]> {
  const ids = new Set(journeys.flatMap(({ messageId }) => (messageId ? [keys.messageId(messageId)] : [])));
  const from = journeys[0]?.at ?? 0;
  if (ids.size === 0 || ids.size > most) return [];
  const { formats } = await source.coverage(from, from);
  if (!have(formats, "store", "filter")) return [];
  const found = await source.find([...ids], from - longestStory, Number.POSITIVE_INFINITY, Math.max(most, maxSessions));
  const known = new Set(sessions.map(({ id }) => id));
  const isSentOn = found.some(({ facts }) => facts.some(isRedirected));
  return found.filter(
    (session) =>
      !known.has(session.id) &&
      (isVisit(session) || isFilter(session) || session.role === "mailbox" || (isSentOn && session.role === "queue")),
  );
}

/** Of so many attempts, the newest, it is looked up what such a program says. */
const maxHanded = 20;

/**
 * What delivery programs say that may be of these messages, which bears none of their ids; and what else it may be of, as it is nobody's
 * where that is so.
 */
export async function programsOf(
  journeys: readonly Journey[],
  sessions: readonly Session[],
  source: SessionSource,
): Promise<readonly Session[]> {
  const handed = journeys.flatMap(({ attempts }) => attempts.filter((one) => one.role === "queue" && isHanded(one)));
  const from = handed[0]?.at ?? 0;
  if (handed.length === 0 || !have((await source.coverage(from, from)).formats, "deliverer")) return [];
  const found = new Map<string, Session>();
  for (const { at } of handed.slice(-maxHanded)) {
    const near = await source.between(at - longestMilliseconds, at + slackMilliseconds, maxSessions);
    const words = near.flatMap(({ facts }) => facts.filter(isEnded).filter(isProgramWord));
    const isMeant = (fact: Ended) =>
      isProgramWord(fact)
        ? handed.some((attempt) => mayBeOf(fact, attempt))
        : isHanded(fact) && words.some((word) => mayBeOf(word, fact));
    for (const session of near)
      if (session.facts.some((fact) => isEnded(fact) && isMeant(fact))) found.set(placeOf(session), session);
  }
  return without(sessions, found);
}

/** Those that are not among the sessions. */
function without(sessions: readonly Session[], found: ReadonlyMap<string, Session>): readonly Session[] {
  const known = new Set(sessions.map(placeOf));
  return [...found].filter(([place]) => !known.has(place)).map(([, session]) => session);
}

/**
 * Of messages of which queue and store do not tell the same id (OpenSMTPD's lines have no Message-ID): what the other one says of that
 * recipient at that moment.
 */
export async function otherHalvesOf(
  journeys: readonly Journey[],
  sessions: readonly Session[],
  source: SessionSource,
): Promise<readonly Session[]> {
  const isHalf = ({ legs, messageId }: Journey) =>
    messageId === undefined ||
    (legs.length > 0 && legs.every(({ session }) => session.role === "mailbox" && !isVisit(session)));
  const halves = journeys.filter(isHalf).flatMap(({ attempts }) => attempts.filter(isStored));
  const from = halves[0]?.at ?? 0;
  if (halves.length === 0 || !have((await source.coverage(from, from)).formats, "store")) return [];
  const found = new Map<string, Session>();
  for (const { at, recipient = "" } of halves.slice(-maxHanded)) {
    const near = await source.find(
      [askedKey(recipient)],
      at - longestMilliseconds,
      at + slackMilliseconds,
      maxSessions,
    );
    for (const session of near)
      if (
        !isVisit(session) &&
        session.facts.some((fact) => isEnded(fact) && Math.abs(fact.at - at) <= slackMilliseconds)
      )
        found.set(placeOf(session), session);
  }
  return without(sessions, found);
}

/** Did it come to a mailbox, as far as the one who tells of it knows? What was put off or refused at the door did not. */
const isStored = ({ role, status, recipient, relay }: Attempt): boolean =>
  role !== "server" && Boolean(recipient) && relay?.ip === undefined && status !== "relayed" && status !== "refused";

type Ended = EventOf<"attempt.ended"> & Fact;
export const isEnded = (fact: Fact): fact is Ended => fact.kind === "attempt.ended";

/** What makes it another one: lines that stand behind the end of a session are a session of the same id. */
export const placeOf = ({ id, from, facts: [first] }: Session): string =>
  `${id} ${from} ${first?.source?.file ?? ""} ${first?.source?.offset ?? ""}`;
