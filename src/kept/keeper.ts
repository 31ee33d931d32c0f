/**
 * Keeps a log that is skimmed: its lines, and whose they are. What is kept counts from when its numbers are noted elsewhere
 * (`PartNumbers`), so a crash leaves all or nothing of a save.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { syncPath, writeDurably } from "../base/durable.ts";
import type { LogFormat } from "../reading/format.ts";
import type { Mark } from "../reading/line.ts";
import type { Ending, OpenPlaces } from "../reading/open-places.ts";
import type { Places, SkimmedFile } from "../reading/places.ts";
import { KeptPart, maxSessions, PartBuilder } from "./part.ts";
import { TextKeeper } from "./text.ts";

/** Which parts count. */
export interface PartNumbers {
  readonly full: readonly number[];
  /** One that is not full, which the next save replaces, and that of what is open; -1 where there is none. */
  readonly last: number;
  readonly open: number;
}

/** The lines of each file have numbers of their own: those of the next one begin so much later. */
export const linesOfFile = 2 ** 32;
export const fileOf = (line: number): number => Math.floor(line / linesOfFile);
export const partPath = (folder: string, number: number): string => join(folder, `${number}.part`);
/** From a line of a file on. */
export type Marks = readonly (readonly [line: number, mark: Mark])[];
const marksPath = (folder: string, file: number): string => join(folder, `${file}.marks`);

/** What its readers know of the lines of a file. */
export function loadMarks(folder: string, file: number): Marks {
  const path = marksPath(folder, file);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Marks) : [];
}

/** The mark in force at a line. */
export const markIn = (marks: Marks, line: number): Mark | undefined => marks.findLast(([from]) => from <= line)?.[1];

interface KeeperOptions {
  readonly folder: string;
  /** What counts of what is there. */
  readonly numbers: PartNumbers;
  /** The number of a file that bears that name. */
  readonly fileNumber: (name: string) => number;
  /** Was the line that is read not read before? */
  readonly isNew: () => boolean;
  /** Was that line of a file not? A session that has none of these was kept when it was closed. */
  readonly isNewLine: (file: number, line: number) => boolean;
}

