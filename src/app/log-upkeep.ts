/** Looks after log files of earlier days, beside the mail: deletes and archives them by age, and where the disk gets full. */
import { stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { Config } from "../config/schema.ts";
import { zoneOf } from "../config/zone.ts";
import { createDiskGuard } from "../log/disk-guard.ts";
import { deleteOld } from "../log/retention.ts";
import { archiveOf } from "./archive-place.ts";

export interface LogUpkeep {
  /** Called by a timer each second or so. By age it works once a day, and when a setting of it changes. */
  readonly tick: () => void;
  /** Ends what is under way; resolves when nothing is any more. */
  readonly stop: () => Promise<void>;
}

interface LogUpkeepOptions {
  /** The configuration in force. */
  readonly config: () => Config;
  readonly data: string;
  /** Where the log is now. */
  readonly folder: () => string;
  readonly now: () => number;
  /** Writes a remark into the program's own log. */
  readonly say: (text: string) => void;
  readonly freeBytes?: (folder: string) => Promise<number>;
}

export function createLogUpkeep(options: LogUpkeepOptions): LogUpkeep {
  const { config, data, folder, now, say, freeBytes = freeBytesOf } = options;
  const end = new AbortController();
  const guard = createDiskGuard({ freeBytes, say, signal: end.signal });
  let running: Promise<void> | undefined;
  let doneFor = "";
  let complaint = "";

  const work = async (): Promise<void> => {
    const { deleteAfterDays, archive, archiveTo, leastFreeBytes } = config().log;
    const today = zoneOf(config()).iso(now()).slice(0, 10).replaceAll("-", "");
    const where = { folder: folder(), today };
    const zipFile = archive ? archiveOf(config(), data) : undefined;
    const due = JSON.stringify([where, deleteAfterDays, archive, archiveTo]);
    if (due !== doneFor && deleteAfterDays > 0)
      await deleteOld({ ...where, deleteAfterDays, ...(zipFile && { archive: zipFile }), say, signal: end.signal });
    doneFor = due;
    if (leastFreeBytes === 0) return;
    const elsewhere = zipFile && (await isElsewhere(zipFile, where.folder)) ? { archive: zipFile } : {};
    await guard({ ...where, leastFreeBytes, ...elsewhere });
  };
  const complain = (error: Error) => {
    if (end.signal.aborted || error.message === complaint) return;
    complaint = error.message;
    say(`Cannot look after old log files: ${error.message}`);
  };
  return {
    tick: () => {
      running ??= work()
        .catch(complain)
        .finally(() => {
          running = undefined;
        });
    },
    stop: async () => {
      end.abort();
      await running;
    },
  };
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Does a file lie on another file system than a folder? Only then does archiving into it make room. No, where its folder is gone. */
async function isElsewhere(file: string, folder: string): Promise<boolean> {
  const [one, other] = await Promise.all([deviceOf(dirname(file)), deviceOf(folder)]);
  return one !== undefined && one !== other;
}

async function deviceOf(folder: string): Promise<number | undefined> {
  try {
    return (await stat(folder)).dev;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
