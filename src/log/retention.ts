/** Deletes log files by their age, into an archive where one is wanted. */
import { type ArchiveDisk, archiveFiles, machineDisk, monthlyArchive } from "./archive.ts";
import { type OldFile, oldFiles } from "./old-files.ts";

export interface RetentionOptions {
  /** Where the log files are. */
  readonly folder: string;
  /** Eight digits, the local day. */
  readonly today: string;
  /** At least 1. */
  readonly deleteAfterDays: number;
  /** Zip file without its month; absent: they are deleted only. */
  readonly archive?: string;
  /** Told what was done, and what could not be. */
  readonly say: (text: string) => void;
  /** Ends it between two files; the rest is for the next time. */
  readonly signal: AbortSignal;
  readonly disk?: ArchiveDisk;
}

/** What cannot be archived stays, and is tried again at the next call. Rejects where the folder cannot be read. */
export async function deleteOld(options: RetentionOptions): Promise<void> {
  const { folder, today, deleteAfterDays, say, signal } = options;
  const oldestKept = Temporal.PlainDate.from(today).subtract({ days: deleteAfterDays }).toString().replaceAll("-", "");
  const due = (await oldFiles(folder, today)).filter(({ day }) => day < oldestKept);
  for (const [month, files] of Map.groupBy(due, ({ day }) => day.slice(0, 6))) {
    try {
      const archive = options.archive && monthlyArchive(options.archive, month);
      if (archive) await archiveFiles(archive, files, options.disk ?? machineDisk, signal);
      for (const { path } of files) {
        signal.throwIfAborted();
        await (options.disk ?? machineDisk).remove(path);
      }
      say(`Deleted ${told(files)}, older than ${deleteAfterDays} days${archive ? `; archived in ${archive}` : ""}`);
    } catch (error) {
      if (signal.aborted) return;
      say(`Cannot delete ${told(files)}: ${(error as Error).message}; what is left is tried again tomorrow`);
    }
  }
}

/** "3 log files (s20260801-00.log to s20260803-00.log, 12345 bytes)". */
function told(files: readonly OldFile[]): string {
  const [first, last] = [files[0]?.name, files.at(-1)?.name];
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return files.length === 1
    ? `the log file ${first} (${bytes} bytes)`
    : `${files.length} log files (${first} to ${last}, ${bytes} bytes)`;
}
