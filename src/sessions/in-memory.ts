/** Sessions of a log that was read for one question, kept in memory. */
import type { Activity } from "./activity.ts";
import { keysOf } from "./keys.ts";
import type { Session } from "./session.ts";
import type { SessionSource } from "./source.ts";

export interface InMemory extends SessionSource {
  add(session: Session): void;
  /** All sessions, in order of time. */
  all(): readonly Session[];
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
    if (!clean) sorted = sorted.sort((a, b) => a.from - b.from);
    clean = true;
    return sorted;
  };
  const between = (sessions: readonly Session[], from: number, to: number) =>
    sessions.filter((session) => session.from >= from && session.from < to).sort((a, b) => a.from - b.from);
  return {
    add(session) {
      byId.set(session.id, session);
      clean = sorted.length === 0 || (clean && (sorted.at(-1)?.from ?? 0) <= session.from);
      sorted.push(session);
      for (const key of keysOf(session)) byKey.getOrInsert(key, []).push(session);
    },
    all: inOrder,
    find: async (key, from, to) => between(byKey.get(key) ?? [], from, to),
    get: async (id) => byId.get(id.toUpperCase()) ?? byId.get(id),
    before: async (peer, at, limit) =>
      between(byKey.get(`ip:${peer}`) ?? [], Number.NEGATIVE_INFINITY, at).slice(-limit),
    between: async (from, to) => between(inOrder(), from, to),
    coverage: async (from, to) => {
      const { files, lines, unread, formats } = readSoFar();
      const span = activity.span() ?? { from: 0, to: 0 };
      const said = { gaps: activity.gaps(from, to), levels: activity.levels.between(from, to) };
      return { files, ...span, lines, unread, ...said, heartbeats: activity.heartbeats, formats };
    },
  };
}
