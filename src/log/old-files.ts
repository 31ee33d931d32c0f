/** The log files of days gone by: what age or a full disk may take away. */
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { byTime, type LogFileName, readFileName } from "./file-name.ts";

export interface OldFile {
  readonly name: string;
  readonly path: string;
  /** Eight digits, the local day of its lines. */
  readonly day: string;
  readonly sizeBytes: number;
}

/** A log file has its JSON lines beside it. */
const jsonEnding = /\.jsonl$/;

/**
 * Those of days before `today` (eight digits), oldest first. Only regular files that bear a name of ours: a line is in the
 * file of its own day, so none of them is written any more. Rejects with the system's error.
 */
export async function oldFiles(folder: string, today: string): Promise<readonly OldFile[]> {
  const named = (await readdir(folder)).flatMap((name) => {
    const file = readFileName(name.replace(jsonEnding, ".log"));
    return file && file.day < today ? [{ name, file }] : [];
  });
  named.sort((a, b) => byTime(a.file, b.file) || a.name.localeCompare(b.name));
  const files = await Promise.all(named.map(({ name, file }) => look(folder, name, file)));
  return files.filter((file) => file !== undefined);
}

/** Undefined for what is no regular file, or went away meanwhile. */
async function look(folder: string, name: string, { day }: LogFileName): Promise<OldFile | undefined> {
  const path = join(folder, name);
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return found?.isFile() ? { name, path, day, sizeBytes: found.size } : undefined;
}
