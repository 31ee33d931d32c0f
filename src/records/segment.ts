/**
 * A sealed part: one SQLite file that is built in one go and never changed. Sessions stand in blocks in order of time; their keys
 * are one sorted list of numbers, cut into blocks: a look-up reads one block of keys and a block of sessions for each hit.
 */
import { crc32 } from "node:zlib";
import { makeDatabase, openFinished, type Statement } from "../base/database.ts";
import { once } from "../base/once.ts";
import { bytesOf } from "../base/typed-bytes.ts";
import { Activity } from "../sessions/activity.ts";
import {
  nothing,
  packedBlock,
  RecentBlocks,
  SessionBlock,
  sessionsInBlock,
  undividedInBlock,
  unpacked,
} from "./blocks.ts";
import type { KeptEvent } from "./frame.ts";
import {
  DamagedPart,
  firstAtLeast,
  type PackedBlock,
  type Part,
  type Span,
  type Stored,
  type Summary,
} from "./part.ts";

/** A block of keys fits into one page of the file: a look-up reads one page. */
const keysInBlock = 240;
/** A key's number is its hash, then the number of its session: 32 and 21 bits, so that a double holds both. */
const numbers = 2 ** 21;
/** A block that is begun is ended early where so many whole ones of one part follow it. */
const worthwhileBlocks = 8;
/** Parts whose numbers go up to so many together fit into one segment, whatever blocks are ended early. */
export const maxNumbers = Math.floor(numbers / (1 + 1 / worthwhileBlocks)) - sessionsInBlock;

const always = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** How many numbers its sessions have, with those that stand for none. */
export const numbersIn = (part: Part): number => part.range(...always)[1];

const tables = `
  CREATE TABLE session_block (n INTEGER PRIMARY KEY, body BLOB NOT NULL, transcripts BLOB NOT NULL);
  CREATE TABLE key_block (n INTEGER PRIMARY KEY, crc INTEGER NOT NULL, body BLOB NOT NULL);
  CREATE TABLE directory (name TEXT PRIMARY KEY, crc INTEGER NOT NULL, body BLOB NOT NULL)`;

/** What stands in the directory: when each block of sessions begins, the first number of each block of keys, and the rest as JSON. */
type Entry = "begins" | "firsts" | "summary";

interface Told extends Summary {
  readonly events: readonly KeptEvent[];
}

/** Builds a segment of all that the parts hold, which have at most `maxNumbers` together. Throws the error of disk or SQLite. */
export function buildSegment(path: string, parts: readonly Part[]): void {
  const summaries = parts.map((part) => part.summary());
  makeDatabase(path, (database) => {
    database.exec(tables);
    const { begins, places } = writeSessions(parts, database.prepare("INSERT INTO session_block VALUES (?, ?, ?)"));
    const packed = packedKeys(parts, summaries, places);
    const firsts = writeKeys(packed, database.prepare("INSERT INTO key_block VALUES (?, ?, ?)"));
    const events = parts.flatMap((part) => part.events()).sort((a, b) => a.at - b.at);
    const damaged = parts.flatMap((part) => part.damaged());
    const told: Told = { ...joined(summaries, damaged), events };
    const insert = database.prepare("INSERT INTO directory VALUES (?, ?, ?)");
    const enter = (name: Entry, body: Buffer) => insert.run(name, crc32(body), body);
    enter("begins", bytesOf(Float64Array.from(begins)));
    enter("firsts", bytesOf(Float64Array.from(firsts)));
    enter("summary", Buffer.from(JSON.stringify(told)));
  });
}

/** The place of a number that has no session. */
const nowhere = numbers;

/** Writes the sessions of all parts in order of time; says when each block begins, and for each part the new number of each old one. */
function writeSessions(parts: readonly Part[], insert: Statement) {
  const begins: number[] = [];
  const cursors = parts.map((part) => new Cursor(part));
  let block: Stored[] = [];
  const put = (begin: number, { body, transcripts }: PackedBlock) =>
    insert.run(begins.push(begin) - 1, body, transcripts);
  const write = () => {
    if (block[0]) put(block[0].from, packedBlock(block, block[0].from));
    block = [];
  };
  for (;;) {
    const next = firstOf(cursors);
    if (!next) break;
    const others = cursors.reduce(
      (least, one) => (one === next ? least : Math.min(least, one.from)),
      Number.POSITIVE_INFINITY,
    );
    const packed = next.packedBefore(others, block.length === 0 ? 1 : worthwhileBlocks);
    if (packed) {
      write();
      const begin = next.from;
      next.passBlock(begins.length * sessionsInBlock);
      put(begin, packed);
    } else {
      const { stored } = next;
      if (stored) block.push(stored);
      next.pass(begins.length * sessionsInBlock + block.length - 1);
      if (block.length === sessionsInBlock) write();
    }
  }
  write();
  return { begins, places: cursors.map(({ places }) => places) };
}

