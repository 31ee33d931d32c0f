/** Files that are on the disk when it is said that they are. */
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";

/** Writes a file whole and forces it to disk. Throws the system's error. */
export function writeDurably(path: string, pieces: Iterable<Buffer>): void {
  const file = openSync(path, "w", 0o600);
  try {
    for (const bytes of pieces) writeAll(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** All of the bytes, where the file stands. Throws the system's error. */
export function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

/** Forces a file or a folder to disk. Throws the system's error. */
export function syncPath(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
