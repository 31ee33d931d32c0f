/** Files that are on the disk when it is said that they are. */
import { Buffer } from "node:buffer";
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

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

/** Puts a text in the place of a file as one step: a crash or a full disk leaves the old one. Throws the system's error. */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.tmp`;
  try {
    writeDurably(beside, [Buffer.from(text)]);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  syncPath(dirname(path));
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
