/** Cuts what a peer sends into command lines and, when asked, message content, whatever its packets look like. */

/** What a line has that RFC 5321 §2.3.8 and §4.1.1.4 forbid. */
export type Flaw = "bare LF" | "bare CR" | "NUL";

export type Piece =
  /** A command without its line end. Bytes that are no UTF-8 are read as Latin-1, so that none is lost. */
  | { readonly kind: "line"; readonly text: string; readonly flaw?: Flaw }
  /** A command longer than the limit; it was skipped to its end. */
  | { readonly kind: "too-long"; readonly sizeBytes: number }
  /** A line that does not end: nothing more will be read. */
  | { readonly kind: "flood" }
  /** Content with its dots unstuffed; `last` when the final dot has come. */
  | { readonly kind: "content"; readonly bytes: Buffer; readonly last: boolean };

/** So much of an over-long command is skipped in the hope of its end; no client's mistake is longer. */
const floodBytes = 65_536;
const lineFeed = 10;
const carriageReturn = 13;
const lineEnd = Buffer.from("\r\n");
/** A line that begins with a dot is either stuffed or the end: one search finds both. */
const dotLine = Buffer.from("\r\n.");

/**
 * Pull-based: `push` what came, `read` until undefined. A line is at most `maxLineBytes` with its line end. Content
 * ends at CRLF.CRLF alone (RFC 5321 §4.1.1.4): `\n.\n` and its like stay content, so nothing can be smuggled.
 */
export class LineStream {
  readonly #maxLineBytes: number;
  #buffer: Buffer = Buffer.alloc(0);
  #skippedBytes = 0;
  #flooded = false;
  #content = false;
  /** Bytes at the start of the buffer that were looked at and may be part of CRLF.CRLF. */
  #carriedBytes = 0;
  /** The CRLF before the first line of content was DATA's own: 2 until it is dropped. */
  #borrowedBytes = 0;
  #wireBytes = 0;
  readonly #flaws = new Set<Flaw>();

  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes;
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
    return this.#wireBytes + (this.#content ? this.#buffer.length - this.#borrowedBytes : 0);
  }

  /** What was wrong with the content of the current or last message. */
  get contentFlaws(): readonly Flaw[] {
    return [...this.#flaws];
  }

  /** From here on comes the content of a message. */
  expectContent(): void {
    this.#content = true;
    this.#buffer = Buffer.concat([lineEnd, this.#buffer]);
    this.#borrowedBytes = lineEnd.length;
    this.#carriedBytes = lineEnd.length;
    this.#wireBytes = 0;
    this.#flaws.clear();
  }

  /** The next piece, or undefined until more is pushed. */
  read(): Piece | undefined {
    return this.#content ? this.#readContent() : this.#readLine();
  }

  #readLine(): Piece | undefined {
    if (this.#flooded) return undefined;
    const end = this.#buffer.indexOf(lineFeed);
    const sizeBytes = this.#skippedBytes + (end < 0 ? this.#buffer.length : end + 1);
    if (sizeBytes > floodBytes) {
      this.#flooded = true;
      this.#buffer = Buffer.alloc(0);
      return { kind: "flood" };
    }
    if (end < 0) {
      if (sizeBytes > this.#maxLineBytes) {
        this.#skippedBytes = sizeBytes;
        this.#buffer = Buffer.alloc(0);
      }
      return undefined;
    }
    const line = this.#buffer.subarray(0, end);
    this.#buffer = this.#buffer.subarray(end + 1);
    this.#skippedBytes = 0;
    return sizeBytes > this.#maxLineBytes ? { kind: "too-long", sizeBytes } : asLine(line);
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
    for (let at = buffer.indexOf(dotLine); at >= 0; at = buffer.indexOf(dotLine, from)) {
      const [next, afterNext] = [buffer[at + 3], buffer[at + 4]];
      if (next === undefined || (next === carriageReturn && afterNext === undefined)) {
        held = at;
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
    const bytes = buffer.subarray(Math.min(this.#borrowedBytes, kept), kept);
    this.#wireBytes += consumed - (consumed > 0 ? this.#borrowedBytes : 0);
    if (consumed > 0) this.#borrowedBytes = 0;
    this.#buffer = buffer.subarray(consumed);
    this.#carriedBytes = this.#buffer.length;
    this.#content = !last;
    noteFlaws(bytes, this.#flaws);
    return bytes.length > 0 || last ? { kind: "content", bytes, last } : undefined;
  }
}

function asLine(line: Buffer): Piece {
  const whole = line.at(-1) === carriageReturn;
  const body = whole ? line.subarray(0, -1) : line;
  const flaw = whole ? (body.includes(0) ? "NUL" : body.includes(carriageReturn) ? "bare CR" : undefined) : "bare LF";
  const text = body.toString("utf8");
  return { kind: "line", text: text.includes("\ufffd") ? body.toString("latin1") : text, ...(flaw && { flaw }) };
}

/** Where a CR or CRLF at the very end begins; the length where there is none. */
function trailingLineEnd(buffer: Buffer): number {
  const last = buffer.at(-1);
  if (last === carriageReturn) return buffer.length - 1;
  return last === lineFeed && buffer.at(-2) === carriageReturn ? buffer.length - 2 : buffer.length;
}

/** A CRLF is never split over two pieces, so each can be judged alone. */
function noteFlaws(bytes: Buffer, flaws: Set<Flaw>): void {
  let before = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === lineFeed) {
      if (before !== carriageReturn) flaws.add("bare LF");
    } else if (before === carriageReturn) flaws.add("bare CR");
    if (byte === 0) flaws.add("NUL");
    before = byte;
  }
  if (before === carriageReturn) flaws.add("bare CR");
}
