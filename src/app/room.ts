/** Room on the disk of the mailboxes: where it is nearly full, mail waits with its sender, and what there is left is for log and records. */
import { statfsSync } from "node:fs";
import { UsageError } from "../base/error.ts";
import type { ErrorLog } from "./error-log.ts";

/** So long a measure holds: a busy server asks a thousand times in that time. */
const measuredMilliseconds = 1000;

export interface Room {
  readonly folder: string;
  /** Bytes that are not for mail; 0: all are. */
  readonly least: () => number;
  readonly now: () => number;
  readonly report: ErrorLog["report"];
  /** Bytes that are free there; of the system where nothing else is said. */
  readonly measure?: (folder: string) => number;
}

/** Is there room for a message of so many bytes? A disk that cannot be asked is told of where it is written to. */
export function createRoom({ folder, least, now, report, measure = freeBytes }: Room): (bytes: number) => boolean {
  let [measuredAt, free] = [Number.NEGATIVE_INFINITY, 0];
  return (bytes) => {
    const reserve = least();
    if (reserve === 0) return true;
    if (Math.abs(now() - measuredAt) > measuredMilliseconds) [measuredAt, free] = [now(), measure(folder)];
    if (free >= reserve + bytes) return true;
    report(
      "the disk of the mailboxes",
      new UsageError(
        `${Math.floor(free / 1e6)} MB are free, and a message beyond smtp.leastFreeBytes (${Math.ceil(reserve / 1e6)} MB) is put off; make room there`,
      ),
    );
    return false;
  };
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
