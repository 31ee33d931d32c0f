/** Keeps room free on the log's disk: the oldest log files go before mail stands still. */
import { unlink } from "node:fs/promises";
import { archiveFiles, machineDisk, monthlyArchive } from "./archive.ts";
import { type OldFile, oldFiles } from "./old-files.ts";

interface DiskGuardOptions {
  /** Bytes that are free for us on the disk of a folder. */
  readonly freeBytes: (folder: string) => Promise<number>;
  /** Told what is short, what was deleted, and what is left. */
  readonly say: (text: string) => void;
  /** Ends it between two files. */
  readonly signal: AbortSignal;
}

/** What is wanted now. */
interface Wanted {
  /** Where the log files are. */
  readonly folder: string;
  /** Eight digits, the local day: its files are never deleted. */
  readonly today: string;
  readonly leastFreeBytes: number;
  /** Zip file without its month, on another disk than the log; absent: files are deleted only. */
  readonly archive?: string;
}

/** The guard looks, and makes room where there is less than is wanted. Rejects where the folder or its disk cannot be asked. */
export function createDiskGuard({ freeBytes, say, signal }: DiskGuardOptions) {
  /** Said already, so that a full disk does not fill itself with complaints. */
  let isShort = false;

  /** A full disk cannot wait for an archive that is in trouble. */
  const keep = async (file: OldFile, archive: string | undefined): Promise<string> => {
    if (archive === undefined) return "";
    const zipFile = monthlyArchive(archive, file.day.slice(0, 6));
    try {
      await archiveFiles(zipFile, [file], machineDisk, signal);
      return `; archived in ${zipFile}`;
    } catch (error) {
      signal.throwIfAborted();
      return `; not archived: ${(error as Error).message}`;
    }
  };

  return async ({ folder, today, leastFreeBytes, archive }: Wanted): Promise<void> => {
    const before = await freeBytes(folder);
    let free = before;
    if (free >= leastFreeBytes) {
      if (isShort) say(`There is room again: ${free} bytes are free`);
      isShort = false;
      return;
    }
    const files = await oldFiles(folder, today);
    if (isShort && files.length === 0) return;
    if (!isShort)
      say(`${free} bytes are free on the disk of ${folder}, less than log.leastFreeBytes (${leastFreeBytes})`);
    isShort = true;
    let deletedBytes = 0;
    let left = files.length;
    for (const file of files) {
      const archived = await keep(file, archive);
      signal.throwIfAborted();
      await unlink(file.path);
      deletedBytes += file.sizeBytes;
      left -= 1;
      // A disk that tells of its free room late would cost more files than it must.
      free = Math.max(await freeBytes(folder), before + deletedBytes);
      const what = `Deleted the log file ${file.name} (${file.sizeBytes} bytes) to make room`;
      say(`${what}${archived}; ${free} bytes are free`);
      if (free >= leastFreeBytes) break;
    }
    isShort = free < leastFreeBytes;
    say(
      isShort
        ? `No log file of an earlier day is left to delete, and ${free} bytes are free: make room on the disk of ${folder}`
        : `There is room again: ${free} bytes are free, and ${left} log files of earlier days are left`,
    );
  };
}
