/**
 * A part of what is known of kept logs: whose their lines are. It is one file, written in one go and never changed. Sessions stand
 * in pages in the order in which they were closed; the words by which they are found are sorted into buckets, so a look-up reads one.
 */
import { fstatSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";
import { BoundedMap } from "../base/bounded.ts";
import { closeWith } from "../base/closing.ts";
import { once } from "../base/once.ts";
import { bytesOf } from "../base/typed-bytes.ts";
import { type Ending, OpenPlaces } from "../reading/open-places.ts";
import { decodePlaced, PlacedEncoder, type Told } from "../reading/placed-session.ts";
import { packed, unpacked } from "./packed.ts";

/** So many sessions fit into a part. */
export const maxSessions = 65_536;
const sessionsOfPage = 1024;
/** Of a word's 24 bits the upper ones name its bucket, the lower ones stand in its entries, with the number of the session. */
const lowerBits = 12;
const numberBits = 20;
const buckets = 1 << (24 - lowerBits);
/** Of sessions that may be about somebody whom they do not name. */
const namelessWord = 0;
/** The file ends with the length and the CRC-32 of its summary, and this. */
const magic = Buffer.from("postino1");
const footBytes = 8 + magic.length;
const keptPages = 64;

/** A session as a part has it: when it began, in epoch milliseconds, how many equal first lines came before, and the rest. */
export interface Row extends Told {
  readonly from: number;
  readonly nth: number;
}

/** Where something stands in the file. */
interface Place {
  readonly at: number;
  readonly bytes: number;
}

interface PageSummary extends Place {
  readonly sessions: number;
  /** When its sessions began, the first and the last of them. */
  readonly from: number;
  readonly to: number;
}

interface Summary {
  /** Ids of formats by their numbers. */
  readonly formats: readonly string[];
  readonly pages: readonly PageSummary[];
  readonly entries: Place;
  /** Of each bucket the number of its first entry and the CRC-32 of all, and one more number. */
  readonly directory: Place & { readonly crc: number };
  /** Of sessions before which equal first lines came, and how many. */
  readonly nth: readonly (readonly [session: number, nth: number])[];
}

/** Numbers that grow. */
class Numbers {
  #all = new Uint32Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.#all.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.#all);
      this.#all = larger;
    }
    this.#all[this.length++] = number;
  }

  get all(): Uint32Array {
    return this.#all.subarray(0, this.length);
  }
}

/** Gathers the sessions of a part. */
export class PartBuilder {
  readonly #encoder = new PlacedEncoder(false);
  readonly #from: number[] = [];
  readonly #ends = new Numbers();
  #bytes = Buffer.alloc(64 * 1024);
  #length = 0;
  /** Word by word, with their sessions. */
  readonly #words = new Numbers();
  readonly #sessions = new Numbers();
  readonly #nth: (readonly [number, number])[] = [];
  readonly #formats: string[] = [];

  get sessions(): number {
    return this.#from.length;
  }

