/** Brings logs into the records of a data folder: each line once, whatever the file is called by then, and however often it is killed. */
import { UsageError } from "../base/error.ts";
import { catalogue } from "../events/catalogue.ts";
import type { MailEvent } from "../events/event.ts";
import { fileOf, LogKeeper } from "../kept/keeper.ts";
import type { Line } from "../reading/line.ts";
import { Reading, type ReadOptions } from "../reading/read.ts";
import type { FileStat } from "../reading/stat.ts";
import type { Frame, KeptEvent } from "../records/frame.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import { isFailure } from "../sessions/failures.ts";
import type { Session } from "../sessions/session.ts";
import { growOld, removeForgotten } from "./forget-imported.ts";
import { lockImport, unwritable } from "./import-lock.ts";
import { howRead, type ImportJob, planImport } from "./import-plan.ts";
import { type KnownFile, loadProgress, type Progress, saveProgress } from "./import-progress.ts";
import { type ImportedRecords, openImported } from "./imported-records.ts";
import { growingBytes, type LogBytes, packedBytes } from "./log-bytes.ts";
import { keptLines, paths } from "./paths.ts";

export interface ImportOptions extends Omit<ReadOptions, "places" | "seen" | "stdin" | "keepStdin" | "now"> {
  readonly data: string;
  readonly now: () => number;
  readonly warn: (text: string) => void;
  /** Days after which what was imported is forgotten; absent: never. */
  readonly keepDays?: number;
  /** A crash costs so much reading at most, in milliseconds; default: a second. */
  readonly saveEach?: number;
  /** Told a few times a second how far it is. */
  readonly progress?: (at: ImportedSoFar) => void;
  /** Goes on with the last file as it grows, until the signal; `wait` resolves when it is time to look again. */
  readonly follow?: { readonly signal: AbortSignal; readonly wait: () => Promise<void> };
}

export interface ImportedSoFar {
  /** Unpacked, of the files that are read; those of before and those that are read for what is open in them. */
  readonly bytes: number;
  readonly totalBytes: number;
  readonly lines: number;
}

/** What an import came to. */
export interface ImportSum {
  /** Files of which something was new, and those that were known to their ends. */
  readonly files: number;
  readonly known: number;
  /** New lines; those of them that a format claims and does not understand. */
  readonly lines: number;
  readonly unread: number;
  /** Sessions that were closed, and those that are still open at the end. */
  readonly sessions: number;
  readonly open: number;
  /** What began before this instant is forgotten, epoch milliseconds; null: nothing. */
  readonly forgotten: number | null;
  readonly skipped: readonly { readonly file: string; readonly why: string }[];
  readonly damaged: readonly { readonly file: string; readonly why: string }[];
}

const usualSaveEach = 1000;
const tellEach = 200;
const minute = 60_000;
/** The clock is looked at each so many lines. */
const linesPerLook = 512;
/** No queue keeps a message longer without a word: what was silent for so long is kept as it is. */
const idleMilliseconds = 7 * 86_400_000;

/** Reads what of the logs is new. Throws UsageError for what cannot be read or written; what was done counts. */
export async function importLogs(options: ImportOptions): Promise<ImportSum> {
  if (options.logs.includes("-"))
    throw new UsageError("cannot import -: its lines could not be found again; write them into a file and name that");
  const folder = paths(options.data).imported;
  const lock = lockImport(folder);
  try {
    return await imported(folder, options);
  } catch (error) {
    throw unwritable(folder, error);
  } finally {
    lock.release();
  }
}

async function imported(folder: string, options: ImportOptions): Promise<ImportSum> {
  const progress = loadProgress(folder);
  const records = await openImported({ folder, progress, now: options.now, warn: options.warn });
  try {
    return await new Import(folder, progress, records, options).run();
  } catch (error) {
    await records.abandon();
    throw error;
  }
}

