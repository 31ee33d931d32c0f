/** The one line object of a file: a view on bytes that moves from line to line, so that nothing is made for lines that nobody keeps. */
import type { Source } from "../events/event.ts";
import { unescaped } from "./escapes.ts";
import type { Line, LogFile, Mark } from "./line.ts";

/** Of FNV-1a, and of MurmurHash2. */
const [prime, otherPrime] = [0x01000193, 0x5bd1e995];

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

  /** 53 bits of some words and the whole line. Lines that differ in broken bytes only are equal, as their texts are. */
  hash(words: string): number {
    let [one, two, bits] = [0x811c9dc5, 0x9747b28c, 0];
    for (let at = 0; at < words.length; at++) {
      one = Math.imul(one ^ words.charCodeAt(at), prime);
      two = Math.imul(two ^ words.charCodeAt(at), otherPrime);
    }
    const { bytes, start, end } = this;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      bits |= byte;
      one = Math.imul(one ^ byte, prime);
      two = Math.imul((two >>> 15) ^ two ^ byte, otherPrime);
    }
    if (bits < 0x80) return (one >>> 0) * 0x200000 + (two >>> 11);
    const text = new LineView(this.file);
    const ascii = Buffer.from(JSON.stringify(this.raw()).replace(/[^\x00-\x7f]/g, (char) => `\\${char.charCodeAt(0)}`));
    text.place(ascii, 0, ascii.length, 0, 0);
    return text.hash(words);
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
