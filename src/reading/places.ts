/** Where the lines of each session stand: what is kept of a log that is too long to keep, some fifty bytes a session. */
import type { Zone } from "../base/zone.ts";
import type { Container } from "./container.ts";
import type { LogFormat } from "./format.ts";
import type { Input } from "./input.ts";
import type { LogFile, Mark } from "./line.ts";
import type { Beginning, Ending, OpenPlaces } from "./open-places.ts";
import { type Page, Pages, sessionsOfPage, startIn } from "./pages.ts";
import { decodePlaced, eachWord, lastOfPlaced, mayBeMeant, PlacedEncoder } from "./placed-session.ts";
import { maxLineBytes } from "./split.ts";
import { WordInstants } from "./word-instants.ts";

/** A file of a log that is skimmed. */
export interface SkimmedFile {
  readonly input: Input;
  readonly container: Container;
  readonly zone: Zone;
}

/** What a skimmer tells of a log: where its lines stand, and whose they are. Lines have numbers that go on over all files. */
export interface Places {
  /** Before the first line of the file that is read. */
  readonly linesBefore: number;
  /** Are sessions looked for by their ids, too? */
  readonly findsIds: boolean;
  /** Whose sessions are closed from now on: a line of a file may be of any format. */
  set format(format: LogFormat);
  file(file: SkimmedFile): void;
  /** It has so many lines. */
  endFile(lines: number): void;
  /** Lines come up to that byte of the file; then some may be passed over. */
  until?(offset: number): void;
  /**
   * A line of the file that is read begins at that offset; `alone`: it is too long to stand in a block with others, `within`: it stands in a
   * record, of which the lines stay together.
   */
  at(number: number, offset: number, alone: boolean, within: boolean): void;
  /** A line of that time was read. */
  seen(at: number): void;
  /** From this line of the file on, a reader knows that of other lines. */
  mark(number: number, mark: Mark): void;
  /** What is known again behind the file that is read, of so many lines. */
  markBehind(lines: number, mark: Mark): void;
  markAt(line: number): Mark | undefined;
  /** The number of a line over all files. */
  numberOf(path: string, line: number): number;
  /** Keeps a session, which may then be used for another. */
  close(open: OpenPlaces, ending: Ending): void;
}

/** A file whose lines are read again. */
export interface PlacedFile {
  readonly input: LogFile;
  readonly container: Container;
  readonly zone: Zone;
  readonly linesBefore: number;
}

/** Lines that are read again together. */
export interface LineBlock {
  readonly file: PlacedFile;
  readonly bytes: Buffer;
  /** The number of its first line, and where that begins in the file. */
  readonly firstLine: number;
  readonly offset: number;
}

/** A closed session as it is found again; `index` is its name. */
export interface PlacedSession {
  readonly index: number;
  readonly from: number;
}

/** What of a session must be known to read it again. */
export interface Placing {
  readonly format: LogFormat;
  readonly beginning: Beginning | undefined;
  readonly nth: number;
  readonly ending: Ending;
  readonly after: boolean;
  readonly lines: readonly number[];
}

/** A log that was skimmed. Throws UsageError for a file that cannot be read any more. */
export interface SkimmedLog extends Pick<Places, "numberOf" | "markAt" | "findsIds"> {
  readonly sessions: number;
  /** Sessions begun in [from, to) that may have one of the words, or may be nameless. */
  find(from: number, to: number, words: readonly number[], nameless: boolean): readonly PlacedSession[];
  /** Those begun in [from, to), newest first; of more than `most` the newest, and all of the last one's instant. */
  newest(from: number, to: number, most: number): readonly PlacedSession[];
  /** When those began that may have the word; undefined for one of many. Absent where that is not known. */
  begun?(word: number): readonly number[] | undefined;
  /** Those begun in [from, to) that may have a line at `to` or later; absent where that is not known. */
  reaching?(from: number, to: number): readonly PlacedSession[];
  placing(index: number): Placing;
  /** The name of the block in which a line stands, and what it holds. */
  blockOf(line: number): number;
  block(name: number): Promise<LineBlock>;
}

/** So many bytes are read at once to find a line again, and the rest of their last line. */
const blockBytes = 64 * 1024;

/** Of log files that stay where they are for one question. */
export class PlacesInMemory implements Places, SkimmedLog {
  readonly #files: (PlacedFile & SkimmedFile)[] = [];
  /** First line and offset of each block; a file begins one. */
  readonly #blockLines: number[] = [];
  readonly #blockOffsets: number[] = [];
  /** To where lines were read, as far as it was known at its beginning. */
  readonly #blockLimits: number[] = [];
  #until = Number.POSITIVE_INFINITY;
  /** The latest time of all lines before each block, and of all. */
  readonly #blockLatest: number[] = [];
  #latest = Number.NEGATIVE_INFINITY;
  #nextBlockAt = 0;
  readonly #pages = new Pages();
  /** Where equal first lines came before, which is rare. */
  readonly #nth = new Map<number, number>();
  readonly #marks: { readonly from: number; readonly mark: Mark }[] = [];
  readonly #encoder = new PlacedEncoder(true);
  /** Made when it is asked for, when all is read. */
  #instants: WordInstants | undefined;
  sessions = 0;
  readonly findsIds = false;
  readonly #formats: LogFormat[] = [];
  #format = 0;
  linesBefore = 0;
  #lines = 0;

  file(file: SkimmedFile): void {
    this.linesBefore = this.#lines;
    this.#files.push({ ...file, linesBefore: this.linesBefore });
    this.#until = Number.POSITIVE_INFINITY;
    this.#block(this.linesBefore + 1, 0);
  }

