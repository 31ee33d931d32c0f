/** A skimmed session as bytes: its flags, its format, the words by which it is found, and the numbers of its lines; some fifty bytes. */
import { type Beginning, type Ending, endings, type OpenPlaces } from "./open-places.ts";

/** What the bytes of a session tell. */
export interface Told {
  /** The number of its format. */
  readonly format: number;
  readonly beginning: Beginning | undefined;
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
/** Its line, how often that was read, and how many sessions began before. */
const beginningNumbers = 3;
const wordBytes = 3;
const endingShift = 2;
const endingMask = 3;

/** Writes sessions into memory that is used again. */
export class PlacedEncoder {
  bytes = new Uint8Array(1024);
  readonly #withWords: boolean;

  /** `withWords`: where nothing else says by which words it is found. */
  constructor(withWords: boolean) {
    this.#withWords = withWords;
  }

  /** Flags, format, words, beginning, runs of lines (gap to the one before, how many), in 7 bits a byte but for the words; gives the length. */
  encode(open: OpenPlaces, ending: Ending, format: number): number {
    const { nameless, after, beginning, runs, runsEnd, words } = open;
    const wordsEnd = this.#withWords ? open.wordsEnd : 0;
    const most = 32 + wordsEnd * wordBytes + runsEnd * 8;
    if (this.bytes.length < most) this.bytes = new Uint8Array(most * 2);
    const { bytes } = this;
    bytes[0] =
      (nameless ? namelessBit : 0) |
      (after ? afterBit : 0) |
      ((ending === "told" ? 0 : endings.indexOf(ending)) << endingShift) |
      (beginning ? amongBit : 0) |
      (beginning?.line === runs[0] && beginning?.times === 0 && beginning.before === 0 ? firstBit : 0);
    bytes[1] = format;
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
}

/** The session whose bytes are [start, end). */
export function decodePlaced(bytes: Uint8Array, start: number, end: number): Told {
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
    const { gap, count, end } = runAt(bytes, at);
    next += gap;
    for (let line = 0; line < count; line++) lines.push(next++);
    at = end;
  }
  if ((flags & firstBit) !== 0) beginning = { line: lines[0] ?? 0, times: 0, before: 0 };
  const ending = endings[(flags >>> endingShift) & endingMask] ?? "told";
  return { format: bytes[start + 1] ?? 0, beginning, ending, after: (flags & afterBit) !== 0, lines };
}

/** The last line of the session whose bytes are [start, end). */
export function lastOfPlaced(bytes: Uint8Array, start: number, end: number): number {
  const flags = bytes[start] ?? 0;
  const number = readNumber(bytes, start + headBytes);
  let at = number.end + number.value * wordBytes;
  if ((flags & amongBit) !== 0 && (flags & firstBit) === 0)
    for (let n = 0; n < beginningNumbers; n++) at = readNumber(bytes, at).end;
  let next = 0;
  while (at < end) {
    const run = runAt(bytes, at);
    next += run.gap + run.count;
    at = run.end;
  }
  return next - 1;
}

/** How many lines are none of the session's, and then are. */
function runAt(bytes: Uint8Array, start: number) {
  const { value, end } = readNumber(bytes, start);
  const short = (value % shortRun) + 1;
  const count = short === shortRun ? readNumber(bytes, end) : { value: short, end };
  return { gap: Math.floor(value / shortRun), count: count.value, end: count.end };
}

/** Tells each word of the session whose bytes begin there. */
export function eachWord(bytes: Uint8Array, start: number, tell: (word: number) => void): void {
  const { value, end } = readNumber(bytes, start + headBytes);
  for (let at = end; at < end + value * wordBytes; at += wordBytes)
    tell((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16));
}

/** May the session whose bytes begin there have one of the words? Or, where that is asked, be about somebody whom it does not name? */
export function mayBeMeant(bytes: Uint8Array, start: number, wanted: ReadonlySet<number>, nameless: boolean): boolean {
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
