/** Where to begin in a log of which only the end, or one session, is wanted. */
import type { FileHandle } from "node:fs/promises";

/** The beginning of a line, and how many lines stand before it, where they are counted. */
export interface LogPlace {
  readonly offset: number;
  readonly lines: number;
}
export type Beginning = (handle: FileHandle) => Promise<LogPlace>;

const chunkBytes = 1 << 20;
const lf = 10;

/** The first line within so many bytes before the end. To count the lines before it (`counted`) costs two seconds a gigabyte. */
export const lastBytes =
  (backBytes: number, counted: boolean): Beginning =>
  async (handle) => {
    const { size } = await handle.stat();
    const wanted = size - backBytes;
    const place = { offset: 0, lines: 0 };
    if (wanted <= 0) return place;
    const chunk = Buffer.alloc(chunkBytes);
    for (let at = counted ? 0 : wanted - 1; place.offset < wanted; ) {
      const { bytesRead } = await handle.read(chunk, 0, chunkBytes, at);
      if (bytesRead === 0) break;
      for (let end = chunk.indexOf(lf); end >= 0 && end < bytesRead && place.offset < wanted; ) {
        place.offset = at + end + 1;
        place.lines += 1;
        end = chunk.indexOf(lf, end + 1);
      }
      at += bytesRead;
    }
    return place;
  };

/** The first line with that word, otherwise the end: what comes may have it. Lines are not counted. */
export const firstLineWith =
  (word: string): Beginning =>
  async (handle) => {
    const chunk = Buffer.alloc(chunkBytes);
    let lineStart = 0;
    // Chunks overlap, so that a word on the edge is met whole.
    for (let at = 0; ; at += chunkBytes - word.length) {
      const { bytesRead } = await handle.read(chunk, 0, chunkBytes, at);
      const bytes = chunk.subarray(0, bytesRead);
      const found = bytes.indexOf(word);
      const before = bytes.lastIndexOf(lf, found < 0 ? bytes.length : found);
      if (before >= 0) lineStart = at + before + 1;
      if (found >= 0 || bytesRead < chunkBytes) return { offset: lineStart, lines: 0 };
    }
  };
