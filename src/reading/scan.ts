/**
 * Looks for words in the bytes of a log, many times as fast as its lines can be told from each other; in threads of their own for the parts of a
 * long one.
 */
import { Buffer } from "node:buffer";
import { type FileHandle, open } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { UsageError } from "../base/error.ts";
import { inThread } from "../base/thread.ts";
import type { Input } from "./input.ts";

/** Part of a file that is read: bytes [from, to) of whole lines, and how many lines of the file stand before. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly linesBefore: number;
}

/** A file on the disk, as long as it was when it was found. */
type InPlace = Pick<Input, "path" | "bytes">;

/** Chunks [from, to) of a file, and what is looked for in them. */
interface Share {
  readonly what: RegExp;
  readonly from: number;
  readonly to: number;
  readonly most: number;
  readonly countsLines: boolean;
}

interface FoundShare {
  readonly places: readonly number[];
  /** How many lines end in each chunk; none where they are not counted. */
  readonly lines: readonly number[];
}

/** So many bytes are read at once … */
const chunkBytes = 1024 * 1024;
/** … and made a string: V8 gives one of more than 128 KiB memory of its own, which takes longer than to look through it. */
const sliceBytes = 64 * 1024;
/** The longest match that is found wherever it stands. */
const overlapBytes = 4 * 1024;
const lookBytes = 64 * 1024;
/** A thread takes as long to start as to look through some tens of MiB. */
const bytesForThread = 128 * 1024 * 1024;
const mostThreads = 4;
const threadModule = new URL("./scan.ts", import.meta.url).href;
const lf = 10;

/**
 * A file that can be read from anywhere; what is appended meanwhile is not looked at. Its methods throw the error of the system, or
 * UsageError where another file has taken its place.
 */
export class ScannedFile<File extends InPlace = Input> {
  readonly input: File;
  /** How many lines end before each chunk, and before the end. */
  #linesBefore: readonly number[] | undefined;
  #inode: number | undefined;
  readonly #threads: number;

  /** `threads`: so many look at once; default: as many as there are processors, for a long file. `inode`: which file it must be. */
  constructor(input: File, threads = usualThreads(input.bytes), inode?: number) {
    this.input = input;
    this.#threads = threads;
    this.#inode = inode;
  }

  get bytes(): number {
    return this.input.bytes;
  }

