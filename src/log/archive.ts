/** Old log files in a zip file a month. Whenever it is cut off, each file is in the log folder or whole in the archive. */
import { createReadStream } from "node:fs";
import { type FileHandle, open, rename, rm, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import type { Entry } from "@zip.js/zip.js";
import { forceToDisk } from "../base/force-to-disk.ts";
import type { OldFile } from "./old-files.ts";

/** The calls that change a disk; the machine may stop between any two. */
export interface ArchiveDisk {
  readonly write: (handle: FileHandle, bytes: Uint8Array) => Promise<void>;
  readonly sync: (handle: FileHandle) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly syncFolder: (folder: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
}

/** The disk of this machine. */
export const machineDisk: ArchiveDisk = {
  write: (handle, bytes) => handle.writeFile(bytes),
  sync: (handle) => handle.sync(),
  rename,
  syncFolder: forceToDisk,
  remove: unlink,
};

/** `archive.zip` and a month of six digits: `archive-202611.zip`. */
export const monthlyArchive = (path: string, month: string): string =>
  path.replace(/\.zip$/i, (ending) => `-${month}${ending}`);

/**
 * Resolves when every file is in the zip file, on disk. What is there already stays as it is packed, and is not added again.
 * Rejects, and leaves the zip file as it was, where that is damaged, cannot be written, or the signal comes.
 */
export async function archiveFiles(
  zipFile: string,
  files: readonly OldFile[],
  disk: ArchiveDisk,
  signal: AbortSignal,
): Promise<void> {
  // Loaded here: it takes long to load, and few servers need it, once a day.
  const { ZipReader, ZipWriter } = await import("@zip.js/zip.js");
  const { ZipSource } = await import("../base/zip-source.ts");
  const sourceOf = async (handle: FileHandle) => ZipSource.ofHandle(handle, (await handle.stat()).size);
  await using before = await openIfThere(zipFile);
  const packed = before && (await sourceOf(before));
  const missing = await missingIn(packed ? await new ZipReader(packed).getEntries() : [], files);
  if (missing.length === 0) return;
  const temporary = `${zipFile}.tmp`;
  try {
    await using handle = await open(temporary, "w", 0o600);
    const out = new WritableStream<Uint8Array>({ write: (bytes) => disk.write(handle, bytes) });
    const zip = new ZipWriter(out, { signal, useWebWorkers: false, unixMode: 0o100600 });
    if (packed) await zip.appendZip(packed);
    for (const { file, as } of missing) {
      await using log = await open(file.path);
      const lastModDate = (await log.stat()).mtime;
      const { uncompressedSize } = await zip.add(as, await sourceOf(log), { lastModDate });
      if (uncompressedSize !== file.sizeBytes) throw new Error(`${file.name} changes while it is archived`);
    }
    await zip.close();
    await disk.sync(handle);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await disk.rename(temporary, zipFile);
  await disk.syncFolder(dirname(zipFile));
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** The files that the archive lacks, with the name that each gets there: another file's name is never taken. */
async function missingIn(
  entries: readonly Entry[],
  files: readonly OldFile[],
): Promise<readonly { readonly file: OldFile; readonly as: string }[]> {
  const byName = new Map(entries.map((entry) => [entry.filename, entry]));
  const missing: { file: OldFile; as: string }[] = [];
  for (const file of files) {
    let as = file.name;
    // The same name with other content: from another folder, or of another machine.
    for (let copy = 2; byName.has(as) && !(await isIn(byName.get(as), file)); copy += 1) as = `${copy}/${file.name}`;
    if (!byName.has(as)) missing.push({ file, as });
  }
  return missing;
}

async function isIn(entry: Entry | undefined, { path, sizeBytes }: OldFile): Promise<boolean> {
  if (entry?.uncompressedSize !== sizeBytes) return false;
  let sum = 0;
  for await (const chunk of createReadStream(path)) sum = crc32(chunk, sum);
  return entry.signature === sum;
}
