/** Tells the levels of the log. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { levels as schema } from "../schemas/level.ts";

export const logLevelList = defineOperation({
  summary: "tell how much the log of each service says, and until when",
  route: "GET /log/levels",
  access: "helpdesk",
  input: z.strictObject({}),
  output: schema,
  run: (_, { levels }) => ({ levels: levels.levels() }),
});
