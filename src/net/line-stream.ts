/** Cuts what a peer sends into command lines and, when asked, message content, whatever its packets look like. */

import { isUtf8 } from "node:buffer";

/** What a line has that RFC 5321 §2.3.8 and §4.1.1.4 forbid; 8-bit is what is no UTF-8 (RFC 6531 §3.3). */
export type Flaw = "bare LF" | "bare CR" | "NUL" | "8-bit";

export type Piece =
  /** A command without its line end. Bytes that are no UTF-8 are read as Latin-1, so that none is lost. */
  | { readonly kind: "line"; readonly text: string; readonly flaw?: Flaw }
  /** A command longer than the limit; it was skipped to its end. */
  | { readonly kind: "too-long"; readonly sizeBytes: number }
  /** A line that does not end: nothing more will be read. */
  | { readonly kind: "flood" }
  /** Content, of DATA with its dots unstuffed; `last` when the final dot, or the last byte of a chunk, has come. */
  | { readonly kind: "content"; readonly bytes: Buffer; readonly last: boolean };

/** So much of an over-long command is skipped in the hope of its end; no client's mistake is longer. */
const floodBytes = 65_536;
const lineFeed = 10;
const carriageReturn = 13;
const dot = 46;
/** One for all: thousands of idle connections hold them. */
const nothing = Buffer.alloc(0);
const clean: readonly Flaw[] = [];
/** A line that begins with a dot is either stuffed or the end: one search finds both. */
const dotLine = Buffer.from("\r\n.");

/**
 * Pull-based: `push` what came, `read` until undefined. A line is at most `maxLineBytes` with its line end. DATA's content
 * ends at CRLF.CRLF alone (RFC 5321 §4.1.1.4): `\n.\n` and its like stay content, so nothing can be smuggled.
 */
export class LineStream {
  /** Of a command line with its line end. */
  maxLineBytes: number;
  #buffer: Buffer = nothing;
  #skippedBytes = 0;
  #flooded = false;
  #content = false;
  /** Bytes of a chunk that are still to come (RFC 3030); undefined while none is read. */
  #chunkBytes: number | undefined;
  /** Bytes at the start of the buffer that were looked at and may be part of CRLF.CRLF. */
  #carriedBytes = 0;
  /** Nothing of the content has come: its first line stands behind DATA's own CRLF. */
  #atStart = false;
  #wireBytes = 0;
  #lineBytes = 0;
  #longestLineBytes = 0;
  #before = 0;
  #flaws: readonly Flaw[] = clean;

  constructor(maxLineBytes: number) {
    this.maxLineBytes = maxLineBytes;
  }

  push(chunk: Buffer): void {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
  }

  /** Bytes that came and were not read yet. */
  get bufferedBytes(): number {
    return this.#buffer.length;
  }

  /** Content bytes of the current or last message as on the wire: stuffed, and with the final CRLF.CRLF when it came. */
  get receivedBytes(): number {
    return this.#wireBytes + (this.#content ? this.#buffer.length : 0);
  }

  /** What was wrong with the content of the current or last message. */
  get contentFlaws(): readonly Flaw[] {
    return this.#flaws;
  }

  /** The longest line of that content, without its line end. */
  get longestLineBytes(): number {
    return Math.max(this.#longestLineBytes, this.#lineBytes);
  }

  /** From here on comes the content of a message. */
  expectContent(): void {
    this.#content = true;
    this.#atStart = true;
    this.#carriedBytes = 0;
    this.#beginMessage();
  }

  /** From here on come so many bytes of content, as they are; `first`: with them a message begins. */
  expectChunk(bytes: number, first: boolean): void {
    this.#chunkBytes = bytes;
    if (first) this.#beginMessage();
  }

  /** Throws away what came and was not read; gives how many bytes that were. */
  forget(): number {
    const { length } = this.#buffer;
    this.#buffer = nothing;
    return length;
  }

  /** The next piece, or undefined until more is pushed. */
  read(): Piece | undefined {
    if (this.#chunkBytes !== undefined) return this.#readChunk(this.#chunkBytes);
    return this.#content ? this.#readContent() : this.#readLine();
  }

  #beginMessage(): void {
    this.#wireBytes = 0;
    this.#lineBytes = 0;
    this.#longestLineBytes = 0;
    this.#before = 0;
    this.#flaws = clean;
  }

  #readChunk(expected: number): Piece | undefined {
    const bytes = this.#buffer.subarray(0, expected);
    const last = bytes.length === expected;
    if (bytes.length === 0 && !last) return undefined;
    this.#buffer = this.#buffer.subarray(bytes.length);
    this.#chunkBytes = last ? undefined : expected - bytes.length;
    this.#wireBytes += bytes.length;
    this.#look(bytes);
    return { kind: "content", bytes, last };
  }

