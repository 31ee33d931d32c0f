/** One log file that grows: it knows where each line will stand, and counts what there was no room for. */
import { closeSync, openSync, readSync } from "node:fs";
import { AppendFile, type AppendOptions } from "../base/append-file.ts";
import type { Source } from "../events/event.ts";

/** What could not be kept while the disk refused, in milliseconds since the epoch. */
export interface Loss {
  readonly from: number;
  readonly to: number;
  readonly lostLines: number;
}

/** Lines may wait in so much memory while the disk refuses. Newer ones are counted as lost, so that known places stay true. */
const maxWaitingBytes = 16 * 1024 * 1024;

export class GrowingFile {
  readonly #file: AppendFile<string>;
  readonly #path: string;
  #line: number;
  #offset: number;
  #loss: Loss | undefined;

  /** Goes on behind what the file already holds; a line that was torn by a power cut is ended first. */
  constructor(path: string, options: Omit<AppendOptions<string>, "encode" | "maxWaitingBytes">) {
    this.#path = path;
    this.#file = new AppendFile(path, { ...options, encode: asLines, maxWaitingBytes });
    const { lines, bytes, torn } = measure(path);
    this.#line = lines;
    this.#offset = bytes;
    if (torn) this.append([""], 0);
  }

  /** Bytes that it has, or will have when all is written. */
  get sizeBytes(): number {
    return this.#offset;
  }

  get waitingBytes(): number {
    return this.#file.waitingBytes;
  }

  /** Where the lines will stand; undefined if they are lost because too many wait already. */
  append(lines: readonly string[], at: number): Source | undefined {
    const [first = "", ...further] = lines;
    const text = further.length === 0 ? first : lines.join("\n");
    const bytes = Buffer.byteLength(text);
    if (!this.#file.append(text, bytes + 1)) {
      this.#lose(lines.length, at);
      return undefined;
    }
    if (further.length === 0) return this.#place(bytes);
    const source = this.#place(Buffer.byteLength(first));
    return { ...source, also: further.map((line) => this.#place(Buffer.byteLength(line))) };
  }

  /** `done` is called when all that was appended is written, or the disk is in trouble. */
  flush(done: () => void): void {
    this.#file.flush(done);
  }

  /** What was lost since it was asked last, once the disk takes lines again. */
  takeLoss(): Loss | undefined {
    if (!this.#loss || this.#file.inTrouble) return undefined;
    const loss = this.#loss;
    this.#loss = undefined;
    return loss;
  }

  /** Syncs what was written since the last time. */
  sync(): void {
    this.#file.sync();
  }

  close(done: () => void): void {
    this.#file.close(done);
  }

  #place(bytes: number): Source {
    this.#line += 1;
    const source = { file: this.#path, line: this.#line, offset: this.#offset, bytes };
    this.#offset += bytes + 1;
    return source;
  }

  #lose(lines: number, at: number): void {
    this.#loss = { from: this.#loss?.from ?? at, to: at, lostLines: (this.#loss?.lostLines ?? 0) + lines };
  }
}

const asLines = (lines: readonly string[]): Buffer => Buffer.from(`${lines.join("\n")}\n`);

const chunkBytes = 1 << 16;

/** Lines and bytes of what is there; an absent or unreadable file has none. `torn`: it does not end with a line end. */
function measure(path: string): { lines: number; bytes: number; torn: boolean } {
  let lines = 0;
  let bytes = 0;
  let last = 0x0a;
  try {
    const handle = openSync(path, "r");
    const chunk = Buffer.alloc(chunkBytes);
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
      for (let at = chunk.indexOf(0x0a); at >= 0 && at < read; at = chunk.indexOf(0x0a, at + 1)) lines += 1;
      last = chunk[read - 1] ?? last;
      bytes += read;
    }
    closeSync(handle);
  } catch {
    // Opening it for writing will tell what is wrong, and the lines wait.
  }
  return { lines, bytes, torn: last !== 0x0a };
}
