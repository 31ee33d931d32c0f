/** Finds the files of a reading and opens them as streams of unpacked bytes. */
import { createReadStream } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Readable, Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { UsageError } from "../base/error.ts";
import type { LogFile } from "./line.ts";

/** One log to read. `named`: the user named it, and did not just name a folder above it. */
export interface Input extends LogFile {
  readonly named: boolean;
  readonly packed: boolean;
  /** Where its bytes begin, and how many lines stand before; absent: with the file. */
  readonly from?: { readonly offset: number; readonly lines: number };
  /** Its bytes, unpacked, from the beginning at each call. */
  chunks(): AsyncIterable<Buffer>;
}

export interface InputOptions {
  /** Standard input, for the log "-". */
  readonly stdin?: Readable;
  /** Called with every chunk of standard input: what the caller keeps can be shown as evidence. */
  readonly keepStdin?: (chunk: Buffer) => void;
  /** The most that one file may unpack to; default `maxUnpackedBytes`. */
  readonly maxUnpackedBytes?: number;
}

/** 64 GiB: above a month of a busy server, below what fills a night with reading. */
const maxUnpackedBytes = 64 * 1024 ** 3;
/** Logs pack 10 to 60 times; a file that grows a thousand times, and beyond 64 MiB, is a bomb. */
const maxRatio = 1000;
const ratioCountsFromBytes = 64 * 1024 ** 2;
const chunkBytes = 256 * 1024;

type Packing = { readonly name: string; readonly magic: readonly number[]; readonly unpack?: () => Transform };

const packings: readonly Packing[] = [
  { name: "gzip", magic: [0x1f, 0x8b], unpack: createGunzip },
  { name: "zstd", magic: [0x28, 0xb5, 0x2f, 0xfd], unpack: createZstdDecompress },
  { name: "xz", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: "bzip2", magic: [0x42, 0x5a, 0x68] },
  { name: "zip", magic: [0x50, 0x4b, 0x03, 0x04] },
];

/** The packing of a file by its first bytes, not by its name. */
const packingOf = (head: Buffer): Packing | undefined =>
  packings.find(({ magic }) => magic.every((byte, i) => head[i] === byte));

/** The date in a log's name (`s20110516-00.log`, `mail.log-20261124.gz`, `2026-11-24.log`) as `Date.UTC`. */
export function dateInName(path: string): number | undefined {
  const found = /((?:19|20)\d\d)(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/.exec(basename(path));
  return found ? Date.UTC(Number(found[1]), Number(found[3]) - 1, Number(found[4])) : undefined;
}

/** Says what is wrong with a file in one line; a bug stays what it is. */
function unreadable(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  const code = String(error.code);
  const why =
    code === "ENOENT"
      ? "no such file or folder; check the path"
      : code === "EACCES" || code === "EPERM"
        ? "permission denied; run as root or copy the file"
        : /^Z_|^ERR_ZLIB|ZSTD/.test(code)
          ? "the packed file is damaged; unpack what can be saved and read that"
          : `${error.message}; copy the file elsewhere and try again`;
  return new UsageError(`cannot read ${path}: ${why}`);
}

async function fileInput(path: string, named: boolean, options: InputOptions): Promise<Input> {
  const file = await open(path);
  try {
    const { size, mtimeMs } = await file.stat();
    const head = Buffer.alloc(6);
    await file.read(head, 0, 6, 0);
    const packing = packingOf(head);
    if (packing && !packing.unpack) {
      throw new UsageError(
        `cannot read ${path}: ${packing.name} is not read yet; unpack it and name the unpacked file`,
      );
    }
    const date = dateInName(path);
    const chunks = () => unpacked(path, size, packing?.unpack, options.maxUnpackedBytes ?? maxUnpackedBytes);
    return {
      path,
      named,
      packed: packing !== undefined,
      modified: mtimeMs,
      ...(date !== undefined && { date }),
      chunks,
    };
  } finally {
    await file.close();
  }
}

async function* unpacked(
  path: string,
  size: number,
  unpack: (() => Transform) | undefined,
  limit: number,
): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: chunkBytes });
  const through = unpack?.();
  if (through) stream.on("error", (error) => through.destroy(error)).pipe(through);
  let came = 0;
  try {
    for await (const chunk of through ?? stream) {
      came += chunk.length;
      if (through && (came > limit || (came > ratioCountsFromBytes && came > size * maxRatio))) {
        throw new UsageError(
          `cannot read ${path}: it unpacks to more than ${came} bytes; unpack it and read the parts`,
        );
      }
      yield chunk;
    }
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    stream.destroy();
    through?.destroy();
  }
}

/** Standard input can be read once: what its head took is given again. */
function stdinInput(options: InputOptions, now: number): Input {
  const { stdin } = options;
  if (!stdin) throw new UsageError("cannot read -: there is no standard input; name a file");
  const source = stdin[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let headDone = false;
  async function* chunks(): AsyncGenerator<Buffer> {
    yield* taken;
    const first = !headDone;
    headDone = true;
    for (;;) {
      const next = await source.next();
      if (next.done) return;
      const chunk = Buffer.from(next.value);
      if (taken.length === 0 && packingOf(chunk))
        throw new UsageError("cannot read -: it is packed; unpack it on the way: zcat FILE | …");
      if (first) taken.push(chunk);
      options.keepStdin?.(chunk);
      yield chunk;
    }
  }
  return { path: "-", named: true, packed: false, modified: now, chunks };
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
      const folder = (await stat(log)).isDirectory();
      const paths = folder ? await filesBelow(log) : [log];
      for (const path of paths) if (!found.has(path)) found.set(path, await fileInput(path, !folder, options));
    } catch (error) {
      throw unreadable(log, error);
    }
  }
  return [...found.values()];
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
