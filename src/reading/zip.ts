/** The members of a zip archive, each a log of its own. */
import type { FileEntry } from "@zip.js/zip.js";
import { Damaged } from "./unpack.ts";

export interface Member {
  /** As the archive names it. */
  readonly name: string;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Last change, milliseconds since the epoch. */
  readonly modified: number;
  /** Throws `Damaged` where it cannot be unpacked or is not what was packed. */
  chunks(): AsyncGenerator<Buffer>;
}

/** An archive of a year's logs has some thousands; one with more is made to waste our time. */
const maxMembers = 100_000;

/** In the archive's order. Throws `Damaged` for what is no whole archive. */
export async function membersOf(path: string): Promise<readonly Member[]> {
  // Most readings have no archive, and need not wait for its library.
  const [{ ZipReader }, { ZipSource }] = await Promise.all([import("@zip.js/zip.js"), import("../base/zip-source.ts")]);
  const members: Member[] = [];
  try {
    for await (const entry of new ZipReader(await ZipSource.ofFile(path)).getEntriesGenerator()) {
      if (entry.directory) continue;
      if (members.length >= maxMembers) throw new Error(`it has more than ${maxMembers} members`);
      members.push(memberOf(entry));
    }
  } catch (error) {
    throw new Damaged((error as Error).message);
  }
  return members;
}

const memberOf = (entry: FileEntry): Member => ({
  name: entry.filename,
  packedBytes: entry.compressedSize,
  unpackedBytes: entry.uncompressedSize,
  modified: entry.lastModDate.getTime(),
  chunks: () => unpacked(entry),
});

async function* unpacked(entry: FileEntry): AsyncGenerator<Buffer> {
  if (entry.encrypted) throw new Damaged("it is encrypted");
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const ended = new AbortController();
  const options = { checkCrc32: true, useWebWorkers: false, signal: ended.signal };
  const written = entry.getData(writable, options).catch((error: unknown) => error);
  try {
    for await (const chunk of readable) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const error = await written;
    if (error instanceof Error) throw error;
  } catch (error) {
    throw new Damaged((error as Error).message);
  } finally {
    ended.abort();
  }
}
