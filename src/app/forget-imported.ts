/**
 * Forgets imported logs by their age. Nothing that is kept is ever changed, so whole days of records, parts and texts go: what else is
 * older is not found any more.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { removeText } from "../kept/text.ts";
import { dayOf, daySpan, listDays, listParts } from "../records/layout.ts";
import type { KnownFile } from "./import-progress.ts";
import { openDay } from "./imported-records.ts";
import { keptLines } from "./paths.ts";

const day = 86_400_000;

/** The beginning of the first day that is kept (UTC), in epoch milliseconds. */
export const firstKept = (now: number, days: number): number => daySpan(dayOf(now - days * day)).from;

/** Has it no line of a session that begins at that instant, or later? Clocks that go back are off by less than a day. */
export const isOver = ({ lastAt }: KnownFile, forgotten: number | undefined): boolean =>
  lastAt !== undefined && forgotten !== undefined && lastAt < forgotten - day;

/** Removes what only older sessions have. A day that is written to stays until the next time. Throws the system's error. */
export function removeForgotten(folder: string, files: readonly KnownFile[], forgotten: number): void {
  const isRemovable = (name: string) =>
    name !== openDay &&
    daySpan(name).to <= forgotten &&
    listParts(folder, name).every(({ span }) => span !== undefined);
  for (const name of listDays(folder)) if (isRemovable(name)) rmSync(join(folder, name), { recursive: true });
  for (const [number, file] of files.entries()) if (isOver(file, forgotten)) removeText(keptLines(folder), number);
}
