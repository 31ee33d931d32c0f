/** Keeps what can be streamed only once (a packed log, standard input) so that any part of it can be read again. */
import { randomUUID } from "node:crypto";
import { openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { setBounded } from "../base/bounded.ts";
import { closeWith } from "../base/closing.ts";
import { UsageError } from "../base/error.ts";
import type { Input } from "./input.ts";

/** Bytes of a log that are packed together. */
const blockBytes = 256 * 1024;
/** Lines that are asked for one after the other mostly stand in the same blocks. */
const keptBlocks = 8;

/** One file without a name, which vanishes with the program, or with this object. */
export class Spool {
  #file: number | undefined;
  #end = 0;

  /** Where the bytes begin. Throws the error of the system. */
  append(bytes: Buffer): number {
    this.#file ??= this.#open();
    const file = this.#file;
    const at = this.#end;
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done);
    this.#end = at + bytes.length;
    return at;
  }

  read(at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    if (this.#file !== undefined) readSync(this.#file, bytes, 0, length, at);
    return bytes;
  }

  #open(): number {
    const path = join(tmpdir(), `postino-${randomUUID()}`);
    const file = openSync(path, "wx+", 0o600);
    unlinkSync(path);
    closeWith(this, file);
    return file;
  }
}

interface Block {
  readonly at: number;
  readonly bytes: number;
}

/** One log in a spool, as far as it was read. */
class SpooledLog {
  readonly #spool: Spool;
  readonly #blocks: Block[] = [];
  readonly #unpacked = new Map<number, Buffer>();
  /** What fills no block yet. */
  #rest: Buffer[] = [];
  #restBytes = 0;

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  push(chunk: Buffer): void {
    this.#rest.push(chunk);
    this.#restBytes += chunk.length;
    if (this.#restBytes < blockBytes) return;
    const bytes = Buffer.concat(this.#rest);
    const whole = bytes.length - (bytes.length % blockBytes);
    for (let start = 0; start < whole; start += blockBytes) this.#keep(bytes.subarray(start, start + blockBytes));
    this.#rest = [Buffer.from(bytes.subarray(whole))];
    this.#restBytes = bytes.length - whole;
  }

  #keep(bytes: Buffer): void {
    const packed = zstdCompressSync(bytes);
    this.#blocks.push({ at: this.#spool.append(packed), bytes: packed.length });
  }

  /** The bytes in [from, to), or what there is of them. */
  range(from: number, to: number): Buffer {
    const parts: Buffer[] = [];
    for (let at = from; at < to; ) {
      const number = Math.floor(at / blockBytes);
      const start = at - number * blockBytes;
      const part = this.#block(number).subarray(start, start + to - at);
      if (part.length === 0) break;
      parts.push(part);
      at += part.length;
    }
    return Buffer.concat(parts);
  }

  #block(number: number): Buffer {
    const block = this.#blocks[number];
    if (!block) return number === this.#blocks.length ? Buffer.concat(this.#rest) : Buffer.alloc(0);
    const bytes = this.#unpacked.get(number) ?? zstdDecompressSync(this.#spool.read(block.at, block.bytes));
    this.#unpacked.delete(number);
    setBounded(this.#unpacked, number, bytes, keptBlocks);
    return bytes;
  }
}

/** The same log; what its `chunks` gave can be read again. Reading it throws UsageError where there is no room for that. */
export function spooled(input: Input, spool: Spool): Input {
  const log = new SpooledLog(spool);
  return {
    ...input,
    async *chunks() {
      for await (const chunk of input.chunks()) {
        try {
          log.push(chunk);
        } catch (error) {
          throw new UsageError(
            `cannot read ${input.path}: its text finds no room in ${tmpdir()} (${(error as Error).message}); set TMPDIR to a folder with room, or unpack the file`,
          );
        }
        yield chunk;
      }
    },
    again: async (from, to) => log.range(from, to),
  };
}
