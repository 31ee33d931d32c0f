/**
 * The lines of a log file as they are kept: its bytes, packed in blocks that begin with a line, and a table that says where each
 * stands. Both only grow; what fills no block yet stands in a file of its own, which is replaced.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  truncateSync,
} from "node:fs";
import { closeWith } from "../base/closing.ts";
import { syncPath, writeAll, writeDurably } from "../base/durable.ts";
import { lastNotAbove } from "../reading/places.ts";
import { maxLineBytes } from "../reading/split.ts";
import { packed, unpacked } from "./packed.ts";

/** Bytes of a log that are packed together: lines of one session mostly stand in one or two blocks. */
const blockBytes = 256 * 1024;
/** A line that is longer is torn; no session has such a line. */
const mostPending = 4 * maxLineBytes;
/** A row of the table: number of the first line, its offset in the log, bytes of the log, place in the file, bytes there. */
const rowNumbers = 5;
const rowBytes = 8 * rowNumbers;

const namesIn = (folder: string, number: number) => ({
  text: `${folder}/${number}.text`,
  table: `${folder}/${number}.table`,
  rest: `${folder}/${number}.rest`,
});

/** Removes what is kept of a file. */
export function removeText(folder: string, number: number): void {
  for (const path of Object.values(namesIn(folder, number))) rmSync(path, { force: true });
}

/** What fills no block: like a row, and its bytes behind it. */
interface Rest {
  readonly line: number;
  readonly offset: number;
  readonly bytes: Buffer;
}

function loadTable(path: string): Float64Array {
  if (!existsSync(path)) return new Float64Array(0);
  const bytes = readFileSync(path);
  const whole = bytes.length - (bytes.length % rowBytes);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + whole));
}

/** Where the blocks end: the first line and byte behind them. */
function endOf(table: Float64Array): number {
  const last = table.length - rowNumbers;
  return last < 0 ? 0 : (table[last + 1] ?? 0) + (table[last + 2] ?? 0);
}

/** Undefined where there is none behind the blocks. */
function loadRest(path: string, end: number): Rest | undefined {
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  if (bytes.length < 16) return undefined;
  const [line, offset] = [bytes.readDoubleLE(0), bytes.readDoubleLE(8)];
  return offset < end ? undefined : { line, offset, bytes: bytes.subarray(16) };
}

/** Keeps the lines of one file; what it kept before it goes on with. Throws the system's error. */
export class TextKeeper {
  readonly #names: ReturnType<typeof namesIn>;
  readonly #text: number;
  readonly #table: number;
  #at: number;
  /** Behind the blocks: what is in none yet, and where that begins. */
  #pending: Buffer[];
  #pendingBytes: number;
  #firstLine: number;
  #firstOffset: number;
  #rows: number[] = [];
  #isChanged = false;
  /** A line that begins there, or later, begins a block. */
  nextAt: number;

