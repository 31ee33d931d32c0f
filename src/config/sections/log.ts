/** Settings of the activity log. */
import { z } from "zod";
import { type ApiVariable, bytes, seconds, setting } from "../setting.ts";

const levels = ["none", "summary", "debug", "extended"] as const;

/** The product numbers its levels 0 none, 1 debug, 2 summary, 3 both, 4 extended. */
const levelNumbers = { none: 0, debug: 1, summary: 2, extended: 4 } as const;

const level = (service: string, name?: string) =>
  setting(
    z.enum(levels).default("debug"),
    `How much the log of ${service} says: none, summary, debug or extended.`,
    name === undefined ? undefined : ({ name, words: levelNumbers } satisfies ApiVariable),
  );

export const log = z.strictObject({
  folder: setting(z.string().min(1).default("logs"), "Folder of the log files, absolute or below the data folder.", {
    name: "C_System_Storage_Dir_LogPath",
  }),
  rotateBytes: setting(
    bytes(100 * 1024 * 1024, 0, 2_000_000_000),
    "A log file of so many bytes is followed by the next of the day; 0: a file has the whole day.",
    { name: "C_System_Logging_General_LogRotation", factor: 1 / 1024 },
  ),
  cacheBytes: setting(
    bytes(0, 0, 16 * 1024 * 1024),
    "So many bytes may wait in memory before they are written. 0: what a client was told is in the file before, also after kill -9; more gives that up.",
    { name: "C_System_Logging_General_LogCache" },
  ),
  cacheSeconds: setting(seconds(1, 0.1, 60), "So long lines may wait in that memory."),
  fsync: setting(
    z.enum(["never", "second", "turn"]).default("never"),
    "When lines are synced to the disk itself, for the case that the power fails: never, each second, or before each reply (turn).",
  ),
  stallSeconds: setting(
    seconds(5, 0.1, 300),
    "So long a reply waits for a log disk that does not answer; then mail goes on, and lines wait in memory.",
  ),
  levels: z
    .strictObject({
      smtp: level("SMTP", "C_System_Log_Services_SMTP"),
      system: level("the program itself"),
      journal: level("settings and administration", "C_Accounts_Global_Accounts_MaintenanceLog"),
    })
    .prefault({}),
});