class Import {
  readonly #folder: string;
  readonly #progress: Progress;
  readonly #options: ImportOptions;
  readonly #reading: Reading;
  readonly #builder = createSessionBuilder((session) => this.#closed(session));
  readonly #records: ImportedRecords;
  /** Of formats that are skimmed: their lines, and whose they are. */
  readonly #keeper: LogKeeper;
  /** The file that is read. */
  #job: ImportJob | undefined;
  #bytes: LogBytes | undefined;
  #line: Line | undefined;
  /** The number of the last line that was read: `#line` may stand at another one of its record. */
  #lineNumber = 0;
  /** Is the line that is read one that was not read before? */
  #isNew = false;
  /** What is told at the end belongs to what is open. */
  #ending: Frame[] | undefined;
  #latest = Number.NEGATIVE_INFINITY;
  /** How many lines of each file were read before. */
  readonly #already = new Map<string, number>();
  /** Names of the files that were read. */
  readonly #read = new Set<string>();
  /** New lines that the records do not count yet. */
  #linesToKeep = 0;
  #looks = 0;
  #savedAt: number;
  #toldAt: number;
  /** When what is open was written last, how long that took, and how many lines had come by then. */
  #writtenAt = 0;
  #writtenIn = 0;
  #looksWritten = 0;
  #bytesBefore = 0;
  #totalBytes = 0;
  readonly #sum = { files: 0, known: 0, lines: 0, unread: 0, sessions: 0, open: 0 };

