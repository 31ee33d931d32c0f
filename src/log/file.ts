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

/** Lines without line ends, of one event. */
export interface Lines {
  readonly texts: readonly string[];
  /** Each is known to have as many bytes as characters. */
  readonly isAscii: boolean;
}

/** Lines may wait in so much memory while the disk refuses. Newer ones are counted as lost, so that known places stay true. */
const maxWaitingBytes = 16 * 1024 * 1024;

export class GrowingFile {
  readonly #file: AppendFile;
  readonly #path: string;
  #line: number;
  #offset: number;
  #loss: Loss | undefined;

  /** Goes on behind what the file already holds; a line that was torn by a power cut is ended first. */
  constructor(path: string, options: Omit<AppendOptions, "maxWaitingBytes">) {
    this.#path = path;
    this.#file = new AppendFile(path, { ...options, maxWaitingBytes });
    const { lines, bytes, torn } = measure(path);
    this.#line = lines;
    this.#offset = bytes;
    if (torn) this.append({ texts: [""], isAscii: true }, 0);
  }

  /** Bytes that it has, or will have when all is written. */
  get sizeBytes(): number {
    return this.#offset;
  }

  get waitingBytes(): number {
    return this.#file.waitingBytes;
  }

  /** Where the lines will stand; undefined if they are lost because too many wait already. */
  append({ texts, isAscii }: Lines, at: number): Source | undefined {
    if (texts.length === 1) {
      const only = texts[0] ?? "";
      if (this.#file.hasRoom(only.length)) return this.#place(only, isAscii);
    } else if (this.#file.hasRoom(texts.reduce((sum, line) => sum + line.length, 0))) {
      const [source, ...also] = texts.map((line) => this.#place(line, isAscii));
      return source && { ...source, also };
    }
    this.#lose(texts.length, at);
    return undefined;
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

  #place(line: string, isAscii: boolean): Source {
    const bytes = isAscii ? line.length : Buffer.byteLength(line);
    this.#file.append(line, bytes);
    this.#line += 1;
    const source = { file: this.#path, line: this.#line, offset: this.#offset, bytes };
    this.#offset += bytes + 1;
    return source;
  }

  #lose(lines: number, at: number): void {
    this.#loss = { from: this.#loss?.from ?? at, to: at, lostLines: (this.#loss?.lostLines ?? 0) + lines };
  }
}

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
