/** Finds the files of a reading and opens them as streams of unpacked bytes. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { UsageError } from "../base/error.ts";
import type { LogFile } from "./line.ts";
import { isFolded, unfolded } from "./unfold.ts";
import { limited, packingOf, plainChunks, unpackedChunks } from "./unpack.ts";
import { membersOf } from "./zip.ts";

/** One log to read. `named`: the user named it, and did not just name a folder above it. */
export interface Input extends LogFile {
  readonly named: boolean;
  readonly packed: boolean;
  /** A file whose bytes are the log's. */
  readonly isFile?: true;
  /** Bytes on the disk; of a member of an archive, unpacked. */
  readonly bytes: number;
  /** A member of an archive. */
  readonly isMember?: true;
  /** Where its bytes begin, and how many lines stand before; absent: with the file. */
  readonly from?: { readonly offset: number; readonly lines: number };
  /** Its bytes, unpacked, from the beginning at each call. */
  chunks(): AsyncIterable<Buffer>;
  /** Its bytes in [from, to), or what there is of them; absent where they cannot be had again but by all that `chunks` gives. */
  again?(from: number, to: number): Promise<Buffer>;
}

export interface InputOptions {
  /** Standard input, for the log "-". */
  readonly stdin?: () => Readable;
  /** Called with every chunk of standard input: what the caller keeps can be shown as evidence. */
  readonly keepStdin?: (chunk: Buffer) => void;
  /** The most that one file may unpack to; default `maxUnpackedBytes`. */
  readonly maxUnpackedBytes?: number;
}

/** The date in a log's name (`s20110516-00.log`, `mail.log-20261124.gz`, `2026-11-24.log`) as `Date.UTC`. */
export function dateInName(path: string): number | undefined {
  const found = /((?:19|20)\d\d)(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/.exec(basename(path));
  return found ? Date.UTC(Number(found[1]), Number(found[3]) - 1, Number(found[4])) : undefined;
}

/** Says what is wrong with a file in one line; a bug stays what it is. */
export function unreadable(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const code = String(error.code);
  const why =
    code === "ENOENT"
      ? "no such file or folder; check the path"
      : code === "EACCES" || code === "EPERM"
        ? "permission denied; run as root or copy the file"
        : /^Z_|^ERR_ZLIB|ZSTD|^DAMAGED$/.test(code)
          ? `the packed file is damaged (${error.message}); unpack what can be saved and read that`
          : `${error.message}; copy the file elsewhere and try again`;
  return new UsageError(`cannot read ${path}: ${why}`);
}

/** What a file is: one log, or an archive of several. */
async function fileInputs(path: string, named: boolean, options: InputOptions): Promise<readonly Input[]> {
  const { size, modified, packing, folded } = await lookAt(path);
  if (packing && "members" in packing) return memberInputs(path, options);
  const date = dateInName(path);
  const chunks = packing
    ? limited(path, () => unpackedChunks(path, packing), size, options.maxUnpackedBytes)
    : () => plainChunks(path);
  const packed = packing !== undefined || folded;
  return [
    {
      path,
      named,
      packed,
      ...(!packed && { isFile: true as const, again: (from: number, to: number) => readRange(path, from, to) }),
      modified,
      bytes: size,
      ...(date !== undefined && { date }),
      chunks: () => told(path, chunks()),
    },
  ];
}

/** So many bytes of a file tell its packing, and whether it is of one line. */
const headBytes = 64 * 1024;

async function lookAt(path: string) {
  const file = await open(path);
  try {
    const { size, mtimeMs } = await file.stat();
    const head = Buffer.allocUnsafe(headBytes);
    const { bytesRead } = await file.read(head, 0, headBytes, 0);
    const begin = head.subarray(0, bytesRead);
    return { size, modified: mtimeMs, packing: packingOf(begin), folded: isFolded(begin) };
  } finally {
    await file.close();
  }
}

/** At once: a question reads thousands of places, and each of three waits would take longer than the reading. */
async function readRange(path: string, from: number, to: number): Promise<Buffer> {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(to, fstatSync(file).size) - from));
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Parts the name of an archive from that of its member. */
const memberMark = "!";

async function memberInputs(archive: string, options: InputOptions): Promise<readonly Input[]> {
  const members = await membersOf(archive);
  return members.map(({ name, packedBytes, unpackedBytes, modified, chunks }) => {
    const path = `${archive}${memberMark}${name}`;
    const date = dateInName(name);
    return {
      ...{ path, named: false, packed: true, modified, bytes: unpackedBytes, isMember: true },
      ...(date !== undefined && { date }),
      chunks: () => told(path, limited(path, chunks, packedBytes, options.maxUnpackedBytes)()),
    };
  });
}

/** A member that is named alone, as places of evidence are: `archive.zip!s20260101-00.log`. */
async function namedMember(path: string, options: InputOptions): Promise<readonly Input[]> {
  for (let at = path.indexOf(memberMark); at > 0; at = path.indexOf(memberMark, at + 1)) {
    const archive = path.slice(0, at);
    const found = await lookAt(archive).catch(() => undefined);
    if (!found?.packing || !("members" in found.packing)) continue;
    const input = (await memberInputs(archive, options)).find((member) => member.path === path);
    if (input) return [{ ...input, named: true }];
  }
  throw Object.assign(new Error("no such file"), { code: "ENOENT" });
}

