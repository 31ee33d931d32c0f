/** Settings of the records: what is kept of closed sessions, and how long. */
import { z } from "zod";
import { bytes, count, seconds, setting } from "../setting.ts";

export const records = z.strictObject({
  transcripts: setting(
    z.enum(["all", "bad"]).default("bad"),
    "Which sessions keep what was said where the level of the log is below debug: all, or bad (refused, broken off, slow).",
  ),
  slowSeconds: setting(seconds(60, 0), "A session that lasts longer than this is kept like a bad one."),
  keepDays: setting(count(400, 0, 36_500), "Days that records are kept; 0: for ever."),
  maxBytes: setting(
    bytes(0, 0, Number.MAX_SAFE_INTEGER),
    "Size of all records above which the oldest days are deleted, never today's; 0: no limit.",
  ),
});