  /** Where it matches, in order; undefined where that is in more than `most` places. The expression is global. */
  async find(what: RegExp, most: number): Promise<readonly number[] | undefined> {
    const shares = sharesOf(this.bytes, this.#threads);
    if (shares.length > 1) await (await this.#open()).close();
    const countsLines = this.#linesBefore === undefined;
    const found = await Promise.all(
      shares.map(([from, to], n) => this.#shared({ what, from, to, most, countsLines }, n > 0)),
    );
    const places: number[] = [];
    const linesBefore = [0];
    for (const share of found) {
      if (!share) return undefined;
      for (const place of share.places) places.push(place);
      for (const count of share.lines) linesBefore.push((linesBefore.at(-1) ?? 0) + count);
    }
    this.#linesBefore ??= linesBefore;
    return places.length > most ? undefined : places;
  }

  /** In a thread that cannot be had, or that fails, it is done here, which says what is wrong. */
  async #shared(share: Share, isThreads: boolean): Promise<FoundShare | undefined> {
    if (!isThreads) return this.search(share);
    const task: ThreadTask = { ...share, path: this.input.path, bytes: this.bytes, inode: this.#inode };
    const found = inThread<FoundShare | null>({ module: threadModule, work: "searchPart", task });
    return (await found.catch(() => searchPart(task))) ?? undefined;
  }

  /** What is found in chunks [from, to); undefined where that is in more than `most` places. */
  async search({ what, from, to, most, countsLines }: Share): Promise<FoundShare | undefined> {
    const places: number[] = [];
    const lines: number[] = [];
    for await (const [chunk, at] of this.#chunks(from * chunkBytes, Math.min(to * chunkBytes, this.bytes))) {
      if (countsLines) lines.push(lineEnds(chunk.subarray(0, chunkBytes)));
      note(places, chunk, at, what);
      if (places.length > most) return undefined;
    }
    return { places, lines };
  }

  /** Where it matches in [from, to), in order. */
  async findIn(what: RegExp, from: number, to: number): Promise<readonly number[]> {
    const places: number[] = [];
    for await (const [chunk, at] of this.#chunks(from, to)) note(places, chunk, at, what);
    return places.filter((place) => place < to);
  }

  /** The last places before an offset where it matches, about so many. */
  async findBefore(what: RegExp, to: number, most: number): Promise<readonly number[]> {
    let places: readonly number[] = [];
    for (let end = to; end > 0 && places.length < most; end -= chunkBytes)
      places = [...(await this.findIn(what, Math.max(0, end - chunkBytes), end)), ...places];
    return places.slice(-most);
  }

  /** From an offset on, each chunk with the beginning of the next one, and where it stands. */
  async *#chunks(from: number, to: number): AsyncGenerator<readonly [Buffer, number]> {
    const file = await this.#open();
    try {
      const buffer = Buffer.allocUnsafeSlow(chunkBytes + overlapBytes);
      for (let at = from; at < Math.min(to, this.bytes); at += chunkBytes)
        yield [await filled(file, buffer.subarray(0, Math.min(buffer.length, this.bytes - at)), at), at];
    } finally {
      await file.close();
    }
  }

  async #open(): Promise<FileHandle> {
    const { path } = this.input;
    const file = await open(path);
    const { ino, size } = await file.stat();
    this.#inode ??= ino;
    if (ino === this.#inode && size >= this.bytes) return file;
    await file.close();
    throw new UsageError(`cannot read ${path}: it was rotated or cut while it was read; ask again`);
  }

  async #count(): Promise<readonly number[]> {
    const linesBefore = [0];
    for await (const [chunk] of this.#chunks(0, this.bytes))
      linesBefore.push((linesBefore.at(-1) ?? 0) + lineEnds(chunk.subarray(0, chunkBytes)));
    return linesBefore;
  }

  /** The whole lines that have a byte of [from, to). */
  async stretch(from: number, to: number): Promise<Stretch> {
    this.#linesBefore ??= await this.#count();
    const file = await this.#open();
    try {
      const start = await lineStart(file, from);
      const chunk = Math.floor(start / chunkBytes);
      const between = await filled(file, Buffer.alloc(start - chunk * chunkBytes), chunk * chunkBytes);
      const linesBefore = (this.#linesBefore[chunk] ?? 0) + lineEnds(between);
      return { from: start, to: await lineEnd(file, to, this.bytes), linesBefore };
    } finally {
      await file.close();
    }
  }
}

const usualThreads = (bytes: number): number =>
  Math.max(1, Math.min(mostThreads, availableParallelism(), Math.floor(bytes / bytesForThread)));

/** As many as there are threads, of whole chunks. */
function sharesOf(bytes: number, threads: number): readonly (readonly [from: number, to: number])[] {
  const chunks = Math.ceil(bytes / chunkBytes);
  const bound = (n: number) => Math.round((chunks * n) / threads);
  return Array.from({ length: threads }, (_, n) => [bound(n), bound(n + 1)] as const);
}

interface ThreadTask extends Share, InPlace {
  readonly inode: number | undefined;
}

/** What a thread does. */
export const searchPart = async ({ path, bytes, inode, ...share }: ThreadTask): Promise<FoundShare | null> =>
  (await new ScannedFile({ path, bytes }, 1, inode).search(share)) ?? null;

/** Adds where it matches in a chunk that begins at an offset of the file, but for what begins in the overlap behind it. */
function note(places: number[], chunk: Buffer, at: number, what: RegExp): void {
  for (let start = 0; start < Math.min(chunk.length, chunkBytes); start += sliceBytes) {
    const text = chunk.toString("latin1", start, Math.min(start + sliceBytes + overlapBytes, chunk.length));
    what.lastIndex = 0;
    for (let found = what.exec(text); found && found.index < sliceBytes; found = what.exec(text))
      places.push(at + start + found.index);
  }
}

/** The beginning of the line in which a byte stands. */
async function lineStart(file: FileHandle, at: number): Promise<number> {
  for (let end = at; end > 0; end -= lookBytes) {
    const start = Math.max(0, end - lookBytes);
    const before = (await filled(file, Buffer.alloc(end - start), start)).lastIndexOf(lf);
    if (before >= 0) return start + before + 1;
  }
  return 0;
}

/** Behind the line in which the byte before stands. */
async function lineEnd(file: FileHandle, at: number, bytes: number): Promise<number> {
  for (let start = Math.max(0, at - 1); start < bytes; start += lookBytes) {
    const end = (await filled(file, Buffer.alloc(Math.min(lookBytes, bytes - start)), start)).indexOf(lf);
    if (end >= 0) return start + end + 1;
  }
  return bytes;
}

/** As much of it as the file still has. */
async function filled(file: FileHandle, buffer: Buffer, at: number): Promise<Buffer> {
  let length = 0;
  while (length < buffer.length) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, at + length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

function lineEnds(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(lf); at >= 0; at = bytes.indexOf(lf, at + 1)) count++;
  return count;
}
