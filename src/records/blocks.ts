/** Blocks of sessions as they lie in a segment: what is told of each, and their transcripts, packed apart. */
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { once } from "../base/once.ts";
import type { PackedBlock, Stored } from "./part.ts";

/** Alone a session takes twice as much and six times the time to pack; more in a block make each look-up slower. */
export const sessionsInBlock = 32;
/** Of a file that was written before transcripts stood apart. */
export const undividedInBlock = 16;

/** As fast as the fastest level here, and smaller; the checksum finds what a disk has changed. */
const packing = { params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } };

/** Most blocks come in one piece, and less than that is not asked of the system anew each time. */
const unpacking = { chunkSize: 128 * 1024 };

/** A line a session. Both pieces begin with the instant at which the block does, so that no other is taken for it. */
export function packedBlock(block: readonly Stored[], begin: number): PackedBlock {
  const told = block.map(({ from, json }) => `${from}\t${json}`);
  const transcripts = block.map(({ transcript }) => transcript() ?? "");
  const packed = (lines: readonly string[]) => zstdCompressSync(lines.join("\n"), packing);
  return { body: packed(told), transcripts: packed([`${begin}\t`, ...transcripts]) };
}

/** The text of one piece; undefined for one that is damaged, or not of the block that begins then. */
export function unpacked(piece: unknown, begin: number | undefined): Buffer | undefined {
  if (!(piece instanceof Uint8Array)) return undefined;
  try {
    const text = zstdDecompressSync(piece, unpacking);
    return Number(text.toString("latin1", 0, text.indexOf("\t"))) === begin ? text : undefined;
  } catch {
    return undefined;
  }
}

/** What stands in place of a piece that is not there. */
export const nothing = Buffer.alloc(0);

/** The sessions of a block, each made of its line when it is asked for: a look-up wants few of them. */
export class SessionBlock {
  readonly #stored: (Stored | undefined)[] = [];
  readonly #told: Lines;
  readonly #transcripts: () => Lines;

  /** Unpacked; the transcripts when the first is asked for. */
  constructor(told: Buffer, transcripts: () => Buffer) {
    this.#told = new Lines(told);
    this.#transcripts = once(() => new Lines(transcripts()));
  }

  get(n: number): Stored | undefined {
    this.#stored[n] ??= this.#read(n);
    return this.#stored[n];
  }

  #read(n: number): Stored | undefined {
    const line = this.#told.at(n);
    if (line === undefined) return undefined;
    const middle = line.indexOf("\t");
    const transcript = () => this.#transcripts().at(n + 1) || undefined;
    return { from: Number(line.slice(0, middle)), json: line.slice(middle + 1), transcript };
  }
}

const newline = 0x0a;

/** Text of which each line is made a string when it is asked for. */
class Lines {
  readonly #text: Buffer;
  /** Where each line begins, and where one behind the last would. */
  readonly #begins: number[] = [];

  constructor(text: Buffer) {
    this.#text = text;
    if (text.length === 0) return;
    this.#begins.push(0);
    for (let end = text.indexOf(newline); end >= 0; end = text.indexOf(newline, end + 1)) this.#begins.push(end + 1);
    this.#begins.push(text.length + 1);
  }

  at(n: number): string | undefined {
    const [begin, next] = [this.#begins[n], this.#begins[n + 1]];
    return begin === undefined || next === undefined ? undefined : this.#text.toString("utf8", begin, next - 1);
  }
}

/** Blocks of sessions that were read last, by path and number: some 90 kB each, and as much again where a transcript was read. */
export class RecentBlocks {
  readonly #blocks = new Map<string, SessionBlock>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get(key: string, read: () => SessionBlock): SessionBlock {
    const block = this.#blocks.get(key) ?? read();
    this.#blocks.delete(key);
    this.#blocks.set(key, block);
    const [oldest] = this.#blocks.size > this.#most ? this.#blocks.keys() : [];
    if (oldest !== undefined) this.#blocks.delete(oldest);
    return block;
  }
}
