/** Takes the configuration file into force as it is. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { changed } from "../schemas/setting.ts";

export const settingReload = defineOperation({
  summary: "read the configuration file again",
  route: "POST /settings/reload",
  access: "admin",
  input: z.strictObject({}),
  output: changed,
  run: (_, { settings, journal }) => {
    const changed = settings.reload();
    for (const { path, before, after } of changed) journal(path, before, after);
    return { file: settings.file, changed };
  },
});
