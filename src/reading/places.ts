/** Where the lines of each session stand: what is kept of a log that is too long to keep, some fifty bytes a session. */
import type { Zone } from "../base/zone.ts";
import type { Container } from "./container.ts";
import type { LogFormat } from "./format.ts";
import type { Input } from "./input.ts";
import type { Mark } from "./line.ts";

/** How a session ended: by its own last line (or not at all), because another began in its place, or because too many were open. */
export const endings = ["told", "replaced", "forgotten"] as const;
export type Ending = (typeof endings)[number];

/** A file of the log; its lines are counted on from those of the file before. */
export interface PlacedFile {
  readonly input: Input;
  readonly container: Container;
  readonly zone: Zone;
  readonly linesBefore: number;
}

/** So many bytes are read at once to find a line again, and the rest of their last line. */
export const blockBytes = 64 * 1024;
const sessionsOfPage = 4096;
/** Beyond so many words a session is not searched for those that it has already. */
const comparedWords = 32;

/** What a long session took is not kept for the next one. */
const keptRuns = 1024;

/** Where a session began, among others of which the same lines tell. */
export interface Beginning {
  readonly line: number;
  /** How often the line was read before, where it, or the one behind it, says that it came again. */
  readonly times: number;
  /** How many sessions began before, as it was read then. */
  readonly before: number;
}

/** An open session. It is used again for another one when it is closed. */
export class OpenPlaces {
  /** Epoch milliseconds of its first line. */
  from = 0;
  /** How many equal first lines came before. */
  nth = 0;
  /** May it be about a message of which it names no recipient? */
  nameless = false;
  /** Was a message begun, and did it break off? Both together make it nameless. */
  #hasTransaction = false;
  #isBroken = false;
  /** Was its end told already? Then these are lines behind it. */
  after = false;
  /** Where its lines tell of others, too. */
  beginning: Beginning | undefined;
  /** Runs of lines: the first, and how many. */
  // Typed arrays take more memory, and far longer to be made, than the few lines of most sessions.
  runs: number[] = [];
  runsEnd = 0;
  words: number[] = [];
  wordsEnd = 0;

  begin(from: number, nth: number): void {
    this.from = from;
    this.nth = nth;
    this.nameless = false;
    this.#hasTransaction = false;
    this.#isBroken = false;
    this.after = false;
    this.beginning = undefined;
    this.runsEnd = 0;
    this.wordsEnd = 0;
    if (this.runs.length > keptRuns) this.runs = [];
    if (this.words.length > keptRuns) this.words = [];
  }

