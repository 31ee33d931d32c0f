/** A document of JSON in one line, as pages and programs save it: cut where a printer would cut it, so that it is read as what was printed over many. */

const [lf, quote, backslash] = [10, 34, 92];
/** `{ [ ,` */
const cutBehind: ReadonlySet<number> = new Set([123, 91, 44]);

/** Is a list of records all that a line has, alone or as a part of an answer? */
const isDocument = (line: string): boolean =>
  /^\s{0,100}(?:\[|\{.{0,2000}?:\s{0,10}\[)\s{0,10}(?:\[\s{0,10})?\{\s{0,10}"/.test(line);

const lookedAt = 4096;

/** Is that the beginning of a log, or all of it, of which nothing but one such line can be seen? */
export function isFolded(head: Buffer): boolean {
  const end = head.indexOf(lf);
  const isOneLine = end < 0 || head.toString("latin1", end).trim() === "";
  return isOneLine && isDocument(head.toString("latin1", 0, lookedAt));
}

/** A document with an end of line behind all that opens, and behind each comma, but in texts. */
class Cutter {
  #inText = false;
  #isEscaped = false;

  cut(bytes: Buffer): Buffer {
    const pieces = Buffer.allocUnsafe(bytes.length * 2);
    let length = 0;
    for (const byte of bytes) {
      pieces[length++] = byte;
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === quote) this.#inText = !this.#inText;
      else if (this.#inText) this.#isEscaped = byte === backslash;
      else if (cutBehind.has(byte)) pieces[length++] = lf;
    }
    return pieces.subarray(0, length);
  }
}

/** The bytes of a log as they are, and those of such a document in lines. */
export async function* unfolded(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let cutter: Cutter | undefined;
  let isFirst = true;
  for await (const chunk of chunks) {
    if (isFirst && isFolded(chunk)) cutter = new Cutter();
    isFirst = false;
    yield cutter ? cutter.cut(chunk) : chunk;
  }
}
