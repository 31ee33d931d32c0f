/** The reader: log files or a data folder, made into a source of sessions, and the questions that can be put to it. */
import { existsSync, readdirSync } from "node:fs";
import { defined } from "../base/defined.ts";
import { UsageError } from "../base/error.ts";
import { type Catalogue, told } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { Answer, Answers } from "../diagnosis/answer.ts";
import { type Question, spanOf } from "../diagnosis/question.ts";
import type { SiteReply } from "../diagnosis/replies/site.ts";
import type { Residents } from "../diagnosis/residents.ts";
import { registry as rules } from "../diagnosis/rules/registry.gen.ts";
import { named } from "../diagnosis/whom.ts";
import { whyAsPut } from "../diagnosis/why-as-put.ts";
import type { Source } from "../events/event.ts";
import { newestName } from "../log/file-name.ts";
import { rawLines } from "../reading/raw.ts";
import type { ReadOptions } from "../reading/read.ts";
import { listDays } from "../records/layout.ts";
import { openRecords } from "../records/reader.ts";
import type { SessionSource } from "../sessions/source.ts";
import type { JudgedSession } from "./lists.ts";
import type { LogOptions } from "./log-source.ts";
import { mailSessions } from "./mail-sessions.ts";
import { paths } from "./paths.ts";
import { besideLog } from "./records-end.ts";
import { residentsOf } from "./residents.ts";
import { settled } from "./settled.ts";
import type { Trace } from "./trace.ts";

export interface Reader {
  why(question: Question): Promise<Answers>;
  /** With addresses for names, and how each name was understood. */
  meant(question: Question): Promise<{ readonly question: Question; readonly understood: readonly string[] }>;
  /** The attempts that a question means. */
  trace(question: Question): Promise<Trace>;
  /** The same, oldest first, a part of them at a time: of a long log all do not fit into memory. */
  traceInParts(question: Question): AsyncGenerator<Trace>;
  /** The sessions that a question means, oldest first. */
  sessionsFor(question: Question): Promise<readonly JudgedSession[]>;
  /** The same, a part of them at a time. */
  sessionsInParts(question: Question): AsyncGenerator<readonly JudgedSession[]>;
  /** The raw lines at these places; undefined for those that are gone. */
  rawLines(sources: readonly Source[]): Promise<readonly (string | undefined)[]>;
  /** Where programs that no format reads name the message of an answer, in log files. */
  unreadAbout(answer: Answer): Promise<readonly Source[]>;
}

export interface ReaderOptions extends Omit<ReadOptions, "logs"> {
  /** Log files, folders or "-"; empty: the records of `data`. */
  readonly logs: readonly string[];
  readonly data: string;
  /** Those of the sender's server, beside the logs or the records. */
  readonly senderLogs?: readonly string[];
  /** The asker's zone. */
  readonly askerZone: Zone;
  /** The language of the answers; without it English. */
  readonly catalogue?: Catalogue | undefined;
  /** What will be asked: files of other times are not read for it. */
  readonly about?: Question;
  /** The administrator's own table of replies: a file; without it that of the data folder where no log is named. */
  readonly replies?: string;
  /** Told of what cannot be read while the rest can. */
  readonly warn?: (text: string) => void;
}

/** Standard input cannot be read twice: so much of it is kept for evidence, later lines are named without their text. */
const maxKeptBytes = 256 * 1024 * 1024;

/** Reads everything once. Throws UsageError for input that cannot be read. */
export async function composeReader(given: ReaderOptions): Promise<Reader> {
  const { about, replies, catalogue, senderLogs = [], ...options } = given;
  const wanted = options.logs.length > 0 ? options.logs : logsInstead(options);
  const site = await repliesFor({ ...options, ...(replies !== undefined && { replies }) });
  const kept: Buffer[] = [];
  let keptBytes = 0;
  const keepStdin = (chunk: Buffer) => {
    if (keptBytes < maxKeptBytes) kept.push(chunk);
    keptBytes += chunk.length;
  };
  const read = (logs: readonly string[]) =>
    about
      ? fromMinutes({ ...options, logs, span: spanOf(about), keepStdin })
      : fromLogs({ ...options, logs, keepStdin });
  const withSenders = async (own: SessionSource) =>
    senderLogs.length === 0 ? own : together(own, await read(senderLogs));
  const source =
    wanted.length > 0 ? await read([...wanted, ...senderLogs]) : await withSenders(await fromRecords(options.data));
  const movedTo = options.logs.length > 0 ? undefined : paths(options.data).logs;
  const residents = options.logs.length > 0 ? undefined : residentsOf(options.data);
  const open = { zone: options.askerZone, site, catalogue, residents, movedTo };
  const logs = [...wanted, ...senderLogs];
  return readerOf(source, { ...open, kept: () => Buffer.concat(kept), logs: { ...options, logs } });
}

/** The log files of a data folder of which nothing else is left. */
function logsInstead({ data, warn = () => {} }: Pick<ReaderOptions, "data" | "warn">): readonly string[] {
  const { records, imported, logs } = paths(data);
  const isGone = !existsSync(records) && listDays(imported).length === 0;
  if (!isGone || !existsSync(logs) || newestName(readdirSync(logs), "smtp") === undefined) return [];
  warn(`no records in ${data}: its log files are read`);
  return [logs];
}

