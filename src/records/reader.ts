/** The records of a data folder as a source of sessions, read beside a running server, without reading everything. */
import { Activity } from "../sessions/activity.ts";
import { byTime, newest } from "../sessions/in-memory.ts";
import { keys } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { Coverage, Gap, SessionSource } from "../sessions/source.ts";
import { idKey } from "./frame.ts";
import { daySpan, type PartFile } from "./layout.ts";
import { findIn, type Part, type Span, sessionsIn } from "./part.ts";
import { createShelf, type Shelf, type Use } from "./shelf.ts";

export interface RecordsReader extends SessionSource {
  /** Lets go of the files. */
  close(): void;
}

const [always, ever] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** Throws the system's error when the folder cannot be listed; what is wrong with single files is in the coverage. */
export function openRecords(folder: string): RecordsReader {
  const shelf = createShelf(folder);
  const find: SessionSource["find"] = async (anyOf, from, to, limit = ever) =>
    shelf.ask((files, use) => newestOf(files, use, { from, to, limit }, (part) => findIn(part, anyOf, from, to)));
  return {
    find,
    get: async (id) => (await find([idKey(id)], always, ever, 1))[0],
    before: (peer, at, limit) => find([keys.ip(peer)], always, at, limit),
    between: async (from, to, limit = ever) =>
      shelf.ask((files, use) => newestOf(files, use, { from, to, limit }, (part) => sessionsIn(part, from, to))),
    coverage: async (from, to) => shelf.ask((files, use) => coverageOf(files, use, shelf, { from, to })),
    close: shelf.close,
  };
}

interface Wanted extends Span {
  readonly limit: number;
}

/** Of an open part it is not known what it tells of before it is read. */
const spanOf = (file: PartFile): Span => file.span ?? { from: always, to: ever };

/** May it hold sessions begun in [from, to)? */
const mayHold = (file: PartFile, from: number, to: number): boolean =>
  spanOf(file).from < to && spanOf(file).to >= from;

/** From the newest part back, until there are enough and what is left can only be older. */
function newestOf(
  files: readonly PartFile[],
  use: Use,
  { from, to, limit }: Wanted,
  newestFirst: (part: Part) => Generator<Session>,
): readonly Session[] {
  let found: readonly Session[] = [];
  const inTime = files.filter((file) => mayHold(file, from, to)).toSorted((a, b) => spanOf(b).to - spanOf(a).to);
  for (const file of inTime) {
    const [oldest] = found;
    const missing = oldest && spanOf(file).to < oldest.from ? limit - found.length : limit;
    if (missing <= 0) break;
    const fresh = use(file, (part) => [...newestFirst(part).take(missing)]) ?? [];
    found = newest([...found, ...fresh].sort(byTime), limit);
  }
  return found;
}

/** A log file is begun, and stamped, each day. */
const stampedEach = 2 * 86_400_000;

/** What the parts of that time tell, and the last before and the first after it that tell anything: a hole has two ends. */
function coverageOf(files: readonly PartFile[], use: Use, shelf: Shelf, { from, to }: Span): Coverage {
  const activity = new Activity();
  const searched: PartFile[] = [];
  const damaged: Gap[] = [];
  const span = { from: ever, to: always };
  let lines = 0;
  const look = (file: PartFile): boolean => {
    searched.push(file);
    const alive = use(file, (part) => {
      const summary = part.summary();
      lines += summary.lines;
      activity.add(summary.signs);
      for (const event of part.events()) activity.take(event);
      for (const hole of part.damaged()) damaged.push({ ...hole, ...damageOf(file, "a block of it cannot be read") });
      widen(span, part.span);
      return summary.signs.alive.length > 0;
    });
    const reason = shelf.broken.get(file.path);
    if (reason !== undefined) damaged.push({ ...(file.span ?? daySpan(file.day)), ...damageOf(file, reason) });
    return alive ?? false;
  };
  const inside = files.filter((file) => spanOf(file).from <= to && spanOf(file).to >= from);
  for (const file of inside) look(file);
  for (const file of files.filter((each) => spanOf(each).to < from).toSorted((a, b) => spanOf(b).to - spanOf(a).to)) {
    if (searched.length > inside.length && spanOf(file).to < from - stampedEach) break;
    // The level that was in force stands in the stamp of the day's log file.
    if (look(file) && activity.levels.between(from, from).length > 0) break;
  }
  files
    .filter((file) => spanOf(file).from > to)
    .toSorted((a, b) => spanOf(a).from - spanOf(b).from)
    .some(look);
  for (const file of files) widen(span, file.span);
  const gaps = [...activity.gaps(from, to), ...damaged.filter((gap) => gap.to >= from && gap.from <= to)];
  return {
    ...(span.from <= span.to ? span : { from: 0, to: 0 }),
    files: searched.map(({ path }) => path).sort(),
    lines,
    unread: 0,
    gaps: gaps.sort((a, b) => a.from - b.from),
    heartbeats: activity.heartbeats,
    formats: ["records"],
    levels: activity.levels.between(from, to),
    blocks: activity.blocks.until(to),
    changes: activity.changes.until(to),
    failures: activity.failures.until(to),
    stops: activity.stops.between(from, to),
  };
}

const damageOf = ({ path }: PartFile, reason: string) => ({ why: "damaged", file: path, reason }) as const;

function widen(span: { from: number; to: number }, by: Span | undefined): void {
  if (!by) return;
  span.from = Math.min(span.from, by.from);
  span.to = Math.max(span.to, by.to);
}