/** Its bytes in lines; what is wrong with a file is said in one. */
async function* told(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* unfolded(chunks);
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** Standard input can be read once: what its head took is given again. */
function stdinInput(options: InputOptions, now: number): Input {
  const stdin = options.stdin?.();
  if (!stdin) throw new UsageError("cannot read -: there is no standard input; name a file");
  const source = unfolded(stdin)[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let headDone = false;
  async function* chunks(): AsyncGenerator<Buffer> {
    yield* taken;
    const first = !headDone;
    headDone = true;
    for (;;) {
      const next = await source.next();
      if (next.done) return;
      const chunk = next.value;
      const packing = taken.length === 0 ? packingOf(chunk) : undefined;
      if (packing?.name === "UTF-16")
        throw new UsageError("cannot read -: it is UTF-16; name the file, or: iconv -f UTF-16 -t UTF-8 FILE | …");
      if (packing) throw new UsageError("cannot read -: it is packed; unpack it on the way: zcat FILE | …");
      if (first) taken.push(chunk);
      options.keepStdin?.(chunk);
      yield chunk;
    }
  }
  return { path: "-", named: true, packed: false, modified: now, bytes: 0, chunks };
}

/** Every file of the logs that the user named; folders are walked. Throws UsageError for what cannot be read. */
export async function inputsOf(logs: readonly string[], options: InputOptions, now: number): Promise<readonly Input[]> {
  const found = new Map<string, Input>();
  for (const log of logs) {
    if (log === "-") {
      found.set(log, stdinInput(options, now));
      continue;
    }
    try {
      for (const input of await inputsAt(log, options))
        if (!found.has(input.path)) found.set(input.path, dated(input, now));
    } catch (error) {
      throw unreadable(log, error);
    }
  }
  return withoutArchived([...found.values()]);
}

/** 1970 and 1980 are what archives and file systems say that keep no times. */
const firstLogs = Date.UTC(1990, 0, 1);
const dated = (input: Input, now: number): Input =>
  (input.modified ?? 0) < firstLogs ? { ...input, modified: now } : input;

async function inputsAt(log: string, options: InputOptions): Promise<readonly Input[]> {
  const there = await stat(log).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" && log.includes(memberMark)) return undefined;
    throw error;
  });
  if (!there) return namedMember(log, options);
  if (!there.isDirectory()) return fileInputs(log, true, options);
  const found: Input[] = [];
  const closed: Input[] = [];
  const leave: Leave = (path) => (error) => void closed.push(unopened(path, error));
  for (const path of await filesBelow(log, leave))
    found.push(...((await fileInputs(path, false, options).catch(leave(path))) ?? []));
  // Of a folder in which nothing can be read that is what is wrong.
  const [first] = found.length === 0 ? closed : [];
  if (first) for await (const _ of first.chunks());
  return [...found, ...closed];
}

/** What is in a folder and cannot be opened: the others are read all the same. */
const unopened = (path: string, error: unknown): Input => ({
  ...{ path, named: false, packed: false, bytes: 0 },
  chunks: () => told(path, failed(error)),
});

async function* failed(error: unknown): AsyncGenerator<Buffer> {
  yield Promise.reject<Buffer>(error);
}

/** A log that was put into an archive, and still stands beside it, is read once. */
function withoutArchived(inputs: readonly Input[]): readonly Input[] {
  const files = new Map(
    inputs.flatMap((input) => (input.packed ? [] : [[basename(input.path), input.bytes] as const])),
  );
  const isTwice = ({ path, isMember, bytes }: Input) =>
    isMember && files.get(basename(path.slice(path.lastIndexOf(memberMark) + 1))) === bytes;
  return inputs.filter((input) => !isTwice(input));
}

type Leave = (path: string) => (error: unknown) => void;

/** Of a folder and of all below it; what a link leads to is there once, under its own name if that is below as well. `leave` is told of what cannot be looked into. */
async function filesBelow(folder: string, leave: Leave): Promise<readonly string[]> {
  const found: string[] = [];
  const links: string[] = [];
  /** Real paths of files and folders. */
  const seen = new Set<string>();
  const walk = async (below: string, real: string): Promise<void> => {
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of await readdir(below, { withFileTypes: true })) {
      const [path, realPath] = [join(below, entry.name), join(real, entry.name)];
      if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isDirectory()) await walk(path, realPath).catch(leave(path));
      else if (entry.isFile() && !seen.has(realPath)) {
        seen.add(realPath);
        found.push(path);
      }
    }
  };
  await walk(folder, await realpath(folder));
  links.sort();
  // Folders that they lead to have links of their own.
  for (const link of links) {
    const there = await stat(link).catch(() => undefined);
    const real = there && (await realpath(link).catch(leave(link)));
    if (!real || seen.has(real)) continue;
    if (there.isDirectory()) await walk(link, real).catch(leave(link));
    else if (there.isFile()) {
      seen.add(real);
      found.push(link);
    }
  }
  return found.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