/** Of a source that is open already. */
interface OpenReader {
  /** The asker's. */
  readonly zone: Zone;
  /** The administrator's own table of replies. */
  readonly site: readonly SiteReply[];
  readonly catalogue?: Catalogue | undefined;
  readonly residents?: Residents | undefined;
  /** What is kept of standard input. */
  readonly kept?: () => Buffer;
  /** Where its log files lie, should they have been moved. */
  readonly movedTo?: string | undefined;
  /** The log files that it is made of, as they were read. */
  readonly logs?: ReadOptions;
}

export function readerOf(
  source: SessionSource,
  { zone, site, catalogue, residents, kept = () => Buffer.alloc(0), movedTo, logs }: OpenReader,
): Reader {
  const engine = { source: mailSessions(source), rules: Object.values(rules), zone, site, catalogue, residents };
  // Loaded when a list is asked for: a question is answered sooner without it.
  const traceInParts = async function* (question: Question) {
    const { tracedFor } = await import("./lists.ts");
    yield* tracedFor(question, source, site);
  };
  const sessionsInParts = async function* (question: Question) {
    const { judgedFor } = await import("./lists.ts");
    yield* judgedFor(question, source, site);
  };
  return {
    why: (question) => settled(source, () => whyAsPut(question, engine)),
    meant: (asked) =>
      settled(source, async () => {
        const { question, understood } = await named(asked, source, residents);
        return { question, understood: understood.map((text) => told(text, catalogue)) };
      }),
    trace: async (question) => {
      const parts = await Array.fromAsync(traceInParts(question));
      return {
        traced: parts.flatMap(({ traced }) => traced),
        unfinished: parts.reduce((sum, { unfinished }) => sum + unfinished, 0),
      };
    },
    traceInParts,
    sessionsFor: (question) => Array.fromAsync(sessionsInParts(question)).then((parts) => parts.flat()),
    sessionsInParts,
    rawLines: async (sources) => {
      const own = new Map(sources.map((place) => [place, source.textOf?.(place)]));
      const rest = sources.filter((place) => own.get(place) === undefined);
      const texts = new Map(
        (await rawLines(rest, defined({ kept: kept(), movedTo }))).map((text, n) => [rest[n], text]),
      );
      return sources.map((place) => own.get(place) ?? texts.get(place));
    },
    unreadAbout: async (answer) => {
      if (!logs || logs.logs.length === 0) return [];
      const { unreadAbout } = await import("./unread-about.ts");
      return unreadAbout(answer, logs);
    },
  };
}

/** The table of a data folder, where it has one. */
export function usualReplies(data: string): string | undefined {
  const path = paths(data).replies;
  return existsSync(path) ? path : undefined;
}

/** The table that was named, else that of the data folder where no log is. */
export const repliesFor = ({ replies, logs, data }: Pick<ReaderOptions, "replies" | "logs" | "data">) =>
  siteReplies(replies ?? (logs.length === 0 ? usualReplies(data) : undefined));

/** Those of a data folder. */
export const repliesOf = (data: string): Promise<readonly SiteReply[]> => siteReplies(usualReplies(data));

/** Loaded where there is a table: most questions are answered sooner without it. */
export async function siteReplies(path: string | undefined): Promise<readonly SiteReply[]> {
  if (path === undefined) return [];
  const { readSiteReplies } = await import("./site-replies.ts");
  return readSiteReplies(path);
}

/** Loaded when a log is to be read: a question to the records is answered sooner without it. */
export async function fromLogs(options: LogOptions): Promise<SessionSource> {
  const { readSource } = await import("./log-source.ts");
  return readSource(options);
}

/** The same for one question. */
async function fromMinutes(options: LogOptions): Promise<SessionSource> {
  const { readNarrowed } = await import("./narrowed.ts");
  return readNarrowed(options);
}

/** What the server keeps, and what was imported. */
export async function fromRecords(data: string): Promise<SessionSource> {
  const { records, imported } = paths(data);
  const has = { records: listDays(records).length > 0, imported: listDays(imported).length > 0 };
  if (!has.imported && !existsSync(records))
    throw new UsageError(
      `no records in ${data}; name a log file to read, import one, or name the data folder of a server with --data`,
    );
  const own = () => besideLog(openRecords(records), paths(data).logs);
  if (!has.imported) return own();
  const { openImportedLogs } = await import("./imported.ts");
  const foreign = openImportedLogs(imported);
  return has.records ? together(own(), foreign) : foreign;
}

/** Two sources as one. */
async function together(one: SessionSource, other: SessionSource): Promise<SessionSource> {
  const { coveredBy, joined } = await import("./joined.ts");
  return {
    ...joined(one, other),
    coverage: (from, to) => coveredBy([one, other], from, to),
    isWhole: () => [one, other].every((each) => each.isWhole?.() ?? true),
    textOf: (source) => one.textOf?.(source) ?? other.textOf?.(source),
  };
}
