/** Settings of the activity log. */
import { z } from "zod";
import { type ApiVariable, setting } from "../setting.ts";

const levels = ["none", "summary", "debug", "extended"] as const;

/** The product numbers its levels 0 none, 1 debug, 2 summary, 3 both, 4 extended. */
export const levelNumbers = { none: 0, debug: 1, summary: 2, extended: 4 } as const;

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
  levels: z
    .strictObject({
      smtp: level("SMTP", "C_System_Log_Services_SMTP"),
      system: level("the program itself"),
      journal: level("settings and administration", "C_Accounts_Global_Accounts_MaintenanceLog"),
    })
    .prefault({}),
});
