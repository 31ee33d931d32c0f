/** Settings of the activity log. */
import { z } from "zod";
import { type ApiVariable, setting } from "../setting.ts";

const levels = ["none", "summary", "debug", "extended"] as const;

/** The product numbers its levels 0 none, 1 debug, 2 summary, 3 both, 4 extended. */
const levelNumbers = { none: 0, debug: 1, summary: 2, extended: 4 } as const;

const level = (service: string, variable?: string) =>
  setting(
    z.enum(levels).default("debug"),
    `How much the log of ${service} says: none, summary, debug or extended.`,
    variable === undefined
      ? undefined
      : ({ name: `C_System_Log_Services_${variable}`, words: levelNumbers } satisfies ApiVariable),
  );

export const log = z.strictObject({
  folder: setting(z.string().min(1).default("logs"), "Folder of the log files, absolute or below the data folder.", {
    name: "C_System_Storage_Dir_LogPath",
  }),
  levels: z
    .strictObject({
      smtp: level("SMTP", "SMTP"),
      system: level("the program itself"),
      journal: level("settings and administration"),
    })
    .prefault({}),
});
