/** Shows the end of the log, and each line as it comes. */
import { z } from "zod";
import { defined } from "../../base/defined.ts";
import type { EventKind } from "../../events/event.ts";
import { defineLiveOperation } from "../operation.ts";
import { list, time, word } from "../schemas/parts.ts";

const text = () => z.exactOptional(z.string().trim().min(1).max(320));

export const logTail = defineLiveOperation({
  summary: "show the last lines of the log, then each as it comes",
  route: "GET /log/tail",
  access: "helpdesk",
  live: "line",
  input: z.strictObject({
    service: z.string().default("smtp"),
    address: text(),
    text: text(),
    session: z.exactOptional(z.string().regex(/^[\da-f]{16}$/i, "an id has 16 hex digits")),
    lines: z.int().min(0).max(2000).default(100),
  }),
  output: z.object({
    at: time().nullable(),
    kind: word<EventKind>(),
    session: z.string().nullable(),
    lines: list(z.string()),
  }),
  run: (wish, { questions, signal }) => questions.follow("tail", defined(wish), signal),
});
