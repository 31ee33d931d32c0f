/** Reads a log that was brought, and says how far it is; leaving breaks it off. */
import { z } from "zod";
import { defineLiveOperation } from "../operation.ts";
import { list, time, zone } from "../schemas/parts.ts";

export const logUploadRead = defineLiveOperation({
  summary: "read a log file that was brought, and tell how far it is; it can be asked then",
  route: "GET /logs/{id}/read",
  access: "helpdesk",
  live: "progress",
  input: z.strictObject({ id: z.string(), zone: zone() }),
  output: z.union([
    z.object({ event: z.literal("progress"), lines: z.int(), bytes: z.number() }),
    z.object({
      event: z.literal("end"),
      formats: list(z.string()),
      lines: z.int(),
      unread: z.int(),
      from: time().nullable(),
      to: time().nullable(),
    }),
  ]),
  run: ({ id, zone: named }, { questions, signal }) => questions.follow("read", { log: id, zone: named }, signal),
});
