/**
 * Packed logs: gzip and zstd by node, xz and bzip2 by the programs of the system, all with an end to what they may become; and logs in
 * UTF-16, as Windows writes what a program of its shell prints.
 */
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { UsageError } from "../base/error.ts";

/** 64 GiB: above a month of a busy server, below what fills a night with reading. */
const maxUnpackedBytes = 64 * 1024 ** 3;
/** Logs pack 10 to 60 times; a file that grows a thousand times, and beyond 64 MiB, is a bomb. */
const maxRatio = 1000;
const ratioCountsFromBytes = 64 * 1024 ** 2;
const chunkBytes = 256 * 1024;
/** What a program complains about is told in a line. */
const maxComplaintBytes = 1000;

export type Packing = { readonly name: string; readonly magic: readonly number[] } & (
  | { readonly unpack: () => Transform }
  /** A program of the system, and the package that brings it. */
  | { readonly program: string; readonly from: string }
  | { readonly members: true }
);

/** UTF-8 of another encoding, without its mark. */
function transcoded(from: "utf-16le" | "utf-16be"): Transform {
  const decoder = new TextDecoder(from);
  return new Transform({
    transform: (chunk, _encoding, done) => done(null, Buffer.from(decoder.decode(chunk, { stream: true }))),
    flush: (done) => done(null, Buffer.from(decoder.decode())),
  });
}

const packings: readonly Packing[] = [
  { name: "gzip", magic: [0x1f, 0x8b], unpack: createGunzip },
  { name: "zstd", magic: [0x28, 0xb5, 0x2f, 0xfd], unpack: createZstdDecompress },
  { name: "xz", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], program: "xz", from: "xz-utils" },
  { name: "bzip2", magic: [0x42, 0x5a, 0x68], program: "bzip2", from: "bzip2" },
  { name: "zip", magic: [0x50, 0x4b, 0x03, 0x04], members: true },
  { name: "UTF-16", magic: [0xff, 0xfe], unpack: () => transcoded("utf-16le") },
  { name: "UTF-16", magic: [0xfe, 0xff], unpack: () => transcoded("utf-16be") },
];

/** The packing of a file by its first bytes, not by its name. */
export const packingOf = (head: Buffer): Packing | undefined =>
  packings.find(({ magic }) => magic.every((byte, i) => head[i] === byte));

/** The file's bytes as they are. Throws the system's error. */
export async function* plainChunks(path: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { highWaterMark: chunkBytes });
  try {
    yield* stream;
  } finally {
    stream.destroy();
  }
}

/** Unpacked. Throws the error of system or library for what is damaged, and UsageError where the program is absent. */
export async function* unpackedChunks(path: string, packing: Packing): AsyncGenerator<Buffer> {
  if ("program" in packing) return yield* byProgram(path, packing.program, packing.from);
  if (!("unpack" in packing)) throw new UsageError(`cannot read ${path}: its members are read one by one`);
  const stream = createReadStream(path, { highWaterMark: chunkBytes });
  const through = packing.unpack();
  stream.on("error", (error) => through.destroy(error)).pipe(through);
  try {
    yield* through;
  } finally {
    stream.destroy();
    through.destroy();
  }
}

async function* byProgram(path: string, program: string, from: string): AsyncGenerator<Buffer> {
  const { spawn } = await import("node:child_process");
  const child = spawn(program, ["-dc", "--", path], { stdio: ["ignore", "pipe", "pipe"] });
  let complaint = "";
  child.stderr.on("data", (bytes: Buffer) => {
    complaint = (complaint + bytes).slice(0, maxComplaintBytes);
  });
  const ended = once(child, "close") as Promise<[number | null]>;
  // Told below, when what came before is read.
  ended.catch(() => {});
  try {
    yield* child.stdout;
    const [code] = await ended;
    if (code !== 0) throw new Damaged(complaint.trim().replaceAll(/\s+/g, " ") || `${program} ended with ${code}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new UsageError(`cannot read ${path}: the program ${program} is not there; install the package ${from}`);
  } finally {
    child.kill();
  }
}

/** What a packed file holds cannot be had; the message is why. */
export class Damaged extends Error {
  readonly code = "DAMAGED";
}

/** Ends with a UsageError where more comes than may be: `packedBytes` became too many. */
export const limited = (
  path: string,
  chunks: () => AsyncIterable<Buffer>,
  packedBytes: number,
  limit = maxUnpackedBytes,
) =>
  async function* (): AsyncGenerator<Buffer> {
    let came = 0;
    for await (const chunk of chunks()) {
      came += chunk.length;
      if (came > limit || (came > ratioCountsFromBytes && came > packedBytes * maxRatio))
        throw new UsageError(
          `cannot read ${path}: it unpacks to more than ${came} bytes; unpack it and read the parts`,
        );
      yield chunk;
    }
  };
