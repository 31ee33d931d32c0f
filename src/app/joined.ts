/** Two sources of sessions as one. */
import { byTime, newest } from "../sessions/in-memory.ts";
import type { Session } from "../sessions/session.ts";
import type { Coverage, SessionSource } from "../sessions/source.ts";

export type Found = Omit<SessionSource, "coverage">;

/** What either finds. */
export const joined = (one: Found, other: Found): Found => {
  const both = async (found: readonly Promise<readonly Session[]>[], limit = Number.POSITIVE_INFINITY) =>
    newest((await Promise.all(found)).flat().sort(byTime), limit);
  return {
    find: (anyOf, from, to, limit) =>
      both([one.find(anyOf, from, to, limit), other.find(anyOf, from, to, limit)], limit),
    get: async (id) => (await one.get(id)) ?? other.get(id),
    before: (peer, at, limit) => both([one.before(peer, at, limit), other.before(peer, at, limit)], limit),
    reaching: (from, to) =>
      both([one, other].map((each) => (each.reaching ? each.reaching(from, to) : each.between(from, to)))),
    ...(one.begun &&
      other.begun && { begun: async (key: string) => together(await one.begun?.(key), await other.begun?.(key)) }),
    between: (from, to, limit) => both([one.between(from, to, limit), other.between(from, to, limit)], limit),
  };
};

/** Undefined where either has many. */
const together = (one: readonly number[] | undefined, other: readonly number[] | undefined) =>
  one && other && [...one, ...other];

/** What both cover; where only one has anything of that time, the other's silence says nothing. */
export async function coveredBy(
  [one, other]: readonly [SessionSource, SessionSource],
  from: number,
  to: number,
): Promise<Coverage> {
  const both = [await one.coverage(from, to), await other.coverage(from, to)];
  const inTime = both.filter((covered) => covered.lines > 0 && covered.from <= to && covered.to >= from);
  const told = inTime.length > 0 ? inTime : both.filter(({ lines }) => lines > 0);
  const [first = both[0], second] = told;
  if (!first) throw new Error("two sources have no coverage");
  if (!second) return first;
  return {
    from: Math.min(first.from, second.from),
    to: Math.max(first.to, second.to),
    gaps: [...first.gaps, ...second.gaps].sort((a, b) => a.from - b.from),
    files: [...first.files, ...second.files],
    lines: first.lines + second.lines,
    unread: first.unread + second.unread,
    heartbeats: first.heartbeats && second.heartbeats,
    formats: [...new Set([...first.formats, ...second.formats])],
    levels: [...first.levels, ...second.levels].sort((a, b) => a.at - b.at),
    blocks: [...first.blocks, ...second.blocks].sort((a, b) => a.at - b.at),
    changes: [...first.changes, ...second.changes].sort((a, b) => a.at - b.at),
    failures: [...first.failures, ...second.failures].sort((a, b) => a.at - b.at),
    stops: [...first.stops, ...second.stops].sort((a, b) => a.stopped.at - b.stopped.at),
  };
}
