/** The reader: log files or a data folder, made into a source of sessions, and the questions that can be put to it. */
import { existsSync } from "node:fs";
import { UsageError } from "../base/error.ts";
import type { Zone } from "../base/zone.ts";
import type { Answers } from "../diagnosis/answer.ts";
import { isAsked, type Question, windows } from "../diagnosis/question.ts";
import { registry as rules } from "../diagnosis/rules/registry.gen.ts";
import { causeOfAttempt, judge, type Verdict } from "../diagnosis/verdict.ts";
import { why } from "../diagnosis/why.ts";
import type { Source } from "../events/event.ts";
import { type Attempt, isTraced } from "../journeys/attempt.ts";
import { emptyJourney, journeysOf } from "../journeys/journey.ts";
import { rawLines } from "../reading/raw.ts";
import { type ReadOptions, readLogs } from "../reading/read.ts";
import { readRecords } from "../records/reader.ts";
import { Activity } from "../sessions/activity.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import { createInMemory, type InMemory } from "../sessions/in-memory.ts";
import { askedKey, keys, keysOf } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import { paths } from "./paths.ts";

export interface TracedAttempt extends Attempt {
  readonly cause: string | null;
  readonly parentQueueId?: string;
}

export interface JudgedSession {
  readonly session: Session;
  readonly verdict: Verdict;
  readonly status: string;
}

export interface Reader {
  why(question: Question): Promise<Answers>;
  /** The attempts that a question means, oldest first; `unfinished`: how many more broke off before a final reply. */
  trace(question: Question): { readonly traced: readonly TracedAttempt[]; readonly unfinished: number };
  /** The sessions that a question means, oldest first. */
  sessionsFor(question: Question): readonly JudgedSession[];
  /** The raw lines at these places; undefined for those that are gone. */
  rawLines(sources: readonly Source[]): Promise<readonly (string | undefined)[]>;
}

export interface ReaderOptions extends Omit<ReadOptions, "logs"> {
  /** Log files, folders or "-"; empty: the records of `data`. */
  readonly logs: readonly string[];
  readonly data: string;
  /** The asker's zone. */
  readonly askerZone: Zone;
  /** Told of what cannot be read while the rest can. */
  readonly warn?: (text: string) => void;
}

/** Standard input cannot be read twice: so much of it is kept for evidence, later lines are named without their text. */
const maxKeptBytes = 256 * 1024 * 1024;

/** Reads everything once. Throws UsageError for input that cannot be read. */
export async function composeReader(options: ReaderOptions): Promise<Reader> {
  const kept: Buffer[] = [];
  let keptBytes = 0;
  const keepStdin = (chunk: Buffer) => {
    if (keptBytes < maxKeptBytes) kept.push(chunk);
    keptBytes += chunk.length;
  };
  const source = options.logs.length > 0 ? await fromLogs({ ...options, keepStdin }) : fromRecords(options.data);
  const engine = { source, rules: Object.values(rules), zone: options.askerZone };
  return {
    why: (question) => why(question, engine),
    trace: (question) => trace(question, source.all()),
    sessionsFor: (question) =>
      source
        .all()
        .filter((session) => isMeant(question, session))
        .map((session) => judged(session)),
    rawLines: (sources) => rawLines(sources, { kept: Buffer.concat(kept) }),
  };
}

/** With what is thought of it, looked at alone. */
export function judged(session: Session): JudgedSession {
  const { benign, cause, status } = judge(session, Object.values(rules));
  return { session, verdict: { benign, cause }, status };
}

/** Does a session bear every key of the question, in its time? */
export function isMeant(question: Question, session: Session): boolean {
  const bears = new Set(keysOf(session));
  const [window] = windows(question);
  const wanted = [
    ...(question.from ? [askedKey(question.from)] : []),
    ...(question.messageId ? [keys.messageId(question.messageId)] : []),
    ...(question.queueId ? [keys.queueId(question.queueId)] : []),
    ...(question.ip ? [keys.ip(question.ip)] : []),
    ...(question.host ? [keys.host(question.host)] : []),
  ];
  if (question.session && session.id !== question.session.toUpperCase()) return false;
  if (window && (session.to < window.from || session.from >= window.to)) return false;
  const forWhom = question.to.length === 0 || question.to.some((asked) => bears.has(askedKey(asked)));
  return forWhom && wanted.every((key) => bears.has(key));
}

function trace(question: Question, sessions: readonly Session[]): ReturnType<Reader["trace"]> {
  const journeys = journeysOf(sessions);
  const withLegs = new Set(journeys.flatMap((journey) => journey.legs.map((leg) => leg.session)));
  const all = [...journeys, ...sessions.filter((session) => !withLegs.has(session)).map(emptyJourney)];
  const attempts = all.flatMap(({ attempts: tried, facts, parentQueueId }) =>
    tried
      .filter((attempt) => isMeantAttempt(question, attempt))
      .map((attempt) => ({
        ...attempt,
        cause: causeOfAttempt(attempt, facts),
        ...(parentQueueId && { parentQueueId }),
      })),
  );
  const traced = attempts.filter(({ status }) => isTraced(status)).sort((a, b) => a.at - b.at);
  return { traced, unfinished: attempts.filter(({ status }) => status === "aborted").length };
}

function isMeantAttempt(question: Question, attempt: Attempt): boolean {
  const { to, from, messageId, queueId, session, ip } = question;
  const [window] = windows(question);
  const named = [attempt.recipient, attempt.originalRecipient].filter((address) => address !== undefined);
  if (window && (attempt.at < window.from || attempt.at >= window.to)) return false;
  if (to.length > 0 && !to.some((asked) => named.some((address) => isAsked(asked, address)))) return false;
  if (from !== undefined && !(attempt.sender !== undefined && isAsked(from, attempt.sender))) return false;
  if (messageId && keys.messageId(attempt.messageId ?? "") !== keys.messageId(messageId)) return false;
  if (queueId && attempt.queueId !== queueId) return false;
  if (session && attempt.session !== session.toUpperCase()) return false;
  return !ip || attempt.peer === ip;
}

async function fromLogs(options: ReaderOptions): Promise<InMemory> {
  const activity = new Activity();
  const files = new Set<string>();
  const formats = new Set<string>();
  let lines = 0;
  let unread = 0;
  const source = createInMemory(activity, () => ({ files: [...files], lines, unread, formats: [...formats] }));
  const builder = createSessionBuilder((session) => source.add(session));
  const stat = await readLogs(options, (event) => {
    activity.take(event);
    builder.take(event);
  });
  builder.close();
  for (const file of stat.files) {
    files.add(file.file);
    lines += file.lines;
    for (const format of file.format?.split("+") ?? []) formats.add(format);
  }
  for (const minute of stat.minutes) activity.note(minute * 60_000);
  unread = stat.unread;
  for (const { file, why } of stat.damaged) options.warn?.(`${file}: ${why}`);
  return source;
}

function fromRecords(data: string): InMemory {
  const { records } = paths(data);
  if (!existsSync(records)) {
    throw new UsageError(`no records in ${data}; name a log file to read, or the data folder of a server with --data`);
  }
  return readRecords(records);
}
