/** How far the import of logs has come: which files are known, to where each was read, and which parts that made. */
import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { syncPath, writeDurably } from "../base/durable.ts";
import { UsageError } from "../base/error.ts";
import type { PartNumbers } from "../kept/keeper.ts";
import type { HowRead } from "../kept/log.ts";

/** A log file, known by its content: rotation gives it other names, and packs it. */
export interface KnownFile {
  /** How the records name it: its first path, and the mark of its content behind `#`. */
  readonly name: string;
  /** Where it was last. */
  path: string;
  /** Hash of its first bytes, and how many these are. */
  head: string;
  headBytes: number;
  /** All before it was read, up to the end of a line; unpacked bytes. */
  readTo: number;
  /** Hash of the last bytes before `readTo`. */
  tail: string;
  /** The file on the disk as it was when nothing of it was unread. */
  seen?: OnDisk | undefined;
  /** Its first stamp, epoch milliseconds; null where it has none. */
  firstAt: number | null;
  /** No later than this is its last stamp, as far as it was read; absent where none is known. */
  lastAt?: number;
  formats: readonly string[];
  lines: number;
  unread: number;
  /** Are there sessions that begin or go on in it and were not closed when the log ended, or lines that may be told of yet? */
  open: boolean;
  /** How its lines were read, where they are kept. */
  reading?: ReadFor;
}

/** As it must be known to read its lines again; `node`: the machine that wrote it, where somebody said so. */
export interface ReadFor extends HowRead {
  readonly node?: string;
}

export interface OnDisk {
  readonly path: string;
  readonly bytes: number;
  readonly modified: number;
}

export interface Progress {
  readonly version: 2;
  files: KnownFile[];
  /** Open parts below the folder, and how many bytes of each count. */
  parts: Readonly<Record<string, number>>;
  /** Number of the part with the sessions that are still open; -1 where there is none. */
  snapshot: number;
  /** Numbers of the parts that say whose the kept lines are. */
  places: PartNumbers;
  /** Sessions that began before this instant are forgotten, epoch milliseconds; absent: none. */
  forgotten?: number;
}

const fileOf = (folder: string) => join(folder, "progress.json");

const nothingYet = (): Progress => ({
  ...{ version: 2, files: [], parts: {}, snapshot: -1 },
  places: { full: [], last: -1, open: -1 },
});

/** Throws UsageError for one that cannot be read, which only somebody else's hand can have made. */
export function loadProgress(folder: string): Progress {
  const path = fileOf(folder);
  try {
    const progress = JSON.parse(readFileSync(path, "utf8")) as Progress;
    if (progress.version !== 2) throw new Error(`it is of version ${progress.version}`);
    return progress;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return nothingYet();
    throw new UsageError(
      `cannot read ${path}: ${(error as Error).message}; move ${folder} away, and import the logs again`,
    );
  }
}

/** Durable when it returns; before, the last one counts. Throws the system's error. */
export function saveProgress(folder: string, progress: Progress): void {
  const path = fileOf(folder);
  writeDurably(`${path}.new`, [Buffer.from(JSON.stringify(progress))]);
  renameSync(`${path}.new`, path);
  syncPath(folder);
}
