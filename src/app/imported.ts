/** Imported logs as a source of sessions: their lines are named by where the files are now. */
import { longestStory } from "../diagnosis/question.ts";
import type { MailEvent, Source } from "../events/event.ts";
import { type Damage, KeptLog } from "../kept/log.ts";
import { nodeOf } from "../reading/read.ts";
import { openRecords } from "../records/reader.ts";
import { byTime } from "../sessions/in-memory.ts";
import type { Session } from "../sessions/session.ts";
import type { Gap, SessionSource } from "../sessions/source.ts";
import { isOver } from "./forget-imported.ts";
import { type KnownFile, loadProgress } from "./import-progress.ts";
import { joined } from "./joined.ts";
import { findLog } from "./known-logs.ts";
import { keptLines } from "./paths.ts";
import { createSkimmedSource } from "./skimmed-source.ts";

/** An import that is running replaces parts: what was listed may be gone when it is opened. */
const attempts = 5;

interface KeptLogs {
  readonly files: readonly KnownFile[];
  /** Without those of which nothing is found any more. */
  readonly remembered: readonly KnownFile[];
  readonly log: KeptLog;
}

function keptLogOf(folder: string): KeptLogs {
  for (let attempt = 1; ; attempt++) {
    const { files, places, forgotten } = loadProgress(folder);
    try {
      return {
        files,
        remembered: files.filter((file) => !isOver(file, forgotten)),
        log: new KeptLog(keptLines(folder), files, places, forgotten),
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT" || attempt === attempts) throw error;
    }
  }
}

/** Throws the system's error when the folder cannot be listed, UsageError for a progress that cannot be read. */
export function openImportedLogs(folder: string): SessionSource {
  const records = openRecords(folder);
  const { files, remembered, log } = keptLogOf(folder);
  const nodes = new Map(files.map(({ name, reading }) => [name, reading?.node]));
  const both = joined(
    records,
    createSkimmedSource(log, (line) => nodeOf(line, nodes.get(line.file.path))),
  );
  const places = new Places(files);
  const placed = async (found: readonly Session[]): Promise<readonly Session[]> => {
    const sessions = withoutDoubles(found).toSorted((a, b) => byTime(a, b) || places.order(a, b));
    await places.look(sessions.flatMap(({ events }) => events));
    return sessions.map((session) => places.inSession(session));
  };
  return {
    find: async (...asked) => placed(await both.find(...asked)),
    get: async (id) => (await placed([await both.get(id)].filter((session) => session !== undefined)))[0],
    before: async (...asked) => placed(await both.before(...asked)),
    between: async (...asked) => placed(await both.between(...asked)),
    coverage: async (from, to) => {
      const { blocks, failures, stops, ...covered } = await records.coverage(from, to);
      const near = remembered.filter((file) => mayHold(file, from, to));
      await places.look([
        ...blocks,
        ...failures,
        ...stops.flatMap(({ stopped, started }) => [stopped, ...(started ? [started] : [])]),
      ]);
      return {
        ...covered,
        blocks: blocks.map((event) => places.in(event)),
        failures: failures.map((event) => places.in(event)),
        stops: stops.map(({ stopped, started }) => ({
          stopped: places.in(stopped),
          started: started && places.in(started),
        })),
        gaps: [...covered.gaps, ...gapsOf(log.damage(), from, to)].sort((a, b) => a.from - b.from),
        files: near.map(({ path }) => path).sort(),
        lines: near.reduce((sum, { lines }) => sum + lines, 0),
        unread: near.reduce((sum, { unread }) => sum + unread, 0),
        formats: [...new Set(remembered.flatMap(({ formats }) => formats))],
      };
    },
    textOf: (source) => {
      const name = places.nameOf(source.file);
      return name === undefined ? undefined : log.bytesAt(name, source.offset, source.bytes)?.toString("utf8");
    },
  };
}

/** May it tell of what began in that time, as a log that is read for that may? */
const mayHold = ({ firstAt, lastAt }: KnownFile, from: number, to: number): boolean =>
  (firstAt ?? from) - longestStory <= to && (lastAt ?? to) + longestStory >= from;

const gapsOf = (damage: readonly Damage[], from: number, to: number): readonly Gap[] =>
  damage.filter((one) => one.to >= from && one.from <= to).map((one) => ({ ...one, why: "damaged" }));

/**
 * While an import runs, or was killed, what was open may be there as it is now, too. And the same lines may stand in two files that
 * were cut otherwise.
 */
function withoutDoubles(sessions: readonly Session[]): readonly Session[] {
  const longest = new Map<string, Session>();
  const placeOf = ({ id, events }: Session) => `${id} ${events[0]?.source?.offset} ${events[0]?.source?.file}`;
  for (const session of sessions) {
    const other = longest.get(placeOf(session));
    if (!other || eventsOf(session) > eventsOf(other)) longest.set(placeOf(session), session);
  }
  const alike = new Map<string, Session>();
  for (const session of longest.values()) {
    const like = `${session.id} ${session.from} ${session.to} ${eventsOf(session)}`;
    if (fileOf(alike.get(like)) !== fileOf(session)) alike.getOrInsert(like, session);
    else alike.set(placeOf(session), session);
  }
  const kept = new Set(alike.values());
  return sessions.filter((session) => kept.has(session));
}

const fileOf = (session: Session | undefined): string | undefined => session?.events[0]?.source?.file;
const eventsOf = ({ events, omitted }: Session): number => events.length + (omitted?.events ?? 0);
/** Where log files are now, looked up once. */
class Places {
  readonly #files: ReadonlyMap<string, KnownFile>;
  readonly #paths = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #sessions = new WeakMap<Session, Session>();

  constructor(files: readonly KnownFile[]) {
    this.#files = new Map(files.map((file) => [file.name, file]));
  }

  /** Lines behind the end of a session are another of its id, perhaps in the same second: the log has an order. */
  order(one: Session, other: Session): number {
    const [a, b] = [one.events[0]?.source, other.events[0]?.source];
    if (!a || !b) return 0;
    const begin = ({ file }: Source) => this.#files.get(file)?.firstAt ?? 0;
    return begin(a) - begin(b) || a.offset - b.offset;
  }

  async look(events: readonly MailEvent[]): Promise<void> {
    for (const { source } of events)
      for (const { file } of source ? [source, ...(source.also ?? [])] : [])
        if (!this.#paths.has(file)) {
          const path = await this.#pathOf(file);
          this.#paths.set(file, path);
          this.#names.set(path, file);
        }
  }

  /** The name of a file whose lines were found, by where it is now. */
  nameOf(path: string): string | undefined {
    return this.#names.get(path);
  }

  async #pathOf(name: string): Promise<string> {
    const file = this.#files.get(name);
    const found = file && (await findLog(file));
    return found?.path ?? `${file?.path ?? name} (not there any more)`;
  }

  /** The same each time: a fact that is found twice is one. */
  inSession(session: Session): Session {
    const known = this.#sessions.get(session);
    if (known) return known;
    const facts = session.facts.map((fact) => this.in(fact));
    const placed = { ...session, facts, events: session.events.map((event) => this.in(event)) };
    this.#sessions.set(session, placed);
    return placed;
  }

  in<T extends MailEvent>(event: T): T {
    return event.source ? { ...event, source: this.#placed(event.source) } : event;
  }

  #placed(source: Source): Source {
    const file = this.#paths.get(source.file) ?? source.file;
    return { ...source, file, ...(source.also && { also: source.also.map((other) => this.#placed(other)) }) };
  }
}