  constructor(folder: string, progress: Progress, records: ImportedRecords, options: ImportOptions) {
    this.#folder = folder;
    this.#progress = progress;
    this.#records = records;
    this.#options = options;
    this.#savedAt = options.now();
    this.#toldAt = options.now();
    const numbers = new Map<string, number>();
    this.#keeper = new LogKeeper({
      ...{ folder: keptLines(folder), numbers: progress.places },
      fileNumber: (name) =>
        numbers.getOrInsertComputed(name, () => progress.files.findIndex((file) => file.name === name)),
      isNew: () => this.#isNew,
      isNewLine: (file, line) => this.#isNewLine(progress.files[file]?.name ?? "", line),
    });
    const { logs: _logs, ...how } = options;
    this.#reading = new Reading(
      { ...how, places: this.#keeper, now: options.now(), seen: (line) => this.#seen(line) },
      (event) => this.#take(event),
    );
  }

  async run(): Promise<ImportSum> {
    const { follow } = this.#options;
    const first = await planImport(this.#options, this.#progress);
    let plan = first;
    this.#sum.known = plan.known;
    for (let last: KnownFile | undefined; ; ) {
      const goesOn = last !== undefined;
      // A file that comes later goes on with what the first ones have open.
      if (this.#read.size === 0 && plan.jobs.length > 0)
        this.#reading.expect(plan.jobs.map(({ detected }) => detected));
      this.#totalBytes += plan.jobs.reduce((sum, { end }) => sum + end, 0);
      for (const [index, job] of plan.jobs.entries()) {
        if (follow?.signal.aborted) break;
        await this.#file(job, goesOn, follow !== undefined && index === plan.jobs.length - 1);
        last = job.file;
      }
      if (!follow || follow.signal.aborted) break;
      this.#idle();
      await follow.wait();
      if (follow.signal.aborted) break;
      plan = await planImport(this.#options, this.#progress, last);
    }
    if (this.#read.size > 0) this.#end();
    await this.#records.finish();
    const { keepDays, now } = this.#options;
    if (growOld(this.#progress, this.#keeper, now(), keepDays)) {
      this.#progress.places = this.#keeper.save();
      saveProgress(this.#folder, this.#progress);
      removeForgotten(this.#folder, this.#progress, this.#keeper);
    }
    this.#sum.sessions += this.#keeper.sessions;
    const { forgotten = null } = this.#progress;
    return { ...this.#sum, forgotten, skipped: first.skipped, damaged: first.damaged };
  }

  /** `goesOn`: what is open is in memory, so that only what is new is read. */
  async #file(job: ImportJob, goesOn: boolean, grows: boolean): Promise<void> {
    const { file, input, detected, already, alreadyLines } = job;
    const from = goesOn ? { offset: already, lines: alreadyLines } : { offset: 0, lines: 0 };
    this.#job = job;
    this.#already.getOrInsert(file.name, alreadyLines);
    this.#isNew = goesOn;
    this.#read.add(file.name);
    const { zone, zoneOf, follow } = this.#options;
    const bytes = input.again
      ? growingBytes(job, from.offset, {
          isEnough: () => follow?.signal.aborted === true,
          ...(grows && follow && { wait: () => this.#pause(follow.wait) }),
        })
      : packedBytes(job, from.offset);
    const { isFile: _isFile, ...rest } = input;
    const named = {
      ...{ ...rest, path: file.name, from, chunks: () => this.#kept(bytes.chunks, from.offset) },
      // Whoever keeps the lines needs no other copy.
      again: async () => Buffer.alloc(0),
    };
    file.reading = howRead(job, zoneOf?.(input.path) ?? zone, this.#options.node);
    this.#bytes = bytes;
    const tally = await this.#reading.file({ ...detected, input: named }, zoneOf?.(input.path) ?? zone);
    this.#line = undefined;
    if (bytes.isOther()) this.#options.warn(`${input.path} was replaced just now; import it again for what is missing`);
    this.#finished(tally.result(), job, from.lines, bytes);
  }

  /** The same chunks, each kept before its lines are read. */
  async *#kept(chunks: AsyncIterable<Buffer>, from: number): AsyncGenerator<Buffer> {
    let offset = from;
    for await (const chunk of chunks) {
      this.#keeper.text(chunk, offset);
      offset += chunk.length;
      yield chunk;
    }
  }

  #finished({ lines, unread, format, to }: FileStat, job: ImportJob, fromLines: number, bytes: LogBytes): void {
    const { file, input, already, end } = job;
    file.formats = [...new Set([...file.formats, ...(format?.split("+") ?? [])])];
    if (bytes.readTo() > already) {
      const before = fromLines === 0 ? 0 : file.unread;
      this.#sum.unread += before + unread - file.unread;
      this.#sum.files += 1;
      Object.assign(file, {
        readTo: bytes.readTo(),
        lines: fromLines + lines,
        unread: before + unread,
        tail: bytes.tail(),
        ...(to !== null && { lastAt: Math.max(to, file.lastAt ?? to) }),
      });
    }
    if (file.readTo >= end) file.seen = { path: input.path, bytes: input.bytes, modified: input.modified ?? 0 };
    this.#bytesBefore += end;
    this.#job = undefined;
    this.#bytes = undefined;
  }

  #isNewLine(file: string, line: number): boolean {
    const already = this.#already.get(file);
    return already !== undefined && line > already;
  }

  #seen(line: Line): void {
    this.#line = line;
    this.#lineNumber = line.number;
    this.#isNew = line.number > (this.#job?.alreadyLines ?? 0);
    if (this.#isNew) {
      this.#linesToKeep += 1;
      this.#sum.lines += 1;
    }
    this.#looks += 1;
    if (this.#looks % linesPerLook === 0) this.#look(line);
  }

  #look(line: Line): void {
    const now = this.#options.now();
    if (now - this.#toldAt >= tellEach) {
      this.#toldAt = now;
      const bytes = this.#bytesBefore + line.source().offset;
      this.#options.progress?.({ bytes, totalBytes: this.#totalBytes, lines: this.#sum.lines });
    }
    // What is read again says nothing new, and what is open in it is not known before its end.
    if (!this.#isNew) this.#savedAt = now;
    if (now - this.#savedAt < (this.#options.saveEach ?? usualSaveEach)) return;
    this.#savePlace(line);
    this.#builder.closeIdle(this.#latest - idleMilliseconds);
    this.#save();
  }

  /** All lines before that one were read. */
  #savePlace(line: Line): void {
    const { file } = this.#job ?? {};
    if (!file) return;
    const { offset } = line.source();
    Object.assign(file, { readTo: offset, lines: line.number - 1, tail: "" } satisfies Partial<KnownFile>);
  }

  #take(event: MailEvent): void {
    if (event.at > this.#latest) this.#latest = event.at;
    if (catalogue[event.kind].part !== "system" && !isFailure(event)) return this.#builder.take(event);
    const frame = { event: event as KeptEvent };
    if (this.#ending) this.#ending.push(frame);
    else if (this.#isNew) this.#records.keep(frame, event.at);
  }

  #closed(session: Session): void {
    if (this.#ending) {
      if (!this.#records.has(session)) this.#ending.push({ session });
      return;
    }
    const isNew =
      this.#isNew || session.events.some(({ source }) => source && this.#isNewLine(source.file, source.line));
    if (!isNew || this.#records.has(session)) return;
    this.#records.keep({ session }, session.to);
    this.#sum.sessions += 1;
  }

  /** What is known now is durable when it returns. */
  #save(): void {
    const minutes = [...this.#reading.minutes].filter((at) => !Number.isNaN(at));
    this.#latest = minutes.reduce((latest, at) => Math.max(latest, at * minute), this.#latest);
    if (this.#job && Number.isFinite(this.#latest)) this.#job.file.lastAt = this.#latest;
    this.#markOpen();
    if (minutes.length > 0) {
      this.#records.keepLines(minutes, this.#linesToKeep);
      this.#reading.minutes.clear();
      this.#linesToKeep = 0;
    }
    this.#progress.parts = this.#records.sync();
    this.#progress.places = this.#keeper.save();
    saveProgress(this.#folder, this.#progress);
    this.#records.settle(this.#progress.snapshot);
    this.#keeper.settle();
    this.#savedAt = this.#options.now();
  }

  #markOpen(): void {
    if (this.#ending) return;
    const open = new Set<string | undefined>();
    for (const events of this.#builder.openEvents()) {
      open.add(events[0]?.source?.file);
      open.add(events.at(-1)?.source?.file);
    }
    for (const { file } of this.#reading.held()) open.add(file);
    const silentSince = this.#latest - idleMilliseconds;
    for (const [{ from, runs, runsEnd }] of this.#reading.openNow())
      if (!(from < silentSince))
        for (const line of [runs[0] ?? 0, runs[runsEnd - 2] ?? 0]) open.add(this.#progress.files[fileOf(line)]?.name);
    for (const file of this.#progress.files) if (this.#read.has(file.name)) file.open = open.has(file.name);
  }

  /** The log says nothing at the moment. */
  async #pause(wait: () => Promise<void>): Promise<void> {
    this.#idle();
    await wait();
  }

  #idle(): void {
    const begun = this.#options.now();
    // Many open sessions take long to write: a tenth of the time is enough.
    if (this.#looks === this.#looksWritten || begun < this.#writtenAt + 10 * this.#writtenIn) return;
    this.#looksWritten = this.#looks;
    const { file } = this.#job ?? {};
    if (file && this.#bytes && this.#line)
      Object.assign(file, { readTo: this.#bytes.readTo(), lines: this.#lineNumber, tail: "" });
    this.#progress.snapshot = this.#records.writeOpen(this.#openNow());
    this.#keeper.writeOpen(this.#reading.openNow(), this.#isRead);
    const grewOld = growOld(this.#progress, this.#keeper, begun, this.#options.keepDays);
    this.#save();
    if (grewOld) removeForgotten(this.#folder, this.#progress, this.#keeper);
    this.#writtenAt = this.#options.now();
    this.#writtenIn = this.#writtenAt - begun;
  }

  /** What is open, as far as it is known: of a log that goes on. */
  *#openNow(): Generator<Frame> {
    yield* this.#others();
    for (const events of this.#builder.openEvents()) {
      const sessions: Session[] = [];
      const builder = createSessionBuilder((session) => sessions.push(session));
      for (const event of events) builder.take(event);
      builder.close();
      for (const session of sessions) if (!this.#records.has(session)) yield { session };
    }
  }

  /** What is open is kept as it is, until the next import knows more. */
  #end(): void {
    this.#markOpen();
    this.#ending = [];
    this.#keeper.end();
    this.#reading.close();
    this.#builder.close();
    const kept = this.#keeper.writeOpen([], this.#isRead);
    this.#sum.open = kept + this.#ending.filter((frame) => "session" in frame).length;
    this.#progress.snapshot = this.#records.writeOpen([...this.#others(), ...this.#ending]);
    this.#save();
  }

  readonly #isRead = (file: number): boolean => this.#read.has(this.#progress.files[file]?.name ?? "");

  /** What is open in files that were not read this time. */
  #others(): readonly Frame[] {
    return this.#records.open.filter((frame) => {
      const { source } = "session" in frame ? (frame.session.events[0] ?? {}) : "event" in frame ? frame.event : {};
      return source === undefined || !this.#read.has(source.file);
    });
  }
}