  add(open: OpenPlaces, ending: Ending, format: string): void {
    const session = this.#from.push(open.from) - 1;
    const length = this.#encoder.encode(open, ending, this.#formatNumber(format));
    if (this.#length + length > this.#bytes.length) {
      const larger = Buffer.alloc(Math.max(this.#bytes.length * 2, this.#length + length));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(this.#encoder.bytes.subarray(0, length), this.#length);
    this.#length += length;
    this.#ends.push(this.#length);
    for (let n = 0; n < open.wordsEnd; n++) this.#found(open.words[n] ?? 0, session);
    if (open.nameless) this.#found(namelessWord, session);
    if (open.nth > 0) this.#nth.push([session, open.nth]);
  }

  #found(word: number, session: number): void {
    this.#words.push(word);
    this.#sessions.push(session);
  }

  #formatNumber(id: string): number {
    const known = this.#formats.indexOf(id);
    return known < 0 ? this.#formats.push(id) - 1 : known;
  }

  /** The pieces of the file, in their order. */
  *pieces(): Generator<Buffer> {
    let at = 0;
    const place = (bytes: number): Place => {
      at += bytes;
      return { at: at - bytes, bytes };
    };
    const pages: PageSummary[] = [];
    for (let first = 0; first < this.sessions; first += sessionsOfPage) {
      const { packed: page, ...summary } = this.#page(first);
      pages.push({ ...summary, ...place(page.length) });
      yield page;
    }
    const { entries, directory } = this.#sorted();
    const summary: Summary = {
      ...{ formats: this.#formats, pages, nth: this.#nth, entries: place(entries.length) },
      directory: { ...place(directory.length), crc: crc32(directory) },
    };
    yield entries;
    yield directory;
    const json = Buffer.from(JSON.stringify(summary));
    const foot = Buffer.alloc(footBytes);
    foot.writeUInt32BE(json.length, 0);
    foot.writeUInt32BE(crc32(json), 4);
    magic.copy(foot, 8);
    yield json;
    yield foot;
  }

  #page(first: number): Omit<PageSummary, keyof Place> & { readonly packed: Buffer } {
    const from = Float64Array.from(this.#from.slice(first, first + sessionsOfPage));
    const ends = this.#ends.all.slice(first, first + sessionsOfPage);
    const start = first === 0 ? 0 : (this.#ends.all[first - 1] ?? 0);
    const bytes = this.#bytes.subarray(start, ends.at(-1));
    const shorter = ends.map((end) => end - start);
    return {
      packed: packed(Buffer.concat([bytesOf(from), bytesOf(shorter), bytes])),
      sessions: from.length,
      from: from.reduce((a, b) => Math.min(a, b)),
      to: from.reduce((a, b) => Math.max(a, b)),
    };
  }

  /** By counting: the buckets are filled one by one, and nothing is compared. */
  #sorted(): { readonly entries: Buffer; readonly directory: Buffer } {
    const [words, sessions] = [this.#words.all, this.#sessions.all];
    const starts = new Uint32Array(buckets + 1);
    for (const word of words) starts[(word >>> lowerBits) + 1] = (starts[(word >>> lowerBits) + 1] ?? 0) + 1;
    for (let bucket = 0; bucket < buckets; bucket++)
      starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
    const next = starts.slice();
    const entries = new Uint32Array(words.length);
    for (let n = 0; n < words.length; n++) {
      const word = words[n] ?? 0;
      const place = next[word >>> lowerBits] ?? 0;
      next[word >>> lowerBits] = place + 1;
      entries[place] = ((word << numberBits) | (sessions[n] ?? 0)) >>> 0;
    }
    const crcs = new Uint32Array(buckets);
    for (let bucket = 0; bucket < buckets; bucket++)
      crcs[bucket] = crc32(bytesOf(entries.subarray(starts[bucket], starts[bucket + 1])));
    return { entries: bytesOf(entries), directory: Buffer.concat([bytesOf(starts), bytesOf(crcs)]) };
  }
}

interface Page {
  readonly from: Float64Array;
  readonly ends: Uint32Array;
  readonly bytes: Buffer;
}

/** Where each bucket begins among the entries, and the CRC-32 of its own. */
interface Directory {
  readonly starts: Uint32Array;
  readonly crcs: Uint32Array;
}

const nothing = new Uint32Array(0);

/** A part that is asked. What of it is damaged has no sessions, and is told. */
export class KeptPart {
  readonly path: string;
  readonly #file: number;
  readonly #summary: Summary;
  readonly #pages = new BoundedMap<number, Page>(keptPages);
  readonly #nthOf = once(() => new Map(this.#summary.nth));
  #directory: Directory | undefined;
  readonly sessions: number;
  readonly from: number;
  readonly to: number;
  /** What was found damaged so far: when its sessions began. */
  readonly damaged = new Map<string, { readonly from: number; readonly to: number }>();

  /** Throws the system's error, or an Error that says what is wrong with it. */
  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, "r");
    closeWith(this, this.#file);
    this.#summary = this.#readSummary();
    const { pages } = this.#summary;
    this.sessions = pages.reduce((sum, page) => sum + page.sessions, 0);
    this.from = Math.min(...pages.map((page) => page.from));
    this.to = Math.max(...pages.map((page) => page.to));
  }

  #read({ at, bytes }: Place): Buffer {
    const piece = Buffer.alloc(bytes);
    const length = readSync(this.#file, piece, 0, bytes, at);
    return piece.subarray(0, length);
  }

  #readSummary(): Summary {
    const { size } = fstatSync(this.#file);
    const foot = this.#read({ at: Math.max(0, size - footBytes), bytes: footBytes });
    if (foot.length < footBytes || !foot.subarray(8).equals(magic)) throw new Error("it has no end");
    const bytes = foot.readUInt32BE(0);
    const json = this.#read({ at: size - footBytes - bytes, bytes });
    if (crc32(json) !== foot.readUInt32BE(4)) throw new Error("its summary is damaged");
    return JSON.parse(json.toString()) as Summary;
  }

  /** Pages with sessions begun in [from, to), those with the latest ones first. */
  pagesIn(from: number, to: number): readonly { readonly number: number; readonly to: number }[] {
    return this.#summary.pages
      .flatMap((page, number) => (page.to >= from && page.from < to ? [{ number, to: page.to }] : []))
      .sort((a, b) => b.to - a.to);
  }

  /** Calls back with each session of a page, and when it began. */
  eachOf(page: number, each: (number: number, from: number) => void): void {
    const { from } = this.#page(page);
    for (let n = 0; n < from.length; n++) each(page * sessionsOfPage + n, from[n] ?? 0);
  }

  /** Numbers of sessions begun in [from, to) that may have one of the words, or may be nameless. */
  find(
    from: number,
    to: number,
    words: readonly number[],
    nameless: boolean,
  ): readonly (readonly [number: number, from: number])[] {
    if (this.to < from || this.from >= to) return [];
    const numbers = new Set<number>();
    for (const word of nameless ? [...words, namelessWord] : words) this.#hits(word, numbers);
    const found: (readonly [number, number])[] = [];
    for (const number of numbers) {
      const page = Math.floor(number / sessionsOfPage);
      const summary = this.#summary.pages[page];
      if (!summary || summary.to < from || summary.from >= to) continue;
      const begun = this.#page(page).from[number % sessionsOfPage];
      if (begun !== undefined && begun >= from && begun < to) found.push([number, begun]);
    }
    return found;
  }

  #hits(word: number, numbers: Set<number>): void {
    const lower = word & (2 ** lowerBits - 1);
    for (const entry of this.#entriesOf(word >>> lowerBits))
      if (entry >>> numberBits === lower) numbers.add(entry & (2 ** numberBits - 1));
  }

  #entriesOf(bucket: number): Uint32Array {
    this.#directory ??= this.#readDirectory();
    const { starts, crcs } = this.#directory;
    const [start = 0, end = 0] = [starts[bucket], starts[bucket + 1]];
    if (start === end) return nothing;
    const bytes = this.#read({ at: this.#summary.entries.at + 4 * start, bytes: 4 * (end - start) });
    if (crc32(bytes) === crcs[bucket]) return numbersIn(bytes);
    this.#isDamaged(`bucket ${bucket}`, this);
    return nothing;
  }

  #readDirectory(): Directory {
    const { directory } = this.#summary;
    const bytes = this.#read(directory);
    if (crc32(bytes) === directory.crc) {
      const all = numbersIn(bytes);
      return { starts: all.subarray(0, buckets + 1), crcs: all.subarray(buckets + 1) };
    }
    this.#isDamaged("directory", this);
    return { starts: new Uint32Array(buckets + 1), crcs: new Uint32Array(buckets) };
  }

