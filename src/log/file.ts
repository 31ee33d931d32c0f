/** One log file that grows: it knows where each line will stand, and survives a disk that refuses. */
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import type { Source } from "../events/event.ts";

/** The calls that fail when a disk is full or broken. */
export interface LogDisk {
  readonly open: (path: string) => number;
  /** Appends; says how many of the bytes went out. */
  readonly write: (handle: number, bytes: Buffer) => number;
  readonly close: (handle: number) => void;
}

/** The disk of this machine. */
export const machineDisk: LogDisk = { open: (path) => openSync(path, "a", 0o600), write: writeSync, close: closeSync };

/** What could not be kept while the disk refused, in milliseconds since the epoch. */
export interface Loss {
  readonly from: number;
  readonly to: number;
  readonly lostLines: number;
}

/** Lines that wait while the disk refuses: about 16 MB. Newer ones are counted as lost, so that known places stay true. */
const maxWaitingLines = 100_000;

export class GrowingFile {
  readonly #path: string;
  readonly #disk: LogDisk;
  #handle: number | undefined;
  #line: number;
  #offset: number;
  #waiting: string[] = [];
  #waitingLines = 0;
  /** Bytes that a full disk left over. */
  #rest: Buffer = Buffer.alloc(0);
  #refusing = false;
  #loss: Loss | undefined;

  /** Goes on behind what the file already holds; a line that was torn by a power cut is ended first. */
  constructor(path: string, disk: LogDisk, loss?: Loss) {
    this.#path = path;
    this.#disk = disk;
    this.#loss = loss;
    const { lines, bytes, torn } = measure(path);
    this.#line = lines;
    this.#offset = bytes;
    if (torn) this.append([""], 0);
  }

  /** Where the lines will stand; undefined if they are lost because too many wait already. */
  append(lines: readonly string[], at: number): Source | undefined {
    if (this.#refusing && this.#waitingLines + lines.length > maxWaitingLines) {
      this.#lose(lines.length, at);
      return undefined;
    }
    const sources = lines.map((text) => {
      const bytes = Buffer.byteLength(text);
      this.#line += 1;
      const source = { file: this.#path, line: this.#line, offset: this.#offset, bytes };
      this.#offset += bytes + 1;
      return source;
    });
    this.#waiting.push(...lines);
    this.#waitingLines += lines.length;
    const [first, ...also] = sources;
    return first && (also.length > 0 ? { ...first, also } : first);
  }

  /** One write for all that waits. True when nothing waits any more. */
  flush(): boolean {
    if (this.#waitingLines === 0) return true;
    const fresh = this.#waiting.length > 0 ? Buffer.from(`${this.#waiting.join("\n")}\n`) : Buffer.alloc(0);
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, fresh]) : fresh;
    this.#waiting = [];
    try {
      this.#handle ??= this.#disk.open(this.#path);
      while (this.#rest.length > 0) this.#rest = this.#rest.subarray(this.#disk.write(this.#handle, this.#rest));
      this.#waitingLines = 0;
      this.#refusing = false;
    } catch {
      this.#refusing = true;
    }
    return !this.#refusing;
  }

  /** What was lost since it was asked last, once the disk takes lines again. */
  takeLoss(): Loss | undefined {
    const loss = this.#loss;
    this.#loss = undefined;
    return loss;
  }

  /** Writes what it can; what it cannot is lost, and said by the next file. */
  close(at: number): Loss | undefined {
    if (!this.flush()) this.#lose(this.#waitingLines, at);
    try {
      if (this.#handle !== undefined) this.#disk.close(this.#handle);
    } catch {
      // The bytes are out or counted as lost; a handle that does not close changes neither.
    }
    return this.#loss;
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
