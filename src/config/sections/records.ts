/** Settings of the records: what is kept of closed sessions, and how long. */
import { z } from "zod";
import { bytes, count, setting } from "../setting.ts";

export const records = z.strictObject({
  keepDays: setting(count(400, 0, 36_500), "Days that records are kept; 0: for ever."),
  maxBytes: setting(
    bytes(0, 0, Number.MAX_SAFE_INTEGER),
    "Size of all records above which the oldest days are deleted, never today's; 0: no limit.",
  ),
});
