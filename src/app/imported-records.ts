/**
 * The records of imported logs as the import writes them: parts by the day of their sessions, several days at once, and one more that
 * holds what is open. What counts of them stands in the progress, and what a killed import wrote beyond that is taken away.
 */
import { mkdirSync, renameSync, rmSync, statSync, truncateSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { syncPath, writeDurably } from "../base/durable.ts";
import { encodeFrame, type Frame, idKey } from "../records/frame.ts";
import { dayOf, daySpan, listDays, listParts, openPath } from "../records/layout.ts";
import { readOpenPart } from "../records/open-part.ts";
import { findIn, type Part, type Span, sessionOf, storedIn } from "../records/part.ts";
import { createSealer } from "../records/sealer.ts";
import { openSegment } from "../records/segment.ts";
import { createRecordsWriter, openPartsOf, type RecordsWriter } from "../records/writer.ts";
import { Activity } from "../sessions/activity.ts";
import type { Session } from "../sessions/session.ts";
import type { Progress } from "./import-progress.ts";

/** The day before all others: its part holds the sessions that are open, and is replaced whole. */
export const openDay = "00000000";
/** Days that are written to at once: sessions of neighbouring days, and of files that overlap. */
const maxDays = 8;
/** A transcript has a megabyte at most, and what waits for the disk is bounded. */
const flushEach = 32;
const minute = 60_000;
/** A log may name any time, a folder only a day of four digits of a year. */
const lastInstant = Date.UTC(9999, 11, 31);
const bounded = (at: number): number => Math.min(Math.max(at || 0, 0), lastInstant);
/** As long as it takes. */
const patience = 2 ** 31 - 1;

export interface ImportedRecords {
  /** Throws the system's error, as all that writes. */
  readonly keep: (frame: Frame, at: number) => void;
  /** Was that session there before this import? */
  readonly has: (session: Session) => boolean;
  /** Minutes in which the log was alive, and how many lines were read. */
  readonly keepLines: (minutes: Iterable<number>, lines: number) => void;
  /** What was open when the import ended last: its sessions, and what else was told at the end. */
  readonly open: readonly Frame[];
  /** Writes what is open now; gives the number of its part, which replaces the others when the progress names it. */
  readonly writeOpen: (frames: Iterable<Frame>) => number;
  /** Puts all that was kept to disk; gives what of each open part counts. */
  readonly sync: () => Progress["parts"];
  /** Called when the progress is on disk: parts that are full are sealed, and open sessions of before are removed. */
  readonly settle: (snapshot: number) => void;
  /** Seals the rest and merges days that are over; resolves when that is done. */
  readonly finish: () => Promise<void>;
  /** Lets go of the files without a further word, as after an error. */
  readonly abandon: () => Promise<void>;
}

interface RecordsOptions {
  readonly folder: string;
  readonly progress: Progress;
  readonly now: () => number;
  readonly warn: (text: string) => void;
}

/** Opens the records where the progress left them. Throws the system's error. */
export async function openImported({ folder, progress, now, warn }: RecordsOptions): Promise<ImportedRecords> {
  rollBack(folder, progress);
  const sealer = createSealer(warn, patience);
  const seal = (closed: readonly string[], merge: boolean) =>
    sealer.start({ folder, closed, now: now(), merge, keep: { days: 0, bytes: 0 } });
  const openParts = () => openPartsOf(folder).filter((path) => !path.startsWith(join(folder, openDay)));
  seal(openParts(), false);
  await sealer.done();
  const before = new KeptBefore(folder);
  let full: string[] = [];
  /** Parts that are being sealed, and how long they are: at any moment they may be gone. */
  let sealing: ReadonlyMap<string, number> = new Map();
  const days = new DayWriters(folder, (path) => full.push(path));
  return {
    keep: days.keep,
    has: (session) => before.has(session),
    keepLines: days.keepLines,
    open: openFrames(folder, progress.snapshot),
    writeOpen: (frames) => {
      const number = progress.snapshot + 1;
      const path = openPath(folder, openDay, number);
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeDurably(`${path}.tmp`, encoded(frames));
      renameSync(`${path}.tmp`, path);
      syncPath(dirname(path));
      return number;
    },
    sync: () => {
      days.flush();
      const parts = openParts();
      sealing = new Map([...sealing].filter(([path]) => parts.includes(path)));
      const growing = parts.filter((path) => !sealing.has(path));
      for (const path of growing) syncPath(path);
      for (const path of new Set(growing.map(dirname))) syncPath(path);
      if (growing.length > 0) syncPath(folder);
      return Object.fromEntries(
        parts.map((path) => [relative(folder, path), sealing.get(path) ?? statSync(path).size]),
      );
    },
    settle: (snapshot) => {
      sealing = new Map([...sealing, ...full.map((path) => [path, statSync(path).size] as const)]);
      if (full.length > 0) seal(full, false);
      full = [];
      removeOpenBut(folder, snapshot);
    },
    finish: async () => {
      days.close();
      before.close();
      seal(openParts(), true);
      await sealer.done();
    },
    abandon: async () => {
      before.close();
      await sealer.done();
    },
  };
}

/** Writes to the parts of several days; `onFull` gets each that nobody writes to any more. */
class DayWriters {
  readonly #folder: string;
  readonly #onFull: (path: string) => void;
  /** The one that was used last stands last. */
  readonly #days = new Map<string, RecordsWriter>();
  #waiting = 0;
  /** The day that was written to last, most often the next one, too. */
  #last: { readonly from: number; readonly to: number; readonly writer: RecordsWriter } | undefined;

  constructor(folder: string, onFull: (path: string) => void) {
    this.#folder = folder;
    this.#onFull = onFull;
  }

  #of(at: number): RecordsWriter {
    if (this.#last && at >= this.#last.from && at < this.#last.to) return this.#last.writer;
    const day = dayOf(at);
    const span = daySpan(day);
    const begin = span.from;
    const writer =
      this.#days.get(day) ?? createRecordsWriter({ folder: this.#folder, now: () => begin, onClosed: this.#onFull });
    this.#days.delete(day);
    this.#days.set(day, writer);
    const [oldest] = this.#days.size > maxDays ? this.#days : [];
    if (oldest) {
      oldest[1].close();
      this.#days.delete(oldest[0]);
    }
    this.#last = { ...span, writer };
    return writer;
  }

  readonly keep = (frame: Frame, at: number): void => {
    this.#of(bounded(at)).append(frame);
    this.#waiting += 1;
    if (this.#waiting >= flushEach) this.flush();
  };

  readonly keepLines = (minutes: Iterable<number>, lines: number): void => {
    let rest = lines;
    for (const [day, alive] of Map.groupBy(minutes, (at) => dayOf(bounded(at * minute)))) {
      const activity = new Activity();
      for (const at of alive) activity.note(at * minute);
      this.keep({ read: { lines: rest, signs: activity.signs() } }, daySpan(day).from);
      rest = 0;
    }
  };

  flush(): void {
    for (const writer of this.#days.values()) writer.flush();
    this.#waiting = 0;
  }

  close(): void {
    for (const writer of this.#days.values()) writer.close();
    this.#days.clear();
    this.#last = undefined;
  }
}

function* encoded(frames: Iterable<Frame>): Generator<Buffer> {
  for (const frame of frames) yield encodeFrame(frame);
}

/** What was written after the last progress is read again. */
function rollBack(folder: string, { parts, snapshot }: Progress): void {
  for (const path of openPartsOf(folder)) {
    const name = relative(folder, path);
    if (dirname(name) === openDay) continue;
    const bytes = parts[name];
    if (bytes === undefined) rmSync(path);
    else if (statSync(path).size > bytes) truncateSync(path, bytes);
  }
  removeOpenBut(folder, snapshot);
}

function removeOpenBut(folder: string, snapshot: number): void {
  for (const { path, first } of listParts(folder, openDay)) if (first !== snapshot) rmSync(path);
}

function openFrames(folder: string, snapshot: number): readonly Frame[] {
  const [file] = listParts(folder, openDay).filter(({ first }) => first === snapshot);
  if (!file) return [];
  const part = readOpenPart(file.path);
  const sessions = [...storedIn(part, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)].map(sessionOf);
  return [...sessions.map((session) => ({ session })), ...part.events().map((event) => ({ event }))];
}

/** The sealed parts that were there when an import began: another copy of a log, cut otherwise, has the same sessions. */
class KeptBefore {
  readonly #files: readonly { readonly path: string; readonly span: Span }[];
  readonly #parts = new Map<string, Part>();

  constructor(folder: string) {
    this.#files = listDays(folder).flatMap((day) =>
      listParts(folder, day).flatMap(({ path, span }) => (span ? [{ path, span }] : [])),
    );
  }

  has(session: Session): boolean {
    const { id, from } = session;
    return this.#files.some(({ path, span }) => {
      if (from < span.from || from > span.to) return false;
      const part = this.#parts.getOrInsertComputed(path, () => openSegment(path, span));
      return findIn(part, [idKey(id)], from, from + 1).some((other) => isSame(session, other));
    });
  }

  close(): void {
    for (const part of this.#parts.values()) part.close();
    this.#parts.clear();
  }
}

/** Of one file they begin in one line; of two files all else must be equal: an id alone may come again within a second. */
function isSame(one: Session, other: Session): boolean {
  const [begin, otherBegin] = [one.events[0]?.source, other.events[0]?.source];
  return begin?.file === otherBegin?.file
    ? begin?.offset === otherBegin?.offset
    : one.to === other.to && one.events.length === other.events.length;
}
