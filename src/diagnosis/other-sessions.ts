/** The other sessions of messages, whatever is asked of them: a list of all mail is made a part of time after the other. */
import { merged, type Range } from "../base/ranges.ts";
import { isProgramWord, longestMilliseconds, slackMilliseconds } from "../journeys/deliverers.ts";
import { isRefusedByFilter, refusalMilliseconds } from "../journeys/filters.ts";
import { byTime } from "../sessions/in-memory.ts";
import { idKeysOf } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { isEnded, placeOf } from "./also-told.ts";
import { withHandOvers } from "./asked-mail.ts";
import { have } from "./products.ts";

/**
 * Sessions of any kind together with all others of the same messages: also those from which they are found and to which they do not
 * lead. That is what bears the same Message-ID (a mail store, a filter, what a program gave back), and what was refused or handed out
 * about when a filter or a delivery program said a word. In order of time, as if all sessions had been asked for.
 */
export async function withOthers(sessions: readonly Session[], source: SessionSource): Promise<readonly Session[]> {
  const found = new Map(sessions.map((session) => [placeOf(session), session]));
  const add = (more: readonly Session[]) => {
    for (const session of more) if (!found.has(placeOf(session))) found.set(placeOf(session), session);
  };
  const ids = new Set(sessions.flatMap((session) => idKeysOf(session).filter((key) => key.startsWith("message-id:"))));
  if (ids.size > 0) add(await source.find([...ids], Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY));
  const { formats } = await source.coverage(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const hasFilter = have(formats, "store", "filter");
  const then = sessions.flatMap(({ facts }) =>
    facts.flatMap((fact): readonly Range[] => {
      const { at } = fact;
      if (isEnded(fact) && isProgramWord(fact)) return [[at - slackMilliseconds, at + longestMilliseconds]];
      const isSaidTwice = hasFilter && isRefusedByFilter(fact);
      return isSaidTwice ? [[at - refusalMilliseconds, at + refusalMilliseconds]] : [];
    }),
  );
  for (const [from, to] of merged(then)) add(await source.between(from, to));
  return (await withHandOvers([...found.values()], source, Number.POSITIVE_INFINITY)).toSorted(byTime);
}
