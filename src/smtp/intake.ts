/** Takes the content of one message: hands it on, watches its size and finds its Message-ID on the way. */
import type { MessageSink, Refusal } from "../mail/envelope.ts";

/** A header larger than this is not searched to its end; real ones, with many signatures, stay below 40 kB. */
const headerBytes = 65_536;
/** RFC 5322 §2.1.1: no line is longer than 998; a Message-ID that is, is cut. */
const messageIdBytes = 998;
const headerEnd = /\r?\n\r?\n/;
const messageIdField = /(?:^|\n)message-id:\s*<?([^>\s]+)/i;

export class Intake {
  /** Milliseconds since the epoch when content was asked for. */
  readonly startedAt: number;
  readonly #sink: MessageSink;
  readonly #maxBytes: number;
  #header = "";
  #headerWhole = false;
  #over = false;
  #done = false;

  /** `maxBytes`: of content as on the wire, without the final CRLF.CRLF. */
  constructor(sink: MessageSink, maxBytes: number, startedAt: number) {
    this.#sink = sink;
    this.#maxBytes = maxBytes;
    this.startedAt = startedAt;
  }

  /** The message is larger than allowed; what comes now is read and forgotten. */
  get over(): boolean {
    return this.#over;
  }

  /** The Message-ID header without brackets, if the header that came so far has one. */
  get messageId(): string | undefined {
    return messageIdField.exec(this.#header)?.[1]?.slice(0, messageIdBytes);
  }

  /** `wireBytes`: all that came of this message so far. A promise asks to wait. */
  take(bytes: Buffer, wireBytes: number): void | Promise<void> {
    this.#readHeader(bytes);
    if (this.#over) return;
    if (wireBytes - finalDotBytes > this.#maxBytes) {
      this.#over = true;
      this.#sink.abort();
      return;
    }
    if (bytes.length > 0) return this.#sink.write(bytes);
  }

  commit(): Promise<Refusal | undefined> {
    this.#done = true;
    return this.#sink.commit();
  }

  /** Forgets the message, unless it was committed already. */
  abort(): void {
    if (!this.#over && !this.#done) this.#sink.abort();
    this.#done = true;
  }

  #readHeader(bytes: Buffer): void {
    if (this.#headerWhole) return;
    // The end may be split over two pieces: search from shortly before the seam.
    const seam = Math.max(0, this.#header.length - 3);
    this.#header += bytes.toString("latin1", 0, headerBytes - this.#header.length);
    const end = this.#header.slice(seam).search(headerEnd);
    if (end >= 0) this.#header = this.#header.slice(0, seam + end);
    this.#headerWhole = end >= 0 || this.#header.length >= headerBytes;
  }
}

/** CRLF.CRLF, which is on the wire and not in the message. */
export const finalDotBytes = 5;
