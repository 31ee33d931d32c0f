/** What `journalctl -o export` prints: a record of many lines, one for each field. The line with the text stands for its record. */
import { Buffer } from "node:buffer";
import type { Container } from "../container.ts";
import { maxLineBytes } from "../split.ts";
import type { LineView } from "../view.ts";
import { type Fields, fromJournal, journalNames } from "./record.ts";

/** Each record begins so, whatever went before: who could forge that could write into the journal himself. */
const cursor = Buffer.from("__CURSOR=");
const field = /^\w{1,64}=/;
const equals = "=".charCodeAt(0);
const longestName = 64;
/** What is no text stands behind its name alone, on the next line: eight bytes of length, then the bytes. */
const lengthBytes = 8;
/** A record that goes on for longer is none. */
const mostBytes = maxLineBytes;

/** Are these the first lines of such a file? */
export const isJournal = ([first = "", second = ""]: readonly string[]): boolean =>
  first.startsWith("__CURSOR=") && field.test(second);

/** Where a line stands in its file. */
export interface Place {
  readonly number: number;
  readonly offset: number;
  readonly length: number;
}

export const placeOf = ({ number, offset, length }: LineView): Place => ({ number, offset, length });
/** The line is from now on the one that stands there. */
export const moveTo = (line: LineView, place: Place): void => void Object.assign(line, place, { readAt: place.number });

const [lf, crlf] = [Buffer.from("\n"), Buffer.from("\r\n")];

/** Do lines follow each other in their file, with nothing but an end of line between them? */
export class Following {
  #end = Number.NaN;

  /** What stands between it and the line before; undefined where that is more, as lines were passed over. */
  between({ offset, length }: LineView): Buffer | undefined {
    const bytes = offset - this.#end;
    this.#end = offset + length;
    return bytes === crlf.length ? crlf : bytes === lf.length || Number.isNaN(bytes) ? lf : undefined;
  }
}

/** The bytes of a field behind its name alone. */
class BinaryField {
  readonly name: string;
  /** Where its length begins in the file. */
  #from = Number.NaN;
  #pieces: Buffer[] = [];
  #bytes = 0;
  #length: number | undefined;
  /** The line in which they begin, behind their length. */
  place: Place | undefined;

  constructor(name: string) {
    this.name = name;
  }

  get #isWhole(): boolean {
    return this.#length !== undefined && this.#bytes >= lengthBytes + this.#length;
  }

  /** Takes a line, and what stands before it; false where all were there before it. */
  take(line: LineView, between: Buffer): boolean {
    if (this.#isWhole) return false;
    if (Number.isNaN(this.#from)) this.#from = line.offset;
    else this.#add(between);
    if (this.#isWhole) return false;
    if (line.offset <= this.#from + lengthBytes) this.place = placeOf(line);
    this.#add(Buffer.from(line.bytes.subarray(line.start, line.end)));
    return true;
  }

  #add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    if (this.#length !== undefined || this.#bytes < lengthBytes) return;
    const length = Number(Buffer.concat(this.#pieces).readBigUInt64LE());
    // No line of a log is so long: the number is wrong, and the line that stands there is what there is.
    this.#length = length > mostBytes ? 0 : length;
  }

  /** Them, if they are all there; where the length is wrong, what the line has. */
  value(): Buffer | undefined {
    if (!this.#isWhole) return undefined;
    const bytes = Buffer.concat(this.#pieces).subarray(lengthBytes);
    // A half of CR LF may have been theirs.
    return bytes.length > (this.#length ?? 0) + 1 ? bytes : bytes.subarray(0, this.#length);
  }
}

class JournalRecord {
  /** Undefined where no record is open. */
  #fields: Record<string, unknown> | undefined;
  #from = 0;
  #binary: BinaryField | undefined;
  #text: Place | undefined;
  readonly #following = new Following();

  /** Takes a line of it; gives all that it says where it ends, and moves the line to where its text stands. */
  take(line: LineView): Fields | undefined {
    const between = this.#following.between(line);
    if (between === undefined || line.offset - this.#from > mostBytes) this.#close();
    if (line.is(cursor)) this.#begin(line);
    else if (!this.#fields) line.begins = true;
    else if (between && this.#binary?.take(line, between)) return undefined;
    else return this.#takeField(line, this.#fields);
    return undefined;
  }

  #begin(line: LineView): void {
    line.begins = true;
    this.#close();
    this.#from = line.offset;
    this.#fields = {};
  }

  #close(): void {
    this.#fields = undefined;
    this.#binary = undefined;
    this.#text = undefined;
  }

  #takeField(line: LineView, fields: Record<string, unknown>): Fields | undefined {
    if (this.#binary) this.#addBinary(this.#binary, fields);
    const { bytes, start, end } = line;
    if (start === end) return this.#end(line, fields);
    let at = start;
    while (at < Math.min(end, start + longestName + 1) && isOfName(bytes[at] ?? 0)) at++;
    const name = at === start || at > start + longestName ? "" : bytes.toString("latin1", start, at);
    if (at === end && name !== "") this.#binary = new BinaryField(name);
    if (bytes[at] !== equals || at >= end || !journalNames.has(name)) return undefined;
    const isText = name === "MESSAGE";
    fields[name] = isText ? Buffer.from(bytes.subarray(at + 1, end)) : bytes.toString("utf8", at + 1, end);
    if (isText) this.#text = placeOf(line);
    return undefined;
  }

  #addBinary(binary: BinaryField, fields: Record<string, unknown>): void {
    this.#binary = undefined;
    const value = journalNames.has(binary.name) ? binary.value() : undefined;
    if (value === undefined) return;
    fields[binary.name] = value;
    if (binary.name === "MESSAGE") this.#text = binary.place;
  }

  #end(line: LineView, fields: Fields): Fields {
    if (this.#text) moveTo(line, this.#text);
    this.#close();
    return fields;
  }
}

/** A letter, a digit or `_`. */
const isOfName = (byte: number): boolean =>
  (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57);

export const journal: Container = {
  id: "journal",
  hasRecords: true,
  open: () => {
    const record = new JournalRecord();
    return (line) => {
      const fields = record.take(line);
      const found = fields && fromJournal(fields);
      if (!found) return "part";
      line.unwrap(found.text);
      line.atPrecisionSeconds = 0.001;
      Object.assign(line, { at: found.at, host: found.host, program: found.program, pid: found.pid });
      return true;
    };
  },
};
