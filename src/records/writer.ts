/** Appends closed sessions to the day's file of records; the turn calls `flush` before replies go out. */
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { decodeFrames, encodeFrame, type Frame } from "./frame.ts";

export interface RecordsWriter {
  /** Where too much waits for the disk, the frame is lost and counted; the log still has its lines. */
  append(frame: Frame): void;
  /** How many were lost since the last call. */
  takeLost(): number;
  /** One write of all that was appended. Throws the system's error; what was not written stays pending. */
  flush(): void;
  close(): void;
}

/** `<folder>/yyyymmdd.open`, by UTC day, so that no zone setting can rename a day. */
export const recordsFile = (folder: string, at: number): string =>
  join(folder, `${new Date(at).toISOString().slice(0, 10).replaceAll("-", "")}.open`);

/** What may wait in memory while the disk refuses: some ten thousand sessions. */
const maxPendingBytes = 64 * 1024 * 1024;

export function createRecordsWriter(folder: string, now: () => number): RecordsWriter {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let lost = 0;
  let path = "";
  let file: number | undefined;
  const open = (wanted: string): number => {
    if (file !== undefined && wanted === path) return file;
    if (file !== undefined) closeSync(file);
    path = wanted;
    dropTornEnd(path);
    file = openSync(path, "a", 0o600);
    return file;
  };
  return {
    append(frame) {
      if (pendingBytes > maxPendingBytes) {
        lost += 1;
        return;
      }
      const bytes = encodeFrame(frame);
      pendingBytes += bytes.length;
      pending.push(bytes);
    },
    takeLost() {
      const count = lost;
      lost = 0;
      return count;
    },
    flush() {
      if (pending.length === 0) return;
      const bytes = Buffer.concat(pending);
      const target = open(recordsFile(folder, now()));
      let written = 0;
      try {
        while (written < bytes.length) written += writeSync(target, bytes, written);
      } finally {
        pending = written < bytes.length ? [bytes.subarray(written)] : [];
        pendingBytes = bytes.length - written;
      }
    },
    close() {
      this.flush();
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

/** A crash may have torn the last frame; what is appended behind it could never be read. */
function dropTornEnd(path: string): void {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const { tornBytes } = decodeFrames(bytes);
  if (tornBytes === 0) return;
  const file = openSync(path, "r+");
  ftruncateSync(file, bytes.length - tornBytes);
  closeSync(file);
}
