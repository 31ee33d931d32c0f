/** Log files that were brought to the page to be asked: each in a folder of its own below the data folder, until it is removed. */
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { replaceFile } from "../base/durable.ts";
import { UsageError } from "../base/error.ts";
import { paths } from "./paths.ts";

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What was found when it was read; nothing before that. */
  readonly read?: UploadRead;
}

export interface UploadRead {
  /** The zone that stamps without one were taken to be of: a name that `Zone` knows. */
  readonly zone: string;
  /** False where no line of it could be read. */
  readonly isLog: boolean;
}

const idShape = /^[\dA-F]{16}$/;
/** While it comes, a log has this name. */
const coming = ".coming";
/** What reading it found. */
const found = ".read";

const folderOf = (data: string, id: string): string => {
  if (!idShape.test(id)) throw new UsageError(`${id}: a log has an id of 16 hex digits`);
  return join(paths(data).uploads, id);
};

/** The one file of a folder, whose name has no dot before it; undefined while it comes, and where there is none. */
const fileIn = (folder: string): string | undefined =>
  existsSync(folder) ? readdirSync(folder).find((name) => !name.startsWith(".")) : undefined;

/** Path of a log; one that does not exist where it is gone. Throws UsageError for what is no id. */
export function uploadedLog(data: string, id: string): string {
  const folder = folderOf(data, id);
  return join(folder, fileIn(folder) ?? "gone");
}

/** The newest first. */
export function uploads(data: string): readonly Upload[] {
  const root = paths(data).uploads;
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((id) => idShape.test(id))
    .flatMap((id) => {
      const name = fileIn(join(root, id));
      if (name === undefined) return [];
      const { size, mtimeMs } = statSync(join(root, id, name));
      const read = uploadRead(data, id);
      return [{ id, name, bytes: size, at: mtimeMs, ...(read && { read }) }];
    })
    .sort((a, b) => b.at - a.at);
}

/** Undefined for a log that was not read yet, or is gone. */
export function uploadRead(data: string, id: string): UploadRead | undefined {
  const file = join(folderOf(data, id), found);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as UploadRead) : undefined;
}

/** Keeps what reading it found, as long as the log is there. */
export function noteUploadRead(data: string, id: string, read: UploadRead): void {
  const folder = folderOf(data, id);
  if (existsSync(folder)) replaceFile(join(folder, found), JSON.stringify(read));
}

/** What of a name may be one on a disk: an ending tells how a log is packed, so it stays. */
export const fileName = (name: string): string =>
  basename(name.replaceAll("\\", "/"))
    .replaceAll(/[^\w.@+-]/g, "_")
    .replace(/^\.+/, "")
    .slice(-100) || "log";

/** Takes a log as it comes. Throws UsageError for one that is too long or breaks off, and keeps nothing of it. */
export async function takeUpload(
  data: string,
  { id, name, bytes, mostBytes }: { id: string; name: string; bytes: AsyncIterable<Uint8Array>; mostBytes: number },
): Promise<Upload> {
  const folder = folderOf(data, id);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let size = 0;
  const counted = async function* () {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > mostBytes)
        throw new UsageError(`the log is larger than ${mostBytes} bytes; pack it, or see the setting web.uploadBytes`);
      yield chunk;
    }
  };
  try {
    await pipeline(counted, createWriteStream(join(folder, coming), { mode: 0o600 }));
    renameSync(join(folder, coming), join(folder, fileName(name)));
    return { id, name: fileName(name), bytes: size, at: statSync(join(folder, fileName(name))).mtimeMs };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (error instanceof UsageError) throw error;
    throw new UsageError(`the log did not come whole: ${(error as Error).message}; bring it again`);
  }
}

/** A crash may have broken off what came: nobody can ask it, and nobody sees it. */
export function removeTornUploads(data: string): void {
  const root = paths(data).uploads;
  if (!existsSync(root)) return;
  for (const id of readdirSync(root).filter((name) => idShape.test(name)))
    if (fileIn(join(root, id)) === undefined) rmSync(join(root, id), { recursive: true, force: true });
}

/** Throws UsageError for one that is not there. */
export function removeUpload(data: string, id: string): void {
  const folder = folderOf(data, id);
  if (!existsSync(folder)) throw new UsageError("that log is not here any more", "not-found");
  rmSync(folder, { recursive: true });
}
