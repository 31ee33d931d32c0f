/** Log files known by what they hold: by their first bytes, and the last that were read. */
import { hash } from "node:crypto";
import { type FileHandle, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Input, inputsOf } from "../reading/input.ts";
import type { KnownFile } from "./import-progress.ts";

/** Two logs that begin with so many equal bytes are one: their first lines bear the time. */
const mostHeadBytes = 4096;
export const tailBytes = 4096;
const lf = 10;

/** A file as it is now. */
export interface Looked {
  readonly input: Input;
  /** Which of those that are known. */
  readonly known: KnownFile | undefined;
  /** Where its last whole line ends; of a packed file, which does not grow, where it ends. Unpacked bytes. */
  readonly end: number;
}

const digest = (bytes: Uint8Array): string => hash("sha256", bytes, "hex").slice(0, 16);

/** The bytes [from, to) of a file, packed or not. */
async function bytesOf(input: Input, from: number, to: number): Promise<Buffer> {
  if (input.again) return input.again(from, to);
  const pieces: Buffer[] = [];
  let at = 0;
  for await (const chunk of input.chunks()) {
    const piece = chunk.subarray(Math.max(0, from - at), Math.max(0, to - at));
    if (piece.length > 0) pieces.push(Buffer.from(piece));
    at += chunk.length;
    if (at >= to) break;
  }
  return Buffer.concat(pieces);
}

/** Which of the known files that is. Throws UsageError for one that cannot be read. */
async function recognise(input: Input, files: readonly KnownFile[]): Promise<KnownFile | undefined> {
  const head = await bytesOf(input, 0, mostHeadBytes);
  const heads = new Map<number, string>();
  for (const file of files) {
    if (file.headBytes === 0 || head.length < file.headBytes) continue;
    const now = heads.getOrInsertComputed(file.headBytes, (bytes) => digest(head.subarray(0, bytes)));
    if (now === file.head && (await goesOnAs(input, file))) return file;
  }
  return undefined;
}

/** Is what was read last of it there (as far as it was noted)? One that is shorter is a copy of its beginning. */
async function goesOnAs(input: Input, { readTo, tail }: KnownFile): Promise<boolean> {
  if (tail === "") return true;
  const bytes = await bytesOf(input, Math.max(0, readTo - tailBytes), readTo);
  return bytes.length < Math.min(readTo, tailBytes) || digest(bytes) === tail;
}

const isAsSeen = ({ path, bytes, modified }: Input, { seen }: KnownFile): boolean =>
  seen?.path === path && seen.bytes === bytes && seen.modified === modified;

/** Looks at a file. Throws UsageError for one that cannot be read. */
export async function lookAtLog(input: Input, files: readonly KnownFile[]): Promise<Looked> {
  const same = files.find((file) => isAsSeen(input, file));
  if (same) return { input, known: same, end: same.readTo };
  return { input, known: await recognise(input, files), end: await endOf(input) };
}

async function endOf(input: Input): Promise<number> {
  if (!input.again) {
    let bytes = 0;
    for await (const chunk of input.chunks()) bytes += chunk.length;
    return bytes;
  }
  return lastLineEnd(input.again, input.bytes);
}

const stepBytes = 64 * 1024;

/** Behind the last line feed before `size`; 0 where there is none. */
export async function lastLineEnd(again: Again, size: number): Promise<number> {
  for (let to = size; to > 0; to -= stepBytes) {
    const from = Math.max(0, to - stepBytes);
    const at = (await again(from, to)).lastIndexOf(lf);
    if (at >= 0) return from + at + 1;
  }
  return 0;
}

/** By what it will be known again. */
export async function headOf(input: Input, end: number): Promise<Pick<KnownFile, "head" | "headBytes">> {
  const head = await bytesOf(input, 0, Math.min(mostHeadBytes, end));
  return { head: digest(head), headBytes: head.length };
}

/** What goes before an end. `again` reads from the open file: its path may be another's by now. */
export async function tailOf(again: Again, end: number): Promise<string> {
  return digest(await again(Math.max(0, end - tailBytes), end));
}

export type Again = NonNullable<Input["again"]>;

/** Does an open file begin as that one? */
export async function beginsAs(again: Again, { head, headBytes }: KnownFile): Promise<boolean> {
  return digest(await again(0, headBytes)) === head;
}

/** The bytes of an open file. */
export const bytesIn =
  (handle: FileHandle): Again =>
  async (from, to) => {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(to - from), 0, to - from, from);
    return buffer.subarray(0, bytesRead);
  };

/** Where a known file is now: at its last path, or in that folder under the name that rotation gave it. */
export async function findLog(file: KnownFile): Promise<Input | undefined> {
  const folder = dirname(file.path);
  const [stem = ""] = /^\D*?(?=[\d.-]|$)/.exec(basename(file.path)) ?? [];
  const names = await readdir(folder).catch(() => []);
  const beside = names.filter((name) => name.startsWith(stem)).map((name) => join(folder, name));
  for (const path of [file.path, ...beside.filter((other) => other !== file.path)]) {
    // What cannot be read is not it, or cannot be shown.
    const [input] = await inputsOf([path], {}, 0).catch(() => []);
    if (input && (await isThat(input, file).catch(() => false))) return input;
  }
  return undefined;
}

async function isThat(input: Input, file: KnownFile): Promise<boolean> {
  return isAsSeen(input, file) || (await recognise(input, [file])) !== undefined;
}
