/** Shows one session, line by line. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { list, zone } from "../schemas/parts.ts";
import { sessionRow, transcriptLine } from "../schemas/session.ts";

export const sessionShow = defineOperation({
  summary: "show a session with all its lines",
  route: "GET /sessions/{id}",
  access: "helpdesk",
  input: z.strictObject({ id: z.string().max(64), log: z.exactOptional(z.string()), zone: zone() }),
  output: z.object({ session: sessionRow, lines: list(transcriptLine) }),
  run: ({ id, log, zone: named }, { questions, signal }) => questions.ask("session", { id, log, zone: named }, signal),
});