/** Throws the system's error where something cannot be written. */
export class LogKeeper implements Places {
  readonly findsIds = true;
  linesBefore = 0;
  /** Sessions that were closed by lines that are new. */
  sessions = 0;
  readonly #options: KeeperOptions;
  readonly #folder: string;
  #numbers: PartNumbers;
  #next: number;
  #format = "";
  #text: TextKeeper | undefined;
  #nextAt = 0;
  /** That is read. */
  #line = 0;
  /** Of the files that were read now. */
  readonly #marks = new Map<number, [number, Mark][]>();
  readonly #changedMarks = new Set<number>();
  #mark: Mark | undefined;
  #last: PartBuilder | undefined;
  #isChanged = false;
  #ending: PartBuilder | undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#folder = options.folder;
    this.#numbers = options.numbers;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    this.settle();
    this.#next = Math.max(-1, ...this.#named()) + 1;
  }

  #named(): readonly number[] {
    const { full, last, open } = this.#numbers;
    return [...full, last, open];
  }

  set format(format: LogFormat) {
    this.#format = format.id;
  }

  /** Nobody asks what reaches into a time. */
  seen(): void {}

  file({ input }: SkimmedFile): void {
    const number = this.#options.fileNumber(input.path);
    this.linesBefore = number * linesOfFile;
    this.#text = new TextKeeper(this.#folder, number);
    this.#nextAt = this.#text.nextAt;
    this.#line = input.from?.lines ?? 0;
    if (input.from && input.from.lines > 0) return;
    this.#marks.set(number, this.#mark ? [[0, this.#mark]] : []);
    this.#changedMarks.add(number);
  }

  endFile(): void {
    this.#text?.save();
    this.#text?.close();
    this.#text = undefined;
  }

  /** Bytes of the file that is read, from an offset on, before its lines are. */
  text(chunk: Buffer, offset: number): void {
    this.#text?.push(chunk, offset, this.#line);
  }

  at(number: number, offset: number, alone: boolean, within: boolean): void {
    this.#line = number;
    if (within || (offset < this.#nextAt && !alone)) return;
    this.#text?.line(number, offset);
    this.#nextAt = alone ? offset : (this.#text?.nextAt ?? 0);
  }

  mark(number: number, mark: Mark): void {
    this.#mark = mark;
    const file = fileOf(this.linesBefore);
    this.#marks
      .getOrInsertComputed(file, () => [...loadMarks(this.#folder, file)] as [number, Mark][])
      .push([number, mark]);
    this.#changedMarks.add(file);
  }

  markBehind(_lines: number, mark: Mark): void {
    this.#mark = mark;
  }

  markAt(line: number): Mark | undefined {
    const file = fileOf(line);
    return markIn(this.#marks.get(file) ?? [], line - file * linesOfFile);
  }

  numberOf(path: string, line: number): number {
    return this.#options.fileNumber(path) * linesOfFile + line;
  }

  close(open: OpenPlaces, ending: Ending): void {
    if (this.#ending) return this.#ending.add(open, ending, this.#format);
    if (!this.#options.isNew() && !this.#hasNew(open)) return;
    this.#last ??= this.#begun();
    this.#last.add(open, ending, this.#format);
    this.#isChanged = true;
    this.sessions += 1;
    if (this.#last.sessions < maxSessions) return;
    this.#numbers = { ...this.#numbers, full: [...this.#numbers.full, this.#write(this.#last)], last: -1 };
    this.#last = undefined;
    this.#isChanged = false;
  }

  /** Older lines of another file may close what is new in this one. */
  #hasNew({ runs, runsEnd }: OpenPlaces): boolean {
    for (let at = 0; at < runsEnd; at += 2) {
      const last = (runs[at] ?? 0) + (runs[at + 1] ?? 0) - 1;
      const file = fileOf(last);
      if (this.#options.isNewLine(file, last - file * linesOfFile)) return true;
    }
    return false;
  }

  /** Goes on with the part that was not full. */
  #begun(): PartBuilder {
    const builder = new PartBuilder();
    const { last } = this.#numbers;
    if (last >= 0) for (const row of new KeptPart(partPath(this.#folder, last)).all()) builder.add(...row);
    return builder;
  }

  #write(builder: PartBuilder): number {
    const number = this.#next++;
    writeDurably(partPath(this.#folder, number), builder.pieces());
    return number;
  }

  /** From now on what is closed is open in truth: the log ends. */
  end(): void {
    this.#ending = new PartBuilder();
  }

  /**
   * What is open now, or was when the log ended; gives how many sessions that are. Those of files that are not read now stay as they
   * are.
   */
  writeOpen(now: Iterable<readonly [OpenPlaces, LogFormat]>, isRead: (file: number) => boolean): number {
    const builder = this.#ending ?? new PartBuilder();
    for (const [open, format] of now) builder.add(open, "told", format.id);
    const count = builder.sessions;
    const { open: before } = this.#numbers;
    if (before >= 0)
      for (const row of new KeptPart(partPath(this.#folder, before)).all())
        if (!isRead(fileOf(row[0].runs[0] ?? 0))) builder.add(...row);
    this.#numbers = { ...this.#numbers, open: builder.sessions > 0 ? this.#write(builder) : -1 };
    return count;
  }

  /** Puts all that was kept to disk; gives which parts count from when that is noted. */
  save(): PartNumbers {
    this.#text?.save();
    for (const file of this.#changedMarks) {
      const path = marksPath(this.#folder, file);
      writeDurably(`${path}.new`, [Buffer.from(JSON.stringify(this.#marks.get(file)))]);
      renameSync(`${path}.new`, path);
    }
    this.#changedMarks.clear();
    if (this.#last && this.#isChanged) this.#numbers = { ...this.#numbers, last: this.#write(this.#last) };
    this.#isChanged = false;
    syncPath(this.#folder);
    return this.#numbers;
  }

  /** Called when the numbers are noted: parts that do not count any more, or never did, are removed. */
  settle(): void {
    const named = new Set(this.#named().map((number) => `${number}.part`));
    for (const name of readdirSync(this.#folder))
      if (name.endsWith(".part") && !named.has(name)) rmSync(join(this.#folder, name));
  }

  /** Parts of which all sessions began before that instant count no more. */
  forget(before: number): void {
    const { full } = this.#numbers;
    const isKept = (number: number) => {
      try {
        return new KeptPart(partPath(this.#folder, number)).to >= before;
      } catch {
        // Of one that is damaged it is not known what it had: it stays, and a question names it.
        return true;
      }
    };
    this.#numbers = { ...this.#numbers, full: full.filter(isKept) };
  }

  /** Lets go of the files. */
  abandon(): void {
    this.#text?.close();
    this.#text = undefined;
  }
}
