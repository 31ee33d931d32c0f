/** The parts of a folder as a question finds them beside a running server, which seals, merges and deletes meanwhile. */
import { isDatabaseError } from "../base/database.ts";
import { RecentBlocks } from "./blocks.ts";
import { listDays, listParts, type PartFile } from "./layout.ts";
import { type OpenPart, readOpenPart } from "./open-part.ts";
import type { Part } from "./part.ts";
import { openSegment } from "./segment.ts";

export interface Shelf {
  /**
   * Does the work on the parts that there are now. Where one is gone before it is opened, it was sealed, merged or deleted: then
   * everything is listed, and the work done, again. Throws the system's error when the folder cannot be listed.
   */
  readonly ask: <T>(work: (files: readonly PartFile[], use: Use) => T) => T;
  /** Why a file could not be read, by path, as far as it was asked. */
  readonly broken: ReadonlyMap<string, string>;
  readonly close: () => void;
}

/** Opens a part for the work; undefined where it cannot be read, which is noted. */
export type Use = <T>(file: PartFile, work: (part: Part) => T) => T | undefined;

/** Handles that stay open from one question to the next. */
const maxHandles = 256;

/** Blocks that stay in memory from one question to the next: as many as one question reads, as a rule. */
const recentBlocks = 200;

/** A part goes once in minutes; that one goes in each of so many lists is no accident any more, and is told as damage. */
const maxTries = 4;

/** A part went between the list and the look. */
class Gone extends Error {}

export function createShelf(folder: string): Shelf {
  const handles = new Map<string, Part | OpenPart>();
  const broken = new Map<string, string>();
  const recent = new RecentBlocks(recentBlocks);
  const open = (file: PartFile): Part => {
    const known = handles.get(file.path);
    if (known && "readOn" in known) known.readOn();
    const part = known ?? (file.span ? openSegment(file.path, file.span, recent) : readOpenPart(file.path));
    // The one that was used last stands last.
    handles.delete(file.path);
    handles.set(file.path, part);
    const [oldest] = handles.size > maxHandles ? handles.keys() : [];
    if (oldest !== undefined) forget(oldest);
    return part;
  };
  const forget = (path: string) => {
    handles.get(path)?.close();
    handles.delete(path);
  };
  const use =
    (last: boolean): Use =>
    (file, work) => {
      try {
        return work(open(file));
      } catch (error) {
        forget(file.path);
        if (!last && (error as NodeJS.ErrnoException).code === "ENOENT") throw new Gone();
        if (!isDamage(error)) throw error;
        broken.set(file.path, (error as Error).message);
        return undefined;
      }
    };
  const list = () => {
    const files = listDays(folder).flatMap((day) => listParts(folder, day));
    const there = new Set(files.map(({ path }) => path));
    for (const path of [...handles.keys()]) if (!there.has(path)) forget(path);
    return files;
  };
  return {
    ask: (work) => {
      for (let tries = 1; ; tries++) {
        try {
          return work(list(), use(tries === maxTries));
        } catch (error) {
          if (!(error instanceof Gone)) throw error;
        }
      }
    },
    broken,
    close: () => {
      for (const path of [...handles.keys()]) forget(path);
    },
  };
}

/** What the disk, SQLite or zlib says of a file; anything else is a mistake of ours. */
const isDamage = (error: unknown): boolean =>
  isDatabaseError(error) || error instanceof SyntaxError || typeof (error as NodeJS.ErrnoException).code === "string";
