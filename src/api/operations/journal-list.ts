/** Lists what was changed, by whom and when. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { cursor, list, time } from "../schemas/parts.ts";

export const journalList = defineOperation({
  summary: "list what was changed, by whom and when, the newest first",
  route: "GET /journal",
  access: "admin",
  input: z.strictObject({ cursor: z.exactOptional(cursor), limit: z.int().min(1).max(500).default(100) }),
  output: z.object({
    entries: list(
      z.object({
        at: time().nullable(),
        by: z.string(),
        what: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  run: ({ cursor: begun, limit }, { questions, signal }) => questions.ask("journal", { cursor: begun, limit }, signal),
});
