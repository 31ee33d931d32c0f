/** The one line object of a file: a view on bytes that moves from line to line, so that nothing is made for lines that nobody keeps. */
import type { Source } from "../events/event.ts";
import { unescaped } from "./escapes.ts";
import type { Line, LogFile, Mark } from "./line.ts";

/** Of MurmurHash3, by which four bytes at a time are mixed; and a prime of MurmurHash2. */
const [first, second, step, prime] = [0xcc9e2d51, 0x1b873593, 0xe6546b64, 0x5bd1e995];
const notAscii = 0x80808080;

const rotated = (number: number): number => (number << 13) | (number >>> 19);
const mix = (four: number): number => {
  const mixed = Math.imul(four, first);
  return Math.imul((mixed << 15) | (mixed >>> 17), second);
};

/** Fields are set by the splitter (place) and the container (stamp, program, where the text begins). */
export class LineView implements Line {
  readonly file: LogFile;
  bytes: Buffer = Buffer.alloc(0);
  /** The line in `bytes`, without its line end, and where its text begins behind the container's part. */
  start = 0;
  end = 0;
  textStart = 0;
  /** Of the line in the unpacked file. */
  offset = 0;
  length = 0;
  number = 0;
  /** The number of the line that is read now: another one where that says that this one came again. */
  readAt = 0;
  at = Number.NaN;
  atPrecisionSeconds = 1;
  mark: Mark | undefined;
  /** Is its time that of a line before? */
  isUndated = false;
  /** May a record of many lines begin here, and need nothing of the lines before? */
  begins = false;
  /** Of a row of a table: the line that names its columns. */
  header: string | undefined;
  /** May its text bear the escapes of a syslog daemon? */
  escaped = false;
  host: string | undefined;
  program: string | undefined;
  pid: number | undefined;

  constructor(file: LogFile) {
    this.file = file;
  }

  /** Moves to a line, as a plain one: the container may then strip its part. */
  place(bytes: Buffer, start: number, end: number, offset: number, number: number): void {
    this.bytes = bytes;
    this.start = start;
    this.textStart = start;
    this.end = end;
    this.offset = offset;
    this.length = end - start;
    this.number = number;
    this.readAt = number;
    this.at = Number.NaN;
    this.isUndated = false;
    this.begins = false;
    this.header = undefined;
    this.escaped = false;
    this.host = undefined;
    this.program = undefined;
    this.pid = undefined;
  }

  /** What the line held in a wrapping stands for it from now on; its place stays that of the whole. */
  unwrap(bytes: Buffer): void {
    this.bytes = bytes;
    this.start = 0;
    this.textStart = 0;
    this.end = bytes.length;
  }

  is(prefix: Buffer, at = 0): boolean {
    const from = this.textStart + at;
    if (from + prefix.length > this.end) return false;
    for (let i = 0; i < prefix.length; i++) if (this.bytes[from + i] !== prefix[i]) return false;
    return true;
  }

  /** From byte to byte of the text, without escapes. */
  text(start = 0, end = this.end - this.textStart): string {
    const from = Math.min(this.textStart + start, this.end);
    const text = this.bytes.toString("utf8", from, Math.min(this.textStart + end, this.end));
    return this.escaped ? unescaped(text) : text;
  }

  raw(): string {
    return this.bytes.toString("utf8", this.start, this.end);
  }

  /**
   * 53 bits of the whole line, and of what a number stands for. Lines that differ in broken bytes only are equal, as their texts are.
   */
  hash(seed: number): number {
    const { bytes, start, end } = this;
    let [one, two, bits, at] = [seed | 0, ~seed, 0, start];
    for (; at + 4 <= end; at += 4) {
      const four =
        (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
      bits |= four;
      const mixed = mix(four);
      one = Math.imul(rotated(one ^ mixed), 5) + step;
      two = Math.imul(rotated(two) ^ mixed, prime);
    }
    for (; at < end; at++) {
      const byte = bytes[at] ?? 0;
      bits |= byte;
      one = Math.imul(rotated(one ^ mix(byte)), 5) + step;
      two = Math.imul(rotated(two) ^ mix(byte), prime);
    }
    if ((bits & notAscii) === 0) return ((one ^ (one >>> 16)) >>> 0) * 0x200000 + ((two ^ (two >>> 15)) >>> 11);
    const text = new LineView(this.file);
    const ascii = Buffer.from(JSON.stringify(this.raw()).replace(/[^\x00-\x7f]/g, (char) => `\\${char.charCodeAt(0)}`));
    text.place(ascii, 0, ascii.length, 0, 0);
    return text.hash(seed);
  }

  source(): Source {
    return { file: this.file.path, line: this.number, offset: this.offset, bytes: this.length };
  }

  /** The byte of the text at a position; -1 behind its end. */
  byteAt(at: number): number {
    const from = this.textStart + at;
    return from < this.end ? (this.bytes[from] ?? -1) : -1;
  }
}