  endFile(lines: number): void {
    this.#lines += lines;
  }

  until(offset: number): void {
    this.#until = offset;
    // The next line begins a block of its own.
    this.#nextBlockAt = Number.NEGATIVE_INFINITY;
    const last = this.#blockLimits.length - 1;
    this.#blockLimits[last] = Math.min(this.#blockLimits[last] ?? offset, offset);
  }

  at(number: number, offset: number, alone: boolean, within: boolean): void {
    if (within || (offset < this.#nextBlockAt && !alone)) return;
    if (offset > 0) this.#block(this.linesBefore + number, offset);
    if (alone) this.#nextBlockAt = offset;
  }

  seen(at: number): void {
    if (at > this.#latest) this.#latest = at;
  }

  #block(line: number, offset: number): void {
    this.#blockLatest.push(this.#latest);
    this.#blockLines.push(line);
    this.#blockOffsets.push(offset);
    this.#blockLimits.push(this.#until);
    this.#nextBlockAt = offset + blockBytes;
  }

  mark(number: number, mark: Mark): void {
    this.#marks.push({ from: this.linesBefore + number, mark });
  }

  markBehind(lines: number, mark: Mark): void {
    this.mark(lines + 1, mark);
  }

  markAt(line: number): Mark | undefined {
    return this.#marks.findLast(({ from }) => from <= line)?.mark;
  }

  set format(format: LogFormat) {
    if (this.#formats[this.#format] === format) return;
    const known = this.#formats.indexOf(format);
    this.#format = known < 0 ? this.#formats.push(format) - 1 : known;
  }

  numberOf(path: string, line: number): number {
    const last = this.#files.at(-1);
    const file = last?.input.path === path ? last : this.#files.findLast(({ input }) => input.path === path);
    return (file?.linesBefore ?? 0) + line;
  }

  close(open: OpenPlaces, ending: Ending): void {
    const index = this.sessions++;
    if (open.nth > 0) this.#nth.set(index, open.nth);
    const length = this.#encoder.encode(open, ending, this.#format);
    this.#pages.add(open.from, this.#encoder.bytes, length);
  }

  find(from: number, to: number, words: readonly number[], nameless: boolean): readonly PlacedSession[] {
    const wanted = new Set(words);
    return this.#search(from, to, ({ bytes }, start) => mayBeMeant(bytes, start, wanted, nameless));
  }

  newest(from: number, to: number, most: number): readonly PlacedSession[] {
    return newestPlaced(
      this.#search(from, to, () => true),
      most,
    );
  }

  reaching(from: number, to: number): readonly PlacedSession[] {
    return this.#search(from, to, ({ bytes, end }, start, n) => {
      const block = this.blockOf(lastOfPlaced(bytes, start, end[n] ?? 0));
      return (this.#blockLatest[block + 1] ?? this.#latest) >= to;
    });
  }

  begun(word: number): readonly number[] | undefined {
    this.#instants ??= this.#noteInstants();
    return this.#instants.of(word);
  }

  #noteInstants(): WordInstants {
    const instants = new WordInstants();
    for (const [, page] of this.#pages.within(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY))
      for (let n = 0; n < page.sessions; n++)
        eachWord(page.bytes, startIn(page, n), (word) => instants.add(word, page.from[n] ?? 0));
    return instants;
  }

  #search(from: number, to: number, isMeant: (page: Page, start: number, n: number) => boolean): PlacedSession[] {
    const found: PlacedSession[] = [];
    this.#pages.eachBegun(from, to, (number, page, n) => {
      if (isMeant(page, startIn(page, n), n))
        found.push({ index: number * sessionsOfPage + n, from: page.from[n] ?? 0 });
    });
    return found;
  }

  placing(index: number): Placing {
    const page = this.#pages.page(Math.floor(index / sessionsOfPage));
    const n = index % sessionsOfPage;
    const told = page && decodePlaced(page.bytes, startIn(page, n), page.end[n] ?? 0);
    const format = told && this.#formats[told.format];
    if (!format) throw new RangeError(`no session ${index}`);
    return { ...told, format, nth: this.#nth.get(index) ?? 0 };
  }

  blockOf(line: number): number {
    return lastNotAbove(this.#blockLines, line);
  }

  async block(name: number): Promise<LineBlock> {
    const [firstLine = 0, offset = 0] = [this.#blockLines[name], this.#blockOffsets[name]];
    const file = this.#files.findLast(({ linesBefore }) => linesBefore < firstLine);
    if (!file) throw new RangeError(`no block ${name}`);
    const next = this.#blockOffsets[name + 1] ?? 0;
    // What begins last in it is a record of so many bytes, and a line.
    const most = Math.min(offset + blockBytes + 2 * maxLineBytes, this.#blockLimits[name] ?? 0);
    const bytes = (await file.input.again?.(offset, next > offset ? Math.min(next, most) : most)) ?? Buffer.alloc(0);
    return { file, bytes, firstLine, offset };
  }
}

/** The index of the last number that is not above a limit. */
export function lastNotAbove(sorted: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** As many as are asked for, newest first, and all of the last one's instant. */
export function newestPlaced(sessions: readonly PlacedSession[], most: number): PlacedSession[] {
  const sorted = sessions.toSorted((a, b) => b.from - a.from || a.index - b.index);
  let end = Math.min(most, sorted.length);
  while (end > 0 && end < sorted.length && sorted[end]?.from === sorted[end - 1]?.from) end++;
  return sorted.slice(0, end);
}
