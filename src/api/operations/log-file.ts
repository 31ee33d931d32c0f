/** Gives a file of the activity log, as it is. */
import { createReadStream, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { UsageError } from "../../base/error.ts";
import { defineFileOperation } from "../operation.ts";

/** As our log files are called, and nothing else of that folder or above it. */
const name = z.string().regex(/^[a-z]\d{0,3}\d{8}-\d{2,}\.log$/, "is no name of a log file, as s20261124-00.log");

export const logFile = defineFileOperation({
  summary: "give a file of the log, as it is",
  route: "GET /log/files/{name}",
  access: "helpdesk",
  file: "text/plain; charset=utf-8",
  input: z.strictObject({ name }),
  run: ({ name: asked }, { settings, data }) => {
    const path = join(resolve(data, settings.config().log.folder), asked);
    if (!existsSync(path))
      throw new UsageError(`${asked} is not in the log folder any more; it may be archived`, "not-found");
    return createReadStream(path);
  },
});