  #readLine(): Piece | undefined {
    if (this.#flooded) return undefined;
    const end = this.#buffer.indexOf(lineFeed);
    const sizeBytes = this.#skippedBytes + (end < 0 ? this.#buffer.length : end + 1);
    if (sizeBytes > floodBytes) {
      this.#flooded = true;
      this.#buffer = nothing;
      return { kind: "flood" };
    }
    if (end < 0) {
      if (sizeBytes > this.maxLineBytes) {
        this.#skippedBytes = sizeBytes;
        this.#buffer = nothing;
      }
      return undefined;
    }
    const line = this.#buffer.subarray(0, end);
    this.#buffer = end + 1 === this.#buffer.length ? nothing : this.#buffer.subarray(end + 1);
    this.#skippedBytes = 0;
    return sizeBytes > this.maxLineBytes ? { kind: "too-long", sizeBytes } : asLine(line);
  }

  #readContent(): Piece | undefined {
    const buffer = this.#buffer;
    if (buffer.length === this.#carriedBytes) return undefined;
    // Content is moved together in place, over the dots that go: [0, kept) is ready, [from, …) is still to come.
    let kept = 0;
    let from = 0;
    const keepTo = (to: number) => {
      if (kept !== from) buffer.copyWithin(kept, from, to);
      kept += to - from;
      from = to;
    };
    let held = trailingLineEnd(buffer);
    let last = false;
    // At the very start the CRLF before the dot is not in the buffer: it would be at -2.
    let at = this.#atStart && buffer[0] === dot ? -2 : buffer.indexOf(dotLine);
    for (; at >= 0 || at === -2; at = buffer.indexOf(dotLine, from)) {
      const next = buffer[at + 3];
      const afterNext = buffer[at + 4];
      if (next === undefined || (next === carriageReturn && afterNext === undefined)) {
        held = Math.max(at, 0);
        break;
      }
      keepTo(at + 2);
      from = at + 3;
      if (next === carriageReturn && afterNext === lineFeed) {
        last = true;
        break;
      }
    }
    const consumed = last ? from + 2 : held;
    if (!last) keepTo(held);
    const bytes = buffer.subarray(0, kept);
    this.#wireBytes += consumed;
    if (consumed > 0) this.#atStart = false;
    this.#buffer = consumed === buffer.length ? nothing : buffer.subarray(consumed);
    this.#carriedBytes = this.#buffer.length;
    this.#content = !last;
    this.#look(bytes);
    if (last && this.#before === carriageReturn) this.#note("bare CR");
    return bytes.length > 0 || last ? { kind: "content", bytes, last } : undefined;
  }

  #note(flaw: Flaw): void {
    if (!this.#flaws.includes(flaw)) this.#flaws = [...this.#flaws, flaw].sort();
  }

  /** Notes flaws and the longest line; whole lines are jumped over, since every byte of every message comes by here. */
  #look(bytes: Buffer): void {
    let from = 0;
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, from)) {
      const before = at > 0 ? bytes[at - 1] : this.#before;
      const whole = before === carriageReturn;
      if (!whole) this.#note("bare LF");
      this.#longestLineBytes = Math.max(this.#longestLineBytes, this.#lineBytes + at - from - (whole ? 1 : 0));
      this.#lineBytes = 0;
      from = at + 1;
    }
    this.#lineBytes += bytes.length - from;
    for (let at = bytes.indexOf(carriageReturn); at >= 0; at = bytes.indexOf(carriageReturn, at + 1))
      if (at + 1 < bytes.length && bytes[at + 1] !== lineFeed) this.#note("bare CR");
    if (this.#before === carriageReturn && bytes.length > 0 && bytes[0] !== lineFeed) this.#note("bare CR");
    if (bytes.includes(0)) this.#note("NUL");
    this.#before = bytes.at(-1) ?? this.#before;
  }
}

/** What may be a flaw, or UTF-8. */
const suspect = /[\0\r\x80-\xff]/;

function asLine(line: Buffer): Piece {
  const whole = line[line.length - 1] === carriageReturn;
  const length = whole ? line.length - 1 : line.length;
  const text = line.toString("latin1", 0, length);
  // Most lines are clean: one look at the text tells.
  if (whole && !suspect.test(text)) return { kind: "line", text };
  const body = line.subarray(0, length);
  const flaw = flawOf(body, whole);
  return { kind: "line", text: flaw === "8-bit" ? text : body.toString(), ...(flaw && { flaw }) };
}

function flawOf(body: Buffer, whole: boolean): Flaw | undefined {
  if (!isUtf8(body)) return "8-bit";
  if (!whole) return "bare LF";
  return body.includes(0) ? "NUL" : body.includes(carriageReturn) ? "bare CR" : undefined;
}

/** Where a CR or CRLF at the very end begins; the length where there is none. */
function trailingLineEnd(buffer: Buffer): number {
  const last = buffer.at(-1);
  if (last === carriageReturn) return buffer.length - 1;
  return last === lineFeed && buffer.at(-2) === carriageReturn ? buffer.length - 2 : buffer.length;
}
