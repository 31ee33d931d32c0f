/** Sessions of a log that was read for one question, kept in memory. */
import type { Activity } from "./activity.ts";
import { keys, keysOf } from "./keys.ts";
import type { Session } from "./session.ts";
import type { SessionSource } from "./source.ts";

export interface InMemory extends SessionSource {
  add(session: Session): void;
}

/** What the reader knows of the files; asked at each question, so it may still grow. */
export interface ReadSoFar {
  readonly files: readonly string[];
  readonly lines: number;
  readonly unread: number;
  readonly formats: readonly string[];
}

export function createInMemory(activity: Activity, readSoFar: () => ReadSoFar): InMemory {
  const byKey = new Map<string, Session[]>();
  const byId = new Map<string, Session>();
  let sorted: Session[] = [];
  let clean = true;
  const inOrder = () => {
    if (!clean) sorted = sorted.sort(byTime);
    clean = true;
    return sorted;
  };
  const between = (sessions: readonly Session[], from: number, to: number) =>
    sessions.filter((session) => session.from >= from && session.from < to).sort(byTime);
  const find: SessionSource["find"] = async (anyOf, from, to, limit = Number.POSITIVE_INFINITY) => {
    const found = new Set(anyOf.flatMap((key) => byKey.get(key) ?? []));
    return newest(between([...found], from, to), limit);
  };
  return {
    add(session) {
      byId.set(session.id, session);
      const last = sorted.at(-1);
      clean &&= last === undefined || byTime(last, session) <= 0;
      sorted.push(session);
      for (const key of keysOf(session)) byKey.getOrInsert(key, []).push(session);
    },
    find,
    get: async (id) => byId.get(id.toUpperCase()) ?? byId.get(id),
    before: (peer, at, limit) => find([keys.ip(peer)], Number.NEGATIVE_INFINITY, at, limit),
    between: async (from, to, limit = Number.POSITIVE_INFINITY) => newest(between(inOrder(), from, to), limit),
    begun: async (key) => (byKey.get(key) ?? []).map(({ from }) => from),
    coverage: async (from, to) => {
      const { files, lines, unread, formats } = readSoFar();
      const span = activity.span() ?? { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
      const said = {
        gaps: activity.gaps(from, to),
        levels: activity.levels.between(from, to),
        blocks: activity.blocks.until(to),
        changes: activity.changes.until(to),
        failures: activity.failures.until(to),
        stops: activity.stops.between(from, to),
      };
      return { files, ...span, lines, unread, ...said, heartbeats: activity.heartbeats, formats };
    },
  };
}

/** The last `limit` of them. */
export const newest = (sessions: readonly Session[], limit: number): readonly Session[] =>
  limit >= sessions.length ? sessions : sessions.slice(sessions.length - Math.max(0, limit));

/** In the order that the port promises. */
export const byTime = (a: Session, b: Session): number => a.from - b.from || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