  constructor(folder: string, number: number) {
    this.#names = namesIn(folder, number);
    const table = loadTable(this.#names.table);
    if (existsSync(this.#names.table)) truncateSync(this.#names.table, 8 * table.length);
    const end = endOf(table);
    const rest = loadRest(this.#names.rest, end);
    this.#pending = rest ? [rest.bytes] : [];
    this.#pendingBytes = rest?.bytes.length ?? 0;
    this.#firstOffset = end;
    this.#firstLine = rest?.line ?? 1;
    // Without a rest it is not known which line comes next.
    this.nextAt = rest ? end + blockBytes : end;
    this.#text = openSync(this.#names.text, "a", 0o600);
    this.#table = openSync(this.#names.table, "a", 0o600);
    this.#at = fstatSync(this.#text).size;
  }

  get #end(): number {
    return this.#firstOffset + this.#pendingBytes;
  }

  /** Bytes of the log from an offset on, of which all lines before were read up to that one; what is kept already is passed over. */
  push(chunk: Buffer, offset: number, lastLine: number): void {
    const known = this.#end - offset;
    if (known >= chunk.length) return;
    // One line goes on for so long: nobody asks for it, and its own end is in none of these bytes.
    if (this.#pendingBytes > mostPending) this.#block(this.#pendingBytes, lastLine + 2);
    const fresh = chunk.subarray(known);
    this.#pending.push(fresh);
    this.#pendingBytes += fresh.length;
    this.#isChanged = true;
  }

  /** A line begins at that offset; told of those from `nextAt` on, in their order. */
  line(number: number, offset: number): void {
    if (offset > this.#firstOffset) this.#block(offset - this.#firstOffset, number);
    this.#firstLine = number;
    this.nextAt = offset + blockBytes;
  }

  /** Puts the first pending bytes into a block; the next one begins with that line. */
  #block(bytes: number, nextLine: number): void {
    const all = this.#pending.length === 1 && this.#pending[0] ? this.#pending[0] : Buffer.concat(this.#pending);
    const block = packed(all.subarray(0, bytes));
    writeAll(this.#text, block);
    this.#rows.push(this.#firstLine, this.#firstOffset, bytes, this.#at, block.length);
    this.#at += block.length;
    this.#pending = bytes < all.length ? [all.subarray(bytes)] : [];
    this.#pendingBytes = all.length - bytes;
    this.#firstOffset += bytes;
    this.#firstLine = nextLine;
  }

  /** What was pushed is on the disk when it returns. */
  save(): void {
    if (!this.#isChanged) return;
    this.#isChanged = false;
    if (this.#rows.length > 0) {
      syncPath(this.#names.text);
      writeAll(this.#table, Buffer.from(Float64Array.from(this.#rows).buffer));
      syncPath(this.#names.table);
      this.#rows = [];
    }
    const head = Buffer.alloc(16);
    head.writeDoubleLE(this.#firstLine, 0);
    head.writeDoubleLE(this.#firstOffset, 8);
    writeDurably(`${this.#names.rest}.new`, [head, ...this.#pending]);
    renameSync(`${this.#names.rest}.new`, this.#names.rest);
  }

  close(): void {
    closeSync(this.#text);
    closeSync(this.#table);
  }
}

/** A block of lines; `firstLine` counts from 1 in its file. */
export interface TextBlock {
  readonly bytes: Buffer;
  readonly firstLine: number;
  readonly offset: number;
}

/** The kept lines of one file, as they were when it was opened. */
export class KeptText {
  readonly #text: number | undefined;
  readonly #table: Float64Array;
  /** Of each block, and of the rest: infinite where there is none. */
  readonly #firstLines: Float64Array;
  readonly #offsets: Float64Array;
  readonly #rest: Rest | undefined;
  readonly #path: string;
  readonly #damaged: (reason: string, file: string) => void;
  #last: { readonly name: number; readonly block: TextBlock } | undefined;

  /** `damaged` is told of blocks that cannot be read: their lines are empty. */
  constructor(folder: string, number: number, damaged: (reason: string, file: string) => void) {
    this.#damaged = damaged;
    const names = namesIn(folder, number);
    this.#path = names.text;
    // The rest first: blocks that are made of it meanwhile are had twice, and none is missing.
    const rest = loadRest(names.rest, 0);
    this.#table = loadTable(names.table);
    this.#rest = rest && rest.offset >= endOf(this.#table) ? rest : loadRest(names.rest, endOf(this.#table));
    this.#firstLines = this.#column(0, this.#rest?.line);
    this.#offsets = this.#column(1, this.#rest?.offset);
    if (existsSync(names.text)) {
      this.#text = openSync(names.text, "r");
      closeWith(this, this.#text);
    }
  }

  #column(number: number, ofRest = Number.POSITIVE_INFINITY): Float64Array {
    const blocks = this.#table.length / rowNumbers;
    return Float64Array.from({ length: blocks + 1 }, (_, n) => this.#table[n * rowNumbers + number] ?? ofRest);
  }

  /** The number of the block in which a line stands. */
  blockOf(line: number): number {
    return lastNotAbove(this.#firstLines, line);
  }

  block(name: number): TextBlock {
    if (this.#last?.name === name) return this.#last.block;
    const block = this.#readBlock(name);
    this.#last = { name, block };
    return block;
  }

  #readBlock(name: number): TextBlock {
    const [firstLine, offset = 0, , at = 0, length = 0] = this.#table.subarray(
      name * rowNumbers,
      (name + 1) * rowNumbers,
    );
    if (firstLine === undefined) {
      const { line = 1, offset: start = 0, bytes = Buffer.alloc(0) } = this.#rest ?? {};
      return { firstLine: line, offset: start, bytes };
    }
    const block = Buffer.alloc(length);
    if (this.#text !== undefined) readSync(this.#text, block, 0, length, at);
    const bytes = unpacked(block);
    if (!bytes) this.#damaged(`the lines from byte ${offset} of the log on cannot be read`, this.#path);
    return { firstLine, offset, bytes: bytes ?? Buffer.alloc(0) };
  }

  /** Bytes of the log; undefined where they are not there. */
  bytesAt(offset: number, bytes: number): Buffer | undefined {
    const block = this.block(lastNotAbove(this.#offsets, offset));
    const start = offset - block.offset;
    return start < 0 || start + bytes > block.bytes.length ? undefined : block.bytes.subarray(start, start + bytes);
  }
}
