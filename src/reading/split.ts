/** Cuts a stream of bytes into lines: CRLF or LF, the last one with or without an end, and none longer than the limit. */

/** A line longer than this is no line of a mail log: it is cut and counted as unread, so that memory stays bounded. */
export const maxLineBytes = 1024 * 1024;

/** `bytes` from `start` to `end` are the line without its end, at `offset` of the file; `whole` is false for a cut one. */
export type Each = (bytes: Buffer, start: number, end: number, offset: number, whole: boolean) => void;

const lf = 10;
const cr = 13;
const nothing: Buffer = Buffer.alloc(0);

export class LineSplitter {
  #rest: Buffer = nothing;
  /** Where `#rest` begins in the file. */
  #offset: number;
  /** Bytes of a line that is too long, already dropped. */
  #dropped = 0;

  /** `offset`: where the first byte stands in the file. */
  constructor(offset = 0) {
    this.#offset = offset;
  }

  push(chunk: Buffer, each: Each): void {
    const torn = this.#rest;
    if (torn.length === 0) return this.#cut(chunk, each);
    // Only the line that lies over the edge is put together: copying every chunk took a twentieth of all reading.
    const end = chunk.indexOf(lf) + 1 || chunk.length;
    this.#cut(Buffer.concat([torn, chunk.subarray(0, end)]), each);
    if (end < chunk.length) this.#cut(chunk.subarray(end), each);
  }

  /** Gives the whole lines of bytes that begin at `#offset`; what is left over becomes the rest. */
  #cut(bytes: Buffer, each: Each): void {
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(lf, start);
      if (end < 0) break;
      this.#give(bytes, start, end, each);
      start = end + 1;
    }
    this.#offset += start;
    this.#rest = bytes.subarray(start);
    if (this.#rest.length > maxLineBytes) {
      this.#dropped += this.#rest.length;
      this.#rest = nothing;
    }
  }

  /** Gives the last line when it has no end. */
  end(each: Each): void {
    if (this.#rest.length > 0 || this.#dropped > 0) this.#give(this.#rest, 0, this.#rest.length, each);
    this.#rest = nothing;
  }

  #give(bytes: Buffer, start: number, lineEnd: number, each: Each): void {
    const end = lineEnd > start && bytes[lineEnd - 1] === cr ? lineEnd - 1 : lineEnd;
    const whole = this.#dropped === 0 && end - start <= maxLineBytes;
    each(bytes, start, Math.min(end, start + maxLineBytes), this.#offset + start, whole);
    this.#offset += this.#dropped;
    this.#dropped = 0;
  }
}
