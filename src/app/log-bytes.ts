/** The bytes of a log from a place on, in whole lines, while it may grow, be rotated, cut or replaced. */
import { type FileHandle, open, stat } from "node:fs/promises";
import { unreadable } from "../reading/input.ts";
import type { ImportJob } from "./import-plan.ts";
import { type Again, beginsAs, bytesIn, lastLineEnd, tailBytes, tailOf } from "./known-logs.ts";

export interface LogBytes {
  readonly chunks: AsyncIterable<Buffer>;
  /** To where they were given. */
  readonly readTo: () => number;
  /** By which that place is known again, when all were given. */
  readonly tail: () => string;
  /** Was there another file when it was opened? */
  readonly isOther: () => boolean;
}

interface Growth {
  /** Asked between lines: is it to end here? */
  readonly isEnough: () => boolean;
  /** Resolves when it is time to look whether there is more; absent: what was there is enough. */
  readonly wait?: () => Promise<void>;
}

const chunkBytes = 1024 * 1024;
const lf = 10;

export function growingBytes({ input, file, end }: ImportJob, from: number, growth: Growth): LogBytes {
  let [position, tail, other, cut] = [from, "", false, false];
  async function* chunks(): AsyncGenerator<Buffer> {
    const handle = await opened(input.path);
    if (!handle) {
      other = true;
      return;
    }
    const again = readable(input.path, handle);
    try {
      other = !(await beginsAs(again, file));
      for (let to: number | undefined = end; !other && to !== undefined; to = await more(handle)) {
        while (position < to && !growth.isEnough()) {
          const bytes = await again(position, Math.min(to, position + chunkBytes));
          if (bytes.length === 0) break;
          const whole = bytes.lastIndexOf(lf) + 1 || bytes.length;
          position += whole;
          yield bytes.subarray(0, whole);
        }
      }
      if (!other && !cut) tail = await tailOf(again, position);
    } finally {
      await handle.close();
    }
  }
  /** The end of what has come since; undefined where nothing more comes into that file. */
  async function more(handle: FileHandle): Promise<number | undefined> {
    const again = readable(input.path, handle);
    for (let gone = false; growth.wait && !growth.isEnough(); ) {
      await growth.wait();
      const { size, ino } = await handle.stat();
      cut = size < position || !(await beginsAs(again, file));
      if (cut) return undefined;
      const to = size > position ? await lastLineEnd(again, size) : position;
      if (to > position) return to;
      // Whoever wrote it may have had something left for it when the next one was there already.
      if (gone) return undefined;
      gone = (await stat(input.path).catch(() => undefined))?.ino !== ino;
    }
    return undefined;
  }
  return { chunks: chunks(), readTo: () => position, tail: () => tail, isOther: () => other };
}

/** A packed file does not grow. */
export function packedBytes({ input }: ImportJob, from: number): LogBytes {
  let [position, tail] = [0, ""];
  async function* chunks(): AsyncGenerator<Buffer> {
    let last: Buffer = Buffer.alloc(0);
    for await (const chunk of input.chunks()) {
      last = Buffer.concat([last, chunk]).subarray(-tailBytes);
      const skipped = Math.max(0, from - position);
      position += chunk.length;
      if (skipped < chunk.length) yield chunk.subarray(skipped);
    }
    tail = await tailOf(async () => last, position);
  }
  return { chunks: chunks(), readTo: () => position, tail: () => tail, isOther: () => false };
}

/** Errors are said in one line. */
function readable(path: string, handle: FileHandle): Again {
  const again = bytesIn(handle);
  return (from, to) => again(from, to).catch((error: unknown) => Promise.reject(unreadable(path, error)));
}

/** Undefined where it was renamed at this very moment. */
async function opened(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw unreadable(path, error);
  }
}
