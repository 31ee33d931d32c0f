/** Reads logs for nothing but the account of their lines. */
import { type ReadOptions, readLogs } from "../reading/read.ts";
import type { ReadStat } from "../reading/stat.ts";

/** What was read, ignored and not understood, by file. Throws UsageError for input that cannot be read. */
export const readStat = (options: ReadOptions): Promise<ReadStat> => readLogs(options, () => {});
