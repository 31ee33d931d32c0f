/**
 * Forgets imported logs by their age. Nothing that is kept is ever changed, so whole days of records, parts and texts go: what else is
 * older is not found any more.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { LogKeeper } from "../kept/keeper.ts";
import { removeText } from "../kept/text.ts";
import { dayOf, daySpan, listDays, listParts } from "../records/layout.ts";
import type { KnownFile, Progress } from "./import-progress.ts";
import { openDay } from "./imported-records.ts";
import { keptLines } from "./paths.ts";

const day = 86_400_000;

/**
 * Once a day (UTC): is something too old now, as so many days are kept? Then it is not found any more when progress and parts are saved. All times
 * are epoch milliseconds; without `days` all is kept.
 */
export function growOld(progress: Progress, keeper: LogKeeper, now: number, days?: number): boolean {
  if (days === undefined) return false;
  const first = daySpan(dayOf(now - days * day)).from;
  if (first <= (progress.forgotten ?? Number.NEGATIVE_INFINITY)) return false;
  progress.forgotten = first;
  keeper.forget(first);
  return true;
}

/** Has it no line of a session that begins at that instant, or later? Clocks that go back are off by less than a day. */
export const isOver = ({ lastAt }: KnownFile, forgotten: number | undefined): boolean =>
  lastAt !== undefined && forgotten !== undefined && lastAt < forgotten - day;

/** Removes what only sessions have that are forgotten. A day that is written to stays until the next time. Throws the system's error. */
export function removeForgotten(folder: string, progress: Progress, keeper: LogKeeper): void {
  const { files, forgotten = Number.NEGATIVE_INFINITY } = progress;
  keeper.settle();
  const isRemovable = (name: string) =>
    name !== openDay &&
    daySpan(name).to <= forgotten &&
    listParts(folder, name).every(({ span }) => span !== undefined);
  for (const name of listDays(folder)) if (isRemovable(name)) rmSync(join(folder, name), { recursive: true });
  for (const [number, file] of files.entries()) if (isOver(file, forgotten)) removeText(keptLines(folder), number);
}
