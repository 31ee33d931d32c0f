/** Sessions of a skimmed log: found by their words, and read again when somebody asks for them. */
import { BoundedMap } from "../base/bounded.ts";
import type { LogContext } from "../reading/format.ts";
import type { PlacedSession, Places } from "../reading/places.ts";
import { createReplay } from "../reading/replay.ts";
import { wordOf } from "../reading/words.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import { byTime, newest } from "../sessions/in-memory.ts";
import { keys, keysOf } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import type { Found } from "./joined.ts";

/** As many as one question looks at (`diagnosis/gather.ts`) are kept for the next look. */
const keptSessions = 5000;

/** A key without its kind. */
const wordOfKey = (key: string): number => wordOf(key.slice(key.indexOf(":") + 1));

interface Skimmed extends Found {
  /** How many sessions were never read. */
  readonly passedOver: number;
}

export function createSkimmedSource(places: Places, nodeOf: LogContext["nodeOf"]): Skimmed {
  const replay = createReplay(places, nodeOf);
  const known = new BoundedMap<number, Session>(keptSessions);
  const asked = new Set<number>();
  const read = async (index: number): Promise<Session | undefined> => {
    const found = known.get(index) ?? (await readAgain(index));
    if (!found) return undefined;
    known.add(index, found);
    return found;
  };
  /** None of lines that say nothing. */
  const readAgain = async (index: number): Promise<Session | undefined> => {
    asked.add(index);
    const sessions: Session[] = [];
    const builder = createSessionBuilder((session) => sessions.push(session));
    await replay.events(index, builder.take);
    builder.close();
    return sessions[places.placing(index).after ? 1 : 0];
  };
  /** From the newest on, until there are enough; those of one instant belong together. */
  const readNewest = async (
    placed: readonly PlacedSession[],
    limit: number,
    isMeant: (session: Session) => boolean,
  ): Promise<readonly Session[]> => {
    const sorted = placed.toSorted((a, b) => b.from - a.from || a.index - b.index);
    const found: Session[] = [];
    let last = Number.NaN;
    for (const { index, from } of sorted) {
      if (found.length >= limit && from !== last) break;
      const session = await read(index);
      if (session && isMeant(session)) found.push(session);
      last = from;
    }
    return newest(found.sort(byTime), limit);
  };
  const find: SessionSource["find"] = async (anyOf, from, to, limit = Number.POSITIVE_INFINITY) => {
    const wanted = new Set(anyOf);
    const words = anyOf.filter((key) => key !== keys.nameless).map(wordOfKey);
    const placed = places.find(from, to, words, wanted.has(keys.nameless));
    return readNewest(placed, limit, (session) => keysOf(session).some((key) => wanted.has(key)));
  };
  return {
    get passedOver() {
      return places.sessions - asked.size;
    },
    find,
    get: async (id) => {
      const upper = id.toUpperCase();
      let asWritten: number | undefined;
      for (let index = places.sessions - 1; index >= 0; index--) {
        const found = await replay.idOf(index);
        if (found === upper) return read(index);
        if (found === id) asWritten ??= index;
      }
      return asWritten === undefined ? undefined : read(asWritten);
    },
    before: (peer, at, limit) => find([keys.ip(peer)], Number.NEGATIVE_INFINITY, at, limit),
    between: async (from, to, limit = Number.POSITIVE_INFINITY) =>
      readNewest(places.find(from, to, undefined, false), limit, () => true),
  };
}