/** Goes through the sessions of a part, and notes where they stand from now on. */
class Cursor {
  /** The new number of each old one. */
  readonly places: Uint32Array;
  readonly #part: Part;
  readonly #end: number;
  #number: number;
  /** Of the session with that number, which is not read before it must be. */
  #stored: Stored | undefined;
  from = Number.POSITIVE_INFINITY;

  constructor(part: Part) {
    this.#part = part;
    [this.#number, this.#end] = part.range(...always);
    this.places = new Uint32Array(this.#end).fill(nowhere);
    this.#look();
  }

  /** Undefined at the end, and where what stood there is damaged. */
  get stored(): Stored | undefined {
    this.#stored ??= this.#part.stored(this.#number);
    return this.#stored;
  }

  get #block(): number {
    return this.#number % sessionsInBlock === 0 ? this.#number / sessionsInBlock : -1;
  }

  /** The whole block that begins here where it, and as many blocks as are named, lie before an instant. */
  packedBefore(at: number, blocks: number): PackedBlock | undefined {
    const { packed } = this.#part;
    const next = packed?.begins()[this.#block + blocks];
    return this.#block >= 0 && next !== undefined && next < at ? packed?.block(this.#block) : undefined;
  }

  /** The block was taken over whole. */
  passBlock(place: number): void {
    for (let n = 0; n < sessionsInBlock; n++) this.places[this.#number + n] = place + n;
    this.#number += sessionsInBlock;
    this.#look();
  }

  pass(place: number): void {
    if (this.stored) this.places[this.#number] = place;
    this.#number += 1;
    this.#look();
  }

  /** To the next session; where a block begins it is not read for that. */
  #look(): void {
    this.from = Number.POSITIVE_INFINITY;
    for (; this.#number < this.#end; this.#number++) {
      this.#stored = undefined;
      const from = this.#part.packed?.begins()[this.#block] ?? this.stored?.from;
      if (from === undefined) continue;
      this.from = from;
      return;
    }
  }
}

/** The one whose next session is first; undefined where none has one. Those of a millisecond go by their ids, with which their JSON begins. */
function firstOf(cursors: readonly Cursor[]): Cursor | undefined {
  let first: Cursor | undefined;
  for (const one of cursors) {
    if (one.from === Number.POSITIVE_INFINITY) continue;
    const isFirst = !first || one.from < first.from;
    if (isFirst || (one.from === first?.from && (one.stored?.json ?? "") < (first.stored?.json ?? ""))) first = one;
  }
  return first;
}

/** All keys with the new numbers of their sessions, sorted. */
function packedKeys(
  parts: readonly Part[],
  summaries: readonly Summary[],
  places: readonly Uint32Array[],
): Float64Array {
  const packed = new Float64Array(summaries.reduce((sum, { keys }) => sum + keys, 0));
  let count = 0;
  for (const [index, part] of parts.entries()) {
    for (const [hash, number] of part.keys()) {
      const place = places[index]?.[number] ?? nowhere;
      if (place !== nowhere) packed[count++] = hash * numbers + place;
    }
  }
  return packed.subarray(0, count).sort();
}

/** Gives the first of each block. */
function writeKeys(packed: Float64Array, insert: Statement): readonly number[] {
  const firsts: number[] = [];
  for (let at = 0; at < packed.length; at += keysInBlock) {
    const body = bytesOf(packed.subarray(at, at + keysInBlock));
    insert.run(firsts.push(packed[at] ?? 0) - 1, crc32(body), body);
  }
  return firsts;
}

function joined(summaries: readonly Summary[], damaged: readonly Span[]): Summary {
  const activity = new Activity();
  for (const { signs } of summaries) activity.add(signs);
  const sum = (of: (summary: Summary) => number) => summaries.reduce((total, summary) => total + of(summary), 0);
  return {
    sessions: sum(({ sessions }) => sessions),
    keys: sum(({ keys }) => keys),
    lines: sum(({ lines }) => lines),
    signs: activity.signs(),
    damaged,
  };
}

/**
 * Opens a segment; `span` is what its name tells, `recent` may serve several segments. Throws the error of disk or SQLite, also
 * later, for what is damaged.
 */
export function openSegment(path: string, span: Span, recent = new RecentBlocks(1)): Part {
  const database = openFinished(path);
  const entry = database.prepare("SELECT crc, body FROM directory WHERE name = ?");
  const isDivided = database
    .prepare("SELECT 1 FROM pragma_table_info('session_block') WHERE name = 'transcripts'")
    .get();
  const inBlock = isDivided ? sessionsInBlock : undividedInBlock;
  const sessionBlock = database.prepare("SELECT * FROM session_block WHERE n = ?");
  const keyBlock = database.prepare("SELECT crc, body FROM key_block WHERE n = ?");
  const directory = (name: Entry) => once(() => checked(entry.get(name), path));
  const [begins, firsts, summary] = [directory("begins"), directory("firsts"), directory("summary")];
  const beginsOf = once(() => numbersOf(begins()));
  const firstsOf = once(() => numbersOf(firsts()));
  const told = once(() => JSON.parse(new TextDecoder().decode(summary())) as Told);
  const damaged = new Map<number, Span>();
  const rowOf = (n: number) => sessionBlock.get(n) ?? {};
  const readBlock = (n: number): SessionBlock => {
    const begin = beginsOf()[n];
    if (begin === undefined) return new SessionBlock(nothing, () => nothing);
    const { body, transcripts } = rowOf(n);
    // Its neighbours can be read; whoever asks is told that these sessions cannot, or not whole.
    const piece = (packed: unknown) => {
      const text = unpacked(packed, begin);
      if (!text) damaged.set(n, { from: begin, to: beginsOf()[n + 1] ?? span.to });
      return text ?? nothing;
    };
    return new SessionBlock(piece(body), () => (isDivided ? piece(transcripts) : nothing));
  };
  const packedIn = (n: number): PackedBlock | undefined => {
    const { body, transcripts } = rowOf(n);
    const isWhole = [body, transcripts].every((piece) => unpacked(piece, beginsOf()[n]));
    return isWhole ? ({ body, transcripts } as unknown as PackedBlock) : undefined;
  };
  const sessionsIn = (n: number) => recent.get(`${path} ${n}`, () => readBlock(n));
  const keysIn = (n: number): Float64Array => {
    const block = numbersOf(checked(keyBlock.get(n), path));
    if (block[0] !== firstsOf()[n]) throw new DamagedPart(`${path}: a block of keys is not where it belongs`);
    return block;
  };
  return {
    path,
    span,
    hits: (hash) => hitsIn(firstsOf(), keysIn, hash * numbers),
    range: (from, to) => {
      const blocks = beginsOf();
      const first = (at: number) => firstAtLeast(blocks.length, (index) => blocks[index] ?? 0, at);
      return [Math.max(0, first(from) - 1) * inBlock, first(to) * inBlock];
    },
    stored: (number) => sessionsIn(Math.floor(number / inBlock)).get(number % inBlock),
    keys: function* () {
      for (const n of firstsOf().keys())
        for (const packed of keysIn(n)) yield [Math.floor(packed / numbers), packed % numbers];
    },
    summary: told,
    events: () => told().events,
    damaged: () => [...told().damaged, ...damaged.values()],
    ...(isDivided && { packed: { begins: beginsOf, block: packedIn } }),
    close: () => database.close(),
  };
}

/** Numbers of the sessions whose keys are from `least` on, before the next hash. */
function hitsIn(firsts: Float64Array, keysIn: (n: number) => Float64Array, least: number): readonly number[] {
  const found: number[] = [];
  const after = firstAtLeast(firsts.length, (index) => firsts[index] ?? 0, least);
  for (let n = Math.max(0, after - 1); n < firsts.length && (firsts[n] ?? 0) < least + numbers; n++) {
    const block = keysIn(n);
    const start = firstAtLeast(block.length, (index) => block[index] ?? 0, least);
    for (let at = start; at < block.length && (block[at] ?? 0) < least + numbers; at++)
      found.push((block[at] ?? 0) - least);
  }
  return found;
}

/** The bytes of a row; throws for one that a disk has changed. */
function checked(row: Readonly<Record<string, unknown>> | undefined, path: string): Uint8Array {
  const { crc, body } = row ?? {};
  if (!(body instanceof Uint8Array) || crc32(body) !== crc) throw new DamagedPart(`${path}: a part of it is damaged`);
  return body;
}

/** The bytes as the numbers that they are; a row's bytes have a buffer of their own. */
const numbersOf = ({ buffer, byteOffset, byteLength }: Uint8Array): Float64Array =>
  byteOffset % 8 === 0
    ? new Float64Array(buffer, byteOffset, byteLength / 8)
    : new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
