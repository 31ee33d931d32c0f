/** Records whose last days are gone: the log beside them goes on, so that they prove nothing of that time. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Zone } from "../base/zone.ts";
import { newestName } from "../log/file-name.ts";
import type { SessionSource } from "../sessions/source.ts";

/** A server says each minute that it is alive, and in log and records at once. */
const togetherMilliseconds = 10 * 60_000;

/** The same records, which say that they are silent from their end to that of the log. */
export const besideLog = (records: SessionSource, logFolder: string): SessionSource => ({
  ...records,
  coverage: async (from, to) => {
    const covered = await records.coverage(from, to);
    const behind = covered.to + togetherMilliseconds;
    if (covered.lines === 0 || to <= behind || lastChange(logFolder) <= behind) return covered;
    // Loaded where it is needed: files that were copied are younger than their lines.
    const { lastLogged } = await import("./crash.ts");
    const until = Math.min(to, lastLogged(logFolder, new Zone("UTC"))?.lastAt ?? covered.to);
    if (until <= behind) return covered;
    return { ...covered, gaps: [...covered.gaps, { from: covered.to, to: until, why: "silent" }] };
  },
});

function lastChange(logFolder: string): number {
  if (!existsSync(logFolder)) return Number.NEGATIVE_INFINITY;
  const newest = newestName(readdirSync(logFolder), "smtp");
  return newest === undefined ? Number.NEGATIVE_INFINITY : statSync(join(logFolder, newest)).mtimeMs;
}
