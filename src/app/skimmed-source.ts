/** Sessions of a skimmed log: found by their words, and read again when somebody asks for them. */
import { BoundedMap } from "../base/bounded.ts";
import type { LogContext } from "../reading/format.ts";
import type { PlacedSession, SkimmedLog } from "../reading/places.ts";
import { createReplay, type Replay } from "../reading/replay.ts";
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

export function createSkimmedSource(log: SkimmedLog, nodeOf: LogContext["nodeOf"]): Skimmed {
  const again = new Again(log, nodeOf);
  const find: SessionSource["find"] = async (anyOf, from, to, limit = Number.POSITIVE_INFINITY) => {
    const wanted = new Set(anyOf);
    const words = anyOf.filter((key) => key !== keys.nameless).map(wordOfKey);
    const placed = log.find(from, to, words, wanted.has(keys.nameless));
    return again.newest(placed, limit, (session) => keysOf(session).some((key) => wanted.has(key)));
  };
  return {
    get passedOver() {
      return log.sessions - again.asked.size;
    },
    find,
    get: (id) => (log.findsIds ? again.withWord(id) : again.withId(id)),
    before: (peer, at, limit) => find([keys.ip(peer)], Number.NEGATIVE_INFINITY, at, limit),
    ...(log.begun && { begun: async (key: string) => log.begun?.(wordOfKey(key)) }),
    ...(log.reaching && {
      reaching: (from: number, to: number) =>
        again.newest(log.reaching?.(from, to) ?? [], Number.POSITIVE_INFINITY, () => true),
    }),
    between: async (from, to, limit = Number.POSITIVE_INFINITY) => {
      // Some may say nothing.
      for (let most = limit; ; most *= 2) {
        const placed = log.newest(from, to, most);
        const found = await again.newest(placed, limit, () => true);
        if (found.length >= limit || placed.length < most) return found;
      }
    },
  };
}

/** Reads the lines of sessions again. */
class Again {
  readonly #log: SkimmedLog;
  readonly #replay: Replay;
  readonly #known = new BoundedMap<number, Session>(keptSessions);
  readonly asked = new Set<number>();

  constructor(log: SkimmedLog, nodeOf: LogContext["nodeOf"]) {
    this.#log = log;
    this.#replay = createReplay(log, nodeOf);
  }

  /** None of lines that say nothing. */
  async #read(index: number): Promise<Session | undefined> {
    const session = this.#known.get(index) ?? (await this.#readAgain(index));
    if (session) this.#known.add(index, session);
    return session;
  }

  async #readAgain(index: number): Promise<Session | undefined> {
    this.asked.add(index);
    const sessions: Session[] = [];
    const builder = createSessionBuilder((session) => sessions.push(session));
    await this.#replay.events(index, builder.take);
    builder.close();
    return sessions[this.#log.placing(index).after ? 1 : 0];
  }

  /** From the newest on, until there are enough; those of one instant belong together. */
  async newest(
    placed: readonly PlacedSession[],
    limit: number,
    isMeant: (session: Session) => boolean,
  ): Promise<readonly Session[]> {
    const sorted = placed.toSorted((a, b) => b.from - a.from || a.index - b.index);
    const found: Session[] = [];
    let last = Number.NaN;
    for (const { index, from } of sorted) {
      if (found.length >= limit && from !== last) break;
      const session = await this.#read(index);
      if (session && isMeant(session)) found.push(session);
      last = from;
    }
    return newest(found.sort(byTime), limit);
  }

  /** By its id, as the log writes it or in upper case, where that is one of the words. */
  async withWord(id: string): Promise<Session | undefined> {
    const upper = id.toUpperCase();
    const placed = this.#log.find(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, [wordOf(id)], false);
    const found = await this.newest(placed, Number.POSITIVE_INFINITY, (one) => one.id === id || one.id === upper);
    return found.findLast((session) => session.id === upper) ?? found.at(-1);
  }

  /** The same where only its first line tells it. */
  async withId(id: string): Promise<Session | undefined> {
    const upper = id.toUpperCase();
    let asWritten: number | undefined;
    for (let index = this.#log.sessions - 1; index >= 0; index--) {
      const found = await this.#replay.idOf(index);
      if (found === upper) return this.#read(index);
      if (found === id) asWritten ??= index;
    }
    return asWritten === undefined ? undefined : this.#read(asWritten);
  }
}
