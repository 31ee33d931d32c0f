/** Lists the files of the activity log. */
import { z } from "zod";
import type { Service } from "../../events/event.ts";
import { defineOperation } from "../operation.ts";
import { list, time, word } from "../schemas/parts.ts";

export const logFiles = defineOperation({
  summary: "list the files of the log, of each service the newest first",
  route: "GET /log/files",
  access: "helpdesk",
  input: z.strictObject({}),
  output: list(
    z.object({ service: word<Service>(), name: z.string(), bytes: z.number(), changedAt: time().nullable() }),
  ),
  run: (_, { questions, signal }) => questions.ask("logFiles", {}, signal),
});
