/** Takes the configuration file into force as it is. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";

export const reload = defineOperation({
  summary: "read the configuration file again",
  input: z.strictObject({}),
  run: (_, { settings, journal }) => {
    const changed = settings.reload();
    for (const { path, before, after } of changed) journal(path, before, after);
    return { file: settings.file, changed };
  },
});
