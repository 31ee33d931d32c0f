/** Lists sessions, the newest first, a page at a time. */
import { z } from "zod";
import { defined } from "../../base/defined.ts";
import { defineOperation } from "../operation.ts";
import { cursor, list, zone } from "../schemas/parts.ts";
import { sessionRow } from "../schemas/session.ts";

const text = () => z.exactOptional(z.string().trim().min(1).max(320));
const instant = () => z.exactOptional(z.iso.datetime({ offset: true }));

export const sessionList = defineOperation({
  summary: "list sessions, the newest first",
  route: "GET /sessions",
  access: "helpdesk",
  input: z.strictObject({
    /** Begun in [from, to). */
    from: instant(),
    to: instant(),
    /** Sender, recipient or mailbox; "@example.org" is anybody there. */
    address: text(),
    /** IP or host name of the other side. */
    peer: text(),
    text: text(),
    service: text(),
    role: text(),
    onlyBad: z.exactOptional(z.boolean()),
    log: text(),
    zone: zone(),
    cursor: z.exactOptional(cursor),
    limit: z.int().min(1).max(500).default(100),
  }),
  output: z.object({ sessions: list(sessionRow), next: z.string().nullable() }),
  run: ({ log, zone: named, cursor: begun, limit, from, to, ...same }, { questions, signal }) => {
    const at = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time));
    const filter = defined({ ...same, from: at(from), to: at(to) });
    return questions.ask("sessions", { filter, log, zone: named, cursor: begun, limit }, signal);
  },
});