  #isDamaged(what: string, { from, to }: { readonly from: number; readonly to: number }): void {
    this.damaged.set(what, { from, to });
  }

  #page(number: number): Page {
    const page = this.#pages.get(number) ?? this.#readPage(number);
    this.#pages.add(number, page);
    return page;
  }

  #readPage(number: number): Page {
    const summary = this.#summary.pages[number];
    const bytes = summary && unpacked(this.#read(summary));
    const count = summary?.sessions ?? 0;
    if (bytes && bytes.length >= 12 * count)
      return {
        from: new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 8 * count)),
        ends: numbersIn(bytes.subarray(8 * count, 12 * count)),
        bytes: bytes.subarray(12 * count),
      };
    if (summary) this.#isDamaged(`page ${number}`, summary);
    return { from: new Float64Array(0), ends: new Uint32Array(0), bytes: Buffer.alloc(0) };
  }

  /** Undefined in a page that is damaged. */
  row(number: number): (Row & { readonly formatId: string }) | undefined {
    const { from, ends, bytes } = this.#page(Math.floor(number / sessionsOfPage));
    const n = number % sessionsOfPage;
    const [begun, end] = [from[n], ends[n]];
    if (begun === undefined || end === undefined) return undefined;
    const told = decodePlaced(bytes, n === 0 ? 0 : (ends[n - 1] ?? 0), end);
    return {
      ...{ ...told, from: begun, nth: this.#nthOf().get(number) ?? 0 },
      formatId: this.#summary.formats[told.format] ?? "",
    };
  }

  /** All sessions, as they were added. */
  *all(): Generator<readonly [open: OpenPlaces, ending: Ending, format: string]> {
    const words = this.#wordsOfAll();
    for (let number = 0; number < this.sessions; number++) {
      const row = this.row(number);
      if (!row) continue;
      const open = new OpenPlaces();
      open.begin(row.from, row.nth);
      open.after = row.after;
      open.beginning = row.beginning;
      for (const line of row.lines) open.line(line);
      for (const word of words.get(number) ?? []) {
        if (word === namelessWord) open.nameless = true;
        else open.word(word);
      }
      yield [open, row.ending, row.formatId];
    }
  }

  #wordsOfAll(): ReadonlyMap<number, readonly number[]> {
    const found = new Map<number, number[]>();
    for (let bucket = 0; bucket < buckets; bucket++)
      for (const entry of this.#entriesOf(bucket)) {
        const word = (bucket << lowerBits) | (entry >>> numberBits);
        found.getOrInsertComputed(entry & (2 ** numberBits - 1), () => []).push(word);
      }
    return found;
  }
}

const numbersIn = (bytes: Buffer): Uint32Array =>
  new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
