/** Sessions as bytes in pages, in the order in which they were added; the older pages lie on the disk, so memory stays flat however long the log. */
import { BoundedMap } from "../base/bounded.ts";
import { bytesOf } from "../base/typed-bytes.ts";
import { Spool } from "./spool.ts";

export const sessionsOfPage = 4096;
const firstBytes = 64 * 1024;
/** Some 25 MB, of half a million sessions. */
const usualPages = 128;
/** Of those on the disk so many are kept for the next look. */
const keptPages = 16;

export interface Page {
  /** When each session began, and where its bytes end. */
  readonly from: Float64Array;
  readonly end: Uint32Array;
  readonly bytes: Uint8Array;
  readonly sessions: number;
}

/** A page, in memory or not. */
interface Leaf {
  page: { -readonly [Field in keyof Page]: Page[Field] } | undefined;
  /** When its sessions began, the first and the last of them. */
  earliest: number;
  latest: number;
  /** The numbers of its sessions by when they began, once it was asked for some of them. */
  order?: Uint16Array;
  /** Where it lies on the disk. */
  readonly at?: number;
  readonly bytes?: number;
}

export class Pages {
  readonly #leaves: Leaf[] = [];
  readonly #inMemory: number;
  readonly #spool = new Spool();
  readonly #loaded = new BoundedMap<number, Page>(keptPages);
  /** The first that is in memory. */
  #first = 0;

  /** `inMemory`: so many pages. */
  constructor(inMemory = usualPages) {
    this.#inMemory = inMemory;
  }

  add(from: number, bytes: Uint8Array, length: number): void {
    let leaf = this.#leaves.at(-1);
    if (!leaf?.page || leaf.page.sessions === sessionsOfPage) leaf = this.#begin();
    const { page } = leaf;
    if (!page) return;
    const start = page.sessions === 0 ? 0 : (page.end[page.sessions - 1] ?? 0);
    if (start + length > page.bytes.length) {
      const larger = new Uint8Array(Math.max(page.bytes.length * 1.5, start + length));
      larger.set(page.bytes);
      page.bytes = larger;
    }
    for (let at = 0; at < length; at++) page.bytes[start + at] = bytes[at] ?? 0;
    page.from[page.sessions] = from;
    page.end[page.sessions] = start + length;
    page.sessions += 1;
    if (from < leaf.earliest) leaf.earliest = from;
    if (from > leaf.latest) leaf.latest = from;
  }

  #begin(): Leaf {
    const last = this.#leaves.at(-1)?.page;
    if (last) last.bytes = last.bytes.slice(0, last.end[sessionsOfPage - 1]);
    const page = {
      ...{ from: new Float64Array(sessionsOfPage), end: new Uint32Array(sessionsOfPage), sessions: 0 },
      bytes: new Uint8Array(last?.bytes.length ?? firstBytes),
    };
    const leaf = { page, earliest: Number.POSITIVE_INFINITY, latest: Number.NEGATIVE_INFINITY };
    this.#leaves.push(leaf);
    if (this.#leaves.length - this.#first > this.#inMemory) this.#putAway();
    return leaf;
  }

  /** Without room on the disk memory must do. */
  #putAway(): void {
    const leaf = this.#leaves[this.#first];
    if (!leaf?.page) return;
    const { page, earliest, latest } = leaf;
    const bytes = Buffer.concat([bytesOf(page.from), bytesOf(page.end), page.bytes]);
    try {
      this.#leaves[this.#first] = {
        page: undefined,
        earliest,
        latest,
        at: this.#spool.append(bytes),
        bytes: bytes.length,
      };
      this.#first += 1;
    } catch (error) {
      if (typeof (error as NodeJS.ErrnoException).code !== "string") throw error;
    }
  }

  /** Undefined behind the last. */
  page(number: number): Page | undefined {
    const { page, at = 0, bytes = 0 } = this.#leaves[number] ?? {};
    if (page ?? bytes === 0) return page;
    const loaded = this.#loaded.get(number) ?? this.#load(at, bytes);
    this.#loaded.add(number, loaded);
    return loaded;
  }

  #load(at: number, length: number): Page {
    const { buffer, byteOffset } = this.#spool.read(at, length);
    const whole = buffer.slice(byteOffset, byteOffset + length);
    return {
      from: new Float64Array(whole, 0, sessionsOfPage),
      end: new Uint32Array(whole, 8 * sessionsOfPage, sessionsOfPage),
      bytes: new Uint8Array(whole, 12 * sessionsOfPage),
      sessions: sessionsOfPage,
    };
  }

  /** Calls with each session begun in [from, to), in the order in which they were added: the number of its page, that, and its own number there. */
  eachBegun(from: number, to: number, each: (number: number, page: Page, n: number) => void): void {
    for (const [number, page] of this.within(from, to)) {
      const leaf = this.#leaves[number];
      // Messages that wait for days begin in one page and stand in another: few of each are of a moment.
      const isPart = leaf !== undefined && (from > leaf.earliest || to <= leaf.latest);
      if (isPart && leaf.page?.sessions === sessionsOfPage) {
        leaf.order ??= orderOf(page);
        for (const n of begunIn(page, leaf.order, from, to)) each(number, page, n);
        continue;
      }
      for (let n = 0; n < page.sessions; n++) {
        const begun = page.from[n] ?? 0;
        if (begun >= from && begun < to) each(number, page, n);
      }
    }
  }

  /** Those with sessions begun in [from, to). */
  *within(from: number, to: number): Generator<readonly [number: number, page: Page]> {
    for (const [number, { earliest, latest }] of this.#leaves.entries()) {
      const page = latest >= from && earliest < to ? this.page(number) : undefined;
      if (page) yield [number, page];
    }
  }
}

const orderOf = ({ from, sessions }: Page): Uint16Array =>
  Uint16Array.from({ length: sessions }, (_, n) => n).sort((a, b) => (from[a] ?? 0) - (from[b] ?? 0));

/** The numbers of those begun in [from, to), ascending. */
function begunIn(page: Page, order: Uint16Array, from: number, to: number): Uint16Array {
  /** How many began before. */
  const before = (at: number): number => {
    let [low, high] = [0, order.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((page.from[order[middle] ?? 0] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return order.slice(before(from), before(to)).sort();
}

/** Where the bytes of a session begin in its page. */
export const startIn = ({ end }: Page, n: number): number => (n === 0 ? 0 : (end[n - 1] ?? 0));
