/** Records of imported logs as a source of sessions: their lines are named by where the files are now. */
import type { MailEvent, Source } from "../events/event.ts";
import { openRecords } from "../records/reader.ts";
import { byTime } from "../sessions/in-memory.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { type KnownFile, loadProgress } from "./import-progress.ts";
import { findLog } from "./known-logs.ts";

/** Throws the system's error when the folder cannot be listed, UsageError for a progress that cannot be read. */
export function openImportedLogs(folder: string): SessionSource {
  const records = openRecords(folder);
  const { files } = loadProgress(folder);
  const places = new Places(files);
  const placed = async (found: readonly Session[]): Promise<readonly Session[]> => {
    const sessions = withoutDoubles(found).toSorted((a, b) => byTime(a, b) || places.order(a, b));
    await places.look(sessions.flatMap(({ events }) => events));
    return sessions.map((session) => places.inSession(session));
  };
  return {
    find: async (...asked) => placed(await records.find(...asked)),
    get: async (id) => (await placed([await records.get(id)].filter((session) => session !== undefined)))[0],
    before: async (...asked) => placed(await records.before(...asked)),
    between: async (...asked) => placed(await records.between(...asked)),
    coverage: async (from, to) => {
      const { blocks, ...covered } = await records.coverage(from, to);
      await places.look(blocks);
      return {
        ...covered,
        blocks: blocks.map((event) => places.in(event)),
        files: files.map(({ path }) => path).sort(),
        unread: files.reduce((sum, { unread }) => sum + unread, 0),
        formats: [...new Set(files.flatMap(({ formats }) => formats))],
      };
    },
  };
}

/** While an import runs, or was killed, what was open may be there as it is now, too. */
function withoutDoubles(sessions: readonly Session[]): readonly Session[] {
  const longest = new Map<string, Session>();
  const keyOf = ({ id, events }: Session) => `${id} ${events[0]?.source?.offset} ${events[0]?.source?.file}`;
  for (const session of sessions) {
    const other = longest.get(keyOf(session));
    if (!other || eventsOf(session) > eventsOf(other)) longest.set(keyOf(session), session);
  }
  return sessions.filter((session) => longest.get(keyOf(session)) === session);
}

const eventsOf = ({ events, omitted }: Session): number => events.length + (omitted?.events ?? 0);

/** Where log files are now, looked up once. */
class Places {
  readonly #files: ReadonlyMap<string, KnownFile>;
  readonly #paths = new Map<string, string>();
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
        if (!this.#paths.has(file)) this.#paths.set(file, await this.#pathOf(file));
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
