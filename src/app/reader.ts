/** The reader: log files or a data folder, made into a source of sessions, and the questions that can be put to it. */
import { existsSync } from "node:fs";
import { UsageError } from "../base/error.ts";
import { type Catalogue, told } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { Answers } from "../diagnosis/answer.ts";
import { joined, maxSessions } from "../diagnosis/asked-mail.ts";
import { storedFor } from "../diagnosis/bare-names.ts";
import { type Question, spanOf, windows } from "../diagnosis/question.ts";
import type { SiteReply } from "../diagnosis/replies/site.ts";
import { registry as rules } from "../diagnosis/rules/registry.gen.ts";
import { judge, type Verdict } from "../diagnosis/verdict.ts";
import { named } from "../diagnosis/whom.ts";
import { whyAsPut } from "../diagnosis/why-as-put.ts";
import type { Source } from "../events/event.ts";
import { rawLines } from "../reading/raw.ts";
import type { ReadOptions } from "../reading/read.ts";
import { listDays } from "../records/layout.ts";
import { openRecords } from "../records/reader.ts";
import { askedKey, keys, keysOf } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import type { LogOptions } from "./log-source.ts";
import { mailSessions } from "./mail-sessions.ts";
import { paths } from "./paths.ts";
import { type Trace, traceFor } from "./trace.ts";

export interface JudgedSession {
  readonly session: Session;
  readonly verdict: Verdict;
  readonly status: string;
}

export interface Reader {
  why(question: Question): Promise<Answers>;
  /** With addresses for names, and how each name was understood. */
  meant(question: Question): Promise<{ readonly question: Question; readonly understood: readonly string[] }>;
  /** The attempts that a question means. */
  trace(question: Question): Promise<Trace>;
  /** The sessions that a question means, oldest first. */
  sessionsFor(question: Question): Promise<readonly JudgedSession[]>;
  /** The raw lines at these places; undefined for those that are gone. */
  rawLines(sources: readonly Source[]): Promise<readonly (string | undefined)[]>;
}

export interface ReaderOptions extends Omit<ReadOptions, "logs"> {
  /** Log files, folders or "-"; empty: the records of `data`. */
  readonly logs: readonly string[];
  readonly data: string;
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
export async function composeReader({ about, replies, catalogue, ...options }: ReaderOptions): Promise<Reader> {
  const site = await repliesFor({ ...options, ...(replies !== undefined && { replies }) });
  const kept: Buffer[] = [];
  let keptBytes = 0;
  const keepStdin = (chunk: Buffer) => {
    if (keptBytes < maxKeptBytes) kept.push(chunk);
    keptBytes += chunk.length;
  };
  const source =
    options.logs.length > 0
      ? await (about
          ? fromMinutes({ ...options, span: spanOf(about), keepStdin })
          : fromLogs({ ...options, keepStdin }))
      : await fromRecords(options.data);
  return readerOf(source, { zone: options.askerZone, site, catalogue, kept: () => Buffer.concat(kept) });
}

/** Of a source that is open already. */
interface OpenReader {
  /** The asker's. */
  readonly zone: Zone;
  /** The administrator's own table of replies. */
  readonly site: readonly SiteReply[];
  readonly catalogue?: Catalogue | undefined;
  /** What is kept of standard input. */
  readonly kept?: () => Buffer;
}

export function readerOf(
  source: SessionSource,
  { zone, site, catalogue, kept = () => Buffer.alloc(0) }: OpenReader,
): Reader {
  const engine = { source: mailSessions(source), rules: Object.values(rules), zone, site, catalogue };
  return {
    why: (question) => settled(source, () => whyAsPut(question, engine)),
    meant: (asked) =>
      settled(source, async () => {
        const { question, understood } = await named(asked, source);
        return { question, understood: understood.map((text) => told(text, catalogue)) };
      }),
    trace: (question) =>
      settled(source, async () => {
        const sessions = await sessionsOf(question, source);
        return traceFor(question, await joined(question, sessions, source, Number.POSITIVE_INFINITY), site);
      }),
    sessionsFor: (question) =>
      settled(source, async () =>
        (await sessionsOf(question, source, true))
          .filter((session) => isMeant(question, session))
          .map((session) => judged(session, site)),
      ),
    rawLines: async (sources) => {
      const own = new Map(sources.map((place) => [place, source.textOf?.(place)]));
      const rest = sources.filter((place) => own.get(place) === undefined);
      const texts = new Map((await rawLines(rest, { kept: kept() })).map((text, n) => [rest[n], text]));
      return sources.map((place) => own.get(place) ?? texts.get(place));
    },
  };
}

/** The answer of one and the same source: asked again where it had to read all of a log meanwhile. */
async function settled<T>(source: SessionSource, ask: () => Promise<T>): Promise<T> {
  const wasWhole = source.isWhole?.();
  const answer = await ask();
  return source.isWhole?.() === wasWhole ? answer : ask();
}

/** With what is thought of it, looked at alone, and by the administrator's own table of replies. */
export function judged(session: Session, site: readonly SiteReply[]): JudgedSession {
  const { benign, cause, status } = judge(session, Object.values(rules), site);
  return { session, verdict: { benign, cause }, status };
}

/** A session that reaches into the time in question may have begun before it: as long as a queue keeps a message. */
const longestSession = 6 * 86_400_000;

/** What may be meant: all that has one key of the question, in its time or a while before; on wish also visits of mail programs. */
async function sessionsOf(question: Question, source: SessionSource, withVisits = false): Promise<readonly Session[]> {
  const [{ from, to }] = windows(question);
  const asked = question.session && (await source.get(question.session));
  if (question.session) return asked ? [asked] : [];
  const [key] = wantedKeys(question);
  const forWhom = question.to.flatMap((asked) => [askedKey(asked), ...(withVisits ? [keys.mailbox(asked)] : [])]);
  const anyOf = key === undefined ? forWhom : [key];
  if (anyOf.length === 0) return source.between(from - longestSession, to);
  const found = await source.find(anyOf, from - longestSession, to);
  const isStore = found.length === 0 && key === undefined;
  return isStore ? storedFor(question, source, { from: from - longestSession, to }, maxSessions) : found;
}

/** Keys that a session must have, the most telling first; of the recipients one is enough. */
const wantedKeys = ({ messageId, queueId, from, ip, host }: Question): readonly string[] => [
  ...(messageId ? [keys.messageId(messageId)] : []),
  ...(queueId ? [keys.queueId(queueId)] : []),
  ...(from ? [askedKey(from)] : []),
  ...(ip ? [keys.ip(ip)] : []),
  ...(host ? [keys.host(host)] : []),
];

/** Does a session bear every key of the question, in its time? */
export function isMeant(question: Question, session: Session): boolean {
  const bears = new Set(keysOf(session));
  const [window] = windows(question);
  const wanted = wantedKeys(question);
  if (question.session && session.id !== question.session.toUpperCase()) return false;
  if (window && (session.to < window.from || session.from >= window.to)) return false;
  const forWhom =
    question.to.length === 0 ||
    question.to.some((asked) => bears.has(askedKey(asked)) || bears.has(keys.mailbox(asked)));
  return forWhom && wanted.every((key) => bears.has(key));
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
  if (!has.imported) return openRecords(records);
  const { openImportedLogs } = await import("./imported.ts");
  const foreign = openImportedLogs(imported);
  if (!has.records) return foreign;
  const { coveredBy, joined } = await import("./joined.ts");
  const own = openRecords(records);
  return {
    ...joined(own, foreign),
    coverage: (from, to) => coveredBy([own, foreign], from, to),
    textOf: (source) => foreign.textOf?.(source),
  };
}