  transaction(): void {
    this.#hasTransaction = true;
    if (this.#isBroken) this.nameless = true;
  }

  breaks(): void {
    this.#isBroken = true;
    if (this.#hasTransaction) this.nameless = true;
  }

  line(number: number): void {
    const { runs, runsEnd } = this;
    if (runsEnd > 0 && (runs[runsEnd - 2] ?? 0) + (runs[runsEnd - 1] ?? 0) === number) {
      runs[runsEnd - 1] = (runs[runsEnd - 1] ?? 0) + 1;
      return;
    }
    runs[runsEnd] = number;
    runs[runsEnd + 1] = 1;
    this.runsEnd = runsEnd + 2;
  }

  word(word: number): void {
    const { words, wordsEnd } = this;
    for (let at = Math.max(0, wordsEnd - comparedWords); at < wordsEnd; at++) if (words[at] === word) return;
    words[wordsEnd] = word;
    this.wordsEnd = wordsEnd + 1;
  }
}

interface Page {
  readonly from: Float64Array;
  readonly end: Uint32Array;
  bytes: Uint8Array;
  sessions: number;
  earliest: number;
  latest: number;
}

/** A closed session as it is found again. `index` counts from 0 in the order of their ends. */
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

/** Runs of fewer lines are one number with the gap before them. */
const shortRun = 8;
const namelessBit = 1;
const afterBit = 2;
/** It has a beginning; and that is the first of its lines, and the first session there. */
const amongBit = 16;
const firstBit = 32;
/** Flags, and the number of the format. */
const headBytes = 2;
const wordBytes = 3;
const endingShift = 2;
const endingMask = 3;

export class Places {
  readonly files: PlacedFile[] = [];
  /** First line and offset of each block; a file begins one. */
  readonly blockLines: number[] = [];
  readonly blockOffsets: number[] = [];
  #nextBlockAt = 0;
  readonly #pages: Page[] = [];
  /** Where equal first lines came before, which is rare. */
  readonly #nth = new Map<number, number>();
  readonly #marks: { readonly from: number; readonly mark: Mark }[] = [];
  #scratch = new Uint8Array(1024);
  sessions = 0;
  readonly #formats: LogFormat[] = [];
  #format = 0;
  /** In the files before the one that is read. */
  linesBefore = 0;

  file(file: PlacedFile): void {
    this.files.push(file);
    this.#block(file.linesBefore + 1, 0);
    this.linesBefore = file.linesBefore;
  }

  /** A line of the file that is read begins at that offset; `alone`: it is too long to stand in a block with others. */
  at(number: number, offset: number, alone: boolean): void {
    if (offset < this.#nextBlockAt && !alone) return;
    if (offset > 0) this.#block(this.linesBefore + number, offset);
    if (alone) this.#nextBlockAt = offset;
  }

  #block(line: number, offset: number): void {
    this.blockLines.push(line);
    this.blockOffsets.push(offset);
    this.#nextBlockAt = offset + blockBytes;
  }

  /** From this line of the file on, a reader knows that of other lines. */
  mark(number: number, mark: Mark): void {
    this.#marks.push({ from: this.linesBefore + number, mark });
  }

  markAt(line: number): Mark | undefined {
    return this.#marks.findLast(({ from }) => from <= line)?.mark;
  }

  /** Whose sessions are closed from now on: a line of a file may be of any format. */
  set format(format: LogFormat) {
    if (this.#formats[this.#format] === format) return;
    const known = this.#formats.indexOf(format);
    this.#format = known < 0 ? this.#formats.push(format) - 1 : known;
  }

  /** The number of a line over all files. */
  numberOf(path: string, line: number): number {
    const last = this.files.at(-1);
    const file = last?.input.path === path ? last : this.files.findLast(({ input }) => input.path === path);
    return (file?.linesBefore ?? 0) + line;
  }

  /** Keeps a session, which may then be used for another. */
  close(open: OpenPlaces, ending: Ending): void {
    const index = this.sessions++;
    if (open.nth > 0) this.#nth.set(index, open.nth);
    let page = this.#pages.at(-1);
    if (!page || page.sessions === sessionsOfPage) page = this.#page();
    const start = page.sessions === 0 ? 0 : (page.end[page.sessions - 1] ?? 0);
    const length = this.#encode(open, ending);
    if (start + length > page.bytes.length) {
      const larger = new Uint8Array(Math.max(page.bytes.length * 1.5, start + length));
      larger.set(page.bytes);
      page.bytes = larger;
    }
    for (let at = 0; at < length; at++) page.bytes[start + at] = this.#scratch[at] ?? 0;
    page.from[page.sessions] = open.from;
    page.end[page.sessions] = start + length;
    page.sessions += 1;
    if (open.from < page.earliest) page.earliest = open.from;
    if (open.from > page.latest) page.latest = open.from;
  }

  #page(): Page {
    const last = this.#pages.at(-1);
    if (last) last.bytes = last.bytes.slice(0, last.end[sessionsOfPage - 1]);
    const page = {
      ...{ from: new Float64Array(sessionsOfPage), end: new Uint32Array(sessionsOfPage), sessions: 0 },
      ...{ bytes: new Uint8Array(last?.bytes.length ?? blockBytes) },
      ...{ earliest: Number.POSITIVE_INFINITY, latest: Number.NEGATIVE_INFINITY },
    };
    this.#pages.push(page);
    return page;
  }

  /** Flags, format, words, beginning, runs of lines (gap to the one before, how many), in 7 bits a byte but for the words. */
  #encode(open: OpenPlaces, ending: Ending): number {
    const { nameless, after, beginning, runs, runsEnd, words, wordsEnd } = open;
    const most = 32 + wordsEnd * wordBytes + runsEnd * 6;
    if (this.#scratch.length < most) this.#scratch = new Uint8Array(most * 2);
    const bytes = this.#scratch;
    bytes[0] =
      (nameless ? namelessBit : 0) |
      (after ? afterBit : 0) |
      ((ending === "told" ? 0 : endings.indexOf(ending)) << endingShift) |
      (beginning ? amongBit : 0) |
      (beginning?.line === runs[0] && beginning?.times === 0 && beginning.before === 0 ? firstBit : 0);
    bytes[1] = this.#format;
    let at = writeNumber(bytes, headBytes, wordsEnd);
    for (let n = 0; n < wordsEnd; n++) {
      const word = words[n] ?? 0;
      bytes[at++] = word & 0xff;
      bytes[at++] = (word >>> 8) & 0xff;
      bytes[at++] = word >>> 16;
    }
    if (beginning && ((bytes[0] ?? 0) & firstBit) === 0)
      for (const number of [beginning.line, beginning.times, beginning.before]) at = writeNumber(bytes, at, number);
    let before = 0;
    for (let n = 0; n < runsEnd; n += 2) {
      const [first, count] = [runs[n] ?? 0, runs[n + 1] ?? 0];
      at = writeNumber(bytes, at, (first - before) * shortRun + Math.min(count, shortRun) - 1);
      if (count >= shortRun) at = writeNumber(bytes, at, count);
      before = first + count;
    }
    return at;
  }

  /** Sessions begun in [from, to) that may have one of the words (any, where none is named), or may be nameless. */
  find(from: number, to: number, words: readonly number[] | undefined, nameless: boolean): readonly PlacedSession[] {
    const found: PlacedSession[] = [];
    const wanted = new Set(words);
    for (const [number, page] of this.#pages.entries()) {
      if (page.latest < from || page.earliest >= to) continue;
      for (let n = 0; n < page.sessions; n++) {
        const begun = page.from[n] ?? 0;
        if (begun < from || begun >= to) continue;
        const start = n === 0 ? 0 : (page.end[n - 1] ?? 0);
        if (!words || has(page.bytes, start, wanted, nameless))
          found.push({ index: number * sessionsOfPage + n, from: begun });
      }
    }
    return found;
  }

  placing(index: number): Placing {
    const page = this.#pages[Math.floor(index / sessionsOfPage)];
    if (!page) throw new RangeError(`no session ${index}`);
    const n = index % sessionsOfPage;
    const { bytes } = page;
    const start = n === 0 ? 0 : (page.end[n - 1] ?? 0);
    const end = page.end[n] ?? 0;
    const flags = bytes[start] ?? 0;
    const number = readNumber(bytes, start + headBytes);
    let at = number.end + number.value * wordBytes;
    let beginning: Beginning | undefined;
    if ((flags & amongBit) !== 0 && (flags & firstBit) === 0) {
      const line = readNumber(bytes, at);
      const times = readNumber(bytes, line.end);
      const before = readNumber(bytes, times.end);
      beginning = { line: line.value, times: times.value, before: before.value };
      at = before.end;
    }
    let next = 0;
    const lines: number[] = [];
    while (at < end) {
      const gap = readNumber(bytes, at);
      const short = (gap.value % shortRun) + 1;
      const count = short === shortRun ? readNumber(bytes, gap.end) : { value: short, end: gap.end };
      next += Math.floor(gap.value / shortRun);
      for (let line = 0; line < count.value; line++) lines.push(next++);
      at = count.end;
    }
    const format = this.#formats[bytes[start + 1] ?? 0];
    if (!format) throw new RangeError(`no format of session ${index}`);
    if ((flags & firstBit) !== 0) beginning = { line: lines[0] ?? 0, times: 0, before: 0 };
    const ending = endings[(flags >>> endingShift) & endingMask] ?? "told";
    return { format, beginning, nth: this.#nth.get(index) ?? 0, ending, after: (flags & afterBit) !== 0, lines };
  }
}

function has(bytes: Uint8Array, start: number, wanted: ReadonlySet<number>, nameless: boolean): boolean {
  if (nameless && ((bytes[start] ?? 0) & namelessBit) !== 0) return true;
  const { value, end } = readNumber(bytes, start + headBytes);
  for (let at = end; at < end + value * wordBytes; at += wordBytes)
    if (wanted.has((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16))) return true;
  return false;
}

function writeNumber(bytes: Uint8Array, start: number, number: number): number {
  let [at, rest] = [start, number];
  for (; rest >= 2 ** 31; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) | 0x80;
  for (; rest > 0x7f; rest >>>= 7) bytes[at++] = (rest & 0x7f) | 0x80;
  bytes[at++] = rest;
  return at;
}

function readNumber(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } {
  let [at, value, scale] = [start, 0, 1];
  for (; ((bytes[at] ?? 0) & 0x80) !== 0; at++) {
    value += ((bytes[at] ?? 0) & 0x7f) * scale;
    scale *= 128;
  }
  return { value: value + (bytes[at] ?? 0) * scale, end: at + 1 };
}
