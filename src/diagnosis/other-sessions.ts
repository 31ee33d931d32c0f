/** The other sessions of messages, whatever is asked of them: a list of all mail is made a part of time after the other. */
import { merged, type Range } from "../base/ranges.ts";
import { isProgramWord, longestMilliseconds, slackMilliseconds } from "../journeys/deliverers.ts";
import { isRefusedByFilter, refusalMilliseconds } from "../journeys/filters.ts";
import { legsOf } from "../journeys/leg.ts";
import { byTime } from "../sessions/in-memory.ts";
import { idKeysOf } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { isEnded, placeOf } from "./also-told.ts";
import { givenAwayIn, handOversOf, maxHandOvers } from "./asked-mail.ts";
import { have } from "./products.ts";
import { longestStory } from "./question.ts";

/**
 * Sessions of any kind together with all others of the same messages: also those from which they are found and to which they do not
 * lead. That is what bears the same Message-ID (a mail store, a filter, what a program gave back), and what was refused or handed out
 * about when a filter or a delivery program said a word. In order of time, as if all sessions had been asked for.
 */
export async function withOthers(sessions: readonly Session[], source: SessionSource): Promise<readonly Session[]> {
  const whole = new Map(sessions.map((session) => [placeOf(session), session]));
  const ids = new Set(sessions.flatMap((session) => idKeysOf(session).filter((key) => key.startsWith("message-id:"))));
  const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;
  const named = ids.size > 0 ? await source.find([...ids], NEGATIVE_INFINITY, POSITIVE_INFINITY) : [];
  const { formats } = await source.coverage(NEGATIVE_INFINITY, POSITIVE_INFINITY);
  const hasFilter = have(formats, "store", "filter");
  const then = sessions.flatMap(({ facts }) =>
    facts.flatMap((fact): readonly Range[] => {
      const { at } = fact;
      if (isEnded(fact) && isProgramWord(fact)) return [[at - slackMilliseconds, at + longestMilliseconds]];
      const isSaidTwice = hasFilter && isRefusedByFilter(fact);
      return isSaidTwice ? [[at - refusalMilliseconds, at + refusalMilliseconds]] : [];
    }),
  );
  for (const [from, to] of merged(then))
    for (const session of await source.between(from, to)) whole.set(placeOf(session), session);
  return (await withLegs(whole, reachedBy(ids, named, whole), source)).toSorted(byTime);
}

/** A session that holds messages of these ids, and perhaps others, which lead elsewhere. */
interface Reached {
  readonly session: Session;
  readonly by: ReadonlySet<string>;
}

const reachedBy = (
  ids: ReadonlySet<string>,
  found: readonly Session[],
  whole: ReadonlyMap<string, Session>,
): readonly Reached[] =>
  found
    .filter((session) => !whole.has(placeOf(session)))
    .map((session) => ({ session, by: new Set(idKeysOf(session).filter((id) => ids.has(id))) }))
    .filter(({ by }) => by.size > 0);

/** The ids of the same messages alone: over one connection a filter gives back the mail of hundreds. */
function handOversBy({ session, by }: Reached): readonly string[] {
  const all = handOversOf(session);
  if (all.length === 0) return all;
  const legs = legsOf(session, () => undefined).map(({ facts }) => {
    const own = new Set(facts.map(({ transaction }) => transaction));
    return idKeysOf({ facts, transactions: session.transactions.filter(({ number }) => own.has(number)) });
  });
  const meant = new Set(legs.filter((leg) => leg.some((id) => by.has(id))).flat());
  return all.filter((id) => meant.has(id));
}

/** Follows the queue ids of sessions (`whole`: of all their messages) to the other sessions of the same messages. */
async function withLegs(
  whole: ReadonlyMap<string, Session>,
  named: readonly Reached[],
  source: SessionSource,
): Promise<readonly Session[]> {
  const found = new Map(whole);
  const followed = new Set<string>();
  let wanted = [...[...whole.values()].flatMap(handOversOf), ...named.flatMap(handOversBy)];
  let fresh: readonly Session[] = [...whole.values(), ...named.map(({ session }) => session)];
  for (let step = 0; ; step++) {
    for (const session of fresh) found.set(placeOf(session), session);
    const byMessage = givenAwayIn(fresh);
    const ids = new Set([...wanted, ...byMessage].filter((id) => !followed.has(id)));
    if (ids.size === 0 || step >= maxHandOvers) break;
    for (const id of ids) followed.add(id);
    const from = fresh.reduce((least, session) => Math.min(least, session.from), Number.POSITIVE_INFINITY);
    const to = fresh.reduce((most, session) => Math.max(most, session.to), Number.NEGATIVE_INFINITY);
    const next = await source.find([...ids], from - longestStory, to + longestStory);
    const isNext = (session: Session) =>
      session.role === "queue" || byMessage.length === 0 || handOversOf(session).some((key) => ids.has(key));
    const reached = reachedBy(ids, next.filter(isNext), whole);
    wanted = reached.flatMap(handOversBy);
    fresh = reached.map(({ session }) => session);
  }
  return [...found.values()];
}
