/** What is done to parts that nobody writes to any more: sealing, merging the days that are over, deleting the oldest. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildPath, dayOf, leftovers, listDays, listParts, type PartFile, sealedPath } from "./layout.ts";
import { readOpenPart } from "./open-part.ts";
import { DamagedPart, type Part, type Span } from "./part.ts";
import { buildSegment, maxNumbers, numbersIn, openSegment } from "./segment.ts";

/** The steps at which a crash may strike; each is whole or did not happen. Paths; all throw the system's error. */
export interface PartDisk {
  readonly build: (path: string, parts: readonly Part[]) => void;
  /** Of a file or a folder. */
  readonly sync: (path: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (path: string) => void;
}

/** The disk of this machine. */
export const partDisk: PartDisk = {
  build: buildSegment,
  sync: (path) => {
    const handle = openSync(path, "r");
    fsyncSync(handle);
    closeSync(handle);
  },
  rename: renameSync,
  remove: (path) => rmSync(path, { recursive: true, force: true }),
};

/** What may be kept. */
export interface Keep {
  /** Days; 0 is for ever. */
  readonly days: number;
  /** Bytes of all days together; 0 is no limit. */
  readonly bytes: number;
}

export interface UpkeepTask {
  readonly folder: string;
  /** Open parts that nobody writes to any more. */
  readonly closed: readonly string[];
  /** Epoch milliseconds: its day is never merged or deleted. */
  readonly now: number;
  /** Merge days that are over; asked for once a day, as a damaged one is read in vain. */
  readonly merge: boolean;
  readonly keep: Keep;
}

/** What a person should know, each a sentence. */
export type Remarks = readonly string[];

/**
 * Clears up after a crash, seals, merges and deletes. What fails is told and left as it was, for the next time. Nothing is lost and
 * nothing is there twice at whatever step it ends (see `layout.ts` on what counts).
 */
export function upkeep({ folder, closed, now, merge, keep }: UpkeepTask, disk: PartDisk = partDisk): Remarks {
  const remarks: string[] = [];
  const today = dayOf(now);
  const trying = (what: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      remarks.push(
        `Records: ${what} failed (${(error as Error).message}); it is tried again later, and nothing is lost`,
      );
    }
  };
  for (const day of listDays(folder)) {
    for (const path of leftovers(folder, day)) trying(`removing ${path}`, () => disk.remove(path));
    const open = listParts(folder, day).filter((part) => part.kind === "open" && closed.includes(part.path));
    for (const part of open) trying(`sealing ${part.path}`, () => remarks.push(...seal(folder, part, disk)));
    if (merge && day < today) trying(`merging ${join(folder, day)}`, () => mergeDay(folder, day, disk));
  }
  trying("deleting old days", () => remarks.push(...deleteOld(folder, now, keep, disk)));
  return remarks;
}

function seal(folder: string, file: PartFile, disk: PartDisk): Remarks {
  const part = readOpenPart(file.path);
  const torn = statSync(file.path).size - part.bytes();
  const damaged = part.damaged().length;
  if (part.span) put(folder, file, [part], part.span, disk);
  // What cannot be read is kept for a person.
  if (damaged > 0) disk.rename(file.path, `${file.path}.damaged`);
  else disk.remove(file.path);
  if (damaged > 0)
    return [`Records: ${file.path} is damaged in ${damaged} places; the rest was sealed, and the file is kept`];
  return torn > 0 ? [`Records: the last ${torn} bytes of ${file.path} were torn by a crash and left out`] : [];
}

/** Builds the parts into one, which supersedes them at the rename. */
function put(folder: string, file: PartFile, parts: readonly Part[], { from, to }: Span, disk: PartDisk): void {
  const built = buildPath(folder, file);
  disk.remove(built);
  disk.build(built, parts);
  disk.sync(built);
  disk.rename(built, sealedPath(folder, file, from, to));
  disk.sync(dirname(built));
  disk.sync(folder);
}

/** Merges neighbours of a day as far as they fit into one segment. */
function mergeDay(folder: string, day: string, disk: PartDisk): void {
  const files = listParts(folder, day);
  if (files.length < 2) return;
  let group: { readonly file: PartFile; readonly part: Part }[] = [];
  let held = 0;
  const close = () => {
    const [first, last] = [group[0]?.file, group.at(-1)?.file];
    if (first && last && group.length > 1) mergeGroup(folder, { ...first, last: last.last }, group, disk);
    for (const { part } of group) part.close();
    [group, held] = [[], 0];
  };
  try {
    for (const file of files) {
      // An open part is still to be sealed, and nothing is merged across it.
      if (!file.span) {
        close();
        continue;
      }
      const part = openSegment(file.path, file.span);
      const more = numbersIn(part);
      if (held + more > maxNumbers) close();
      group.push({ file, part });
      held += more;
    }
  } finally {
    close();
  }
}

function mergeGroup(
  folder: string,
  file: PartFile,
  group: readonly { readonly file: PartFile; readonly part: Part }[],
  disk: PartDisk,
): void {
  const parts = group.map(({ part }) => part);
  const spans = group.flatMap(({ file: { span } }) => span ?? []);
  const [from, to] = [Math.min(...spans.map((span) => span.from)), Math.max(...spans.map((span) => span.to))];
  const before = parts.reduce((sum, part) => sum + part.summary().damaged.length, 0);
  const whole: PartDisk = {
    ...disk,
    build: (path) => {
      disk.build(path, parts);
      const after = parts.reduce((sum, part) => sum + part.damaged().length, 0);
      if (after > before) throw new DamagedPart("a part of it is damaged");
    },
  };
  put(folder, file, parts, { from, to }, whole);
  for (const { file: merged } of group) disk.remove(merged.path);
}

const dayMilliseconds = 86_400_000;

/** Whole days, the oldest first; never today's. */
function deleteOld(folder: string, now: number, keep: Keep, disk: PartDisk): Remarks {
  const today = dayOf(now);
  const days = listDays(folder).filter((day) => day < today);
  const firstKept = keep.days === 0 ? "" : dayOf(now - keep.days * dayMilliseconds);
  const remarks: string[] = [];
  const bytesOf = (day: string) => listParts(folder, day).reduce((sum, { path }) => sum + statSync(path).size, 0);
  let bytes = keep.bytes === 0 ? 0 : [...days, today].reduce((sum, day) => sum + bytesOf(day), 0);
  for (const day of days) {
    const tooMuch = keep.bytes > 0 && bytes > keep.bytes;
    if (day >= firstKept && !tooMuch) break;
    bytes -= keep.bytes === 0 ? 0 : bytesOf(day);
    disk.remove(join(folder, day));
    const why = day < firstKept ? `records.keepDays is ${keep.days}` : `records.maxBytes is ${keep.bytes}`;
    remarks.push(`Records of ${day} were deleted: ${why}`);
  }
  return remarks;
}
