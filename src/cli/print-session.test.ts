import { expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import type { EventBase, MailEvent } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";
import { painter } from "./print.ts";
import { transcript } from "./print-session.ts";

const from = Date.UTC(2026, 10, 24, 10);
const base: EventBase = {
  at: from,
  atPrecisionSeconds: 0.001,
  node: "1",
  service: "smtp",
  session: "00A1B2C3D4E5F601",
};
const source = { file: "s20261124-00.log", line: 1, offset: 0, bytes: 9 };
const events: readonly MailEvent[] = [
  { ...base, kind: "session.opened", role: "server", peer: "192.0.2.4", source },
  { ...base, at: from + 1500, kind: "smtp.command", verb: "NOOP", argument: "", peer: "192.0.2.4" },
];
const session: Session = {
  ...{ id: "00A1B2C3D4E5F601", service: "smtp", role: "server", node: "1", from, to: from + 1500, ended: "quit" },
  ...{ transactions: [], facts: [], events, omitted: { events: 7, behind: 1 } },
};
const reader = { rawLines: async () => ["as it stands in the log"] };

test("a transcript has the lines of the log, what its level kept out of it, pauses, and how much was not kept", async () => {
  const shown = await transcript(session, reader, new Zone("UTC"), painter(false));
  expect(shown.split("\n").map((line) => line.trim())).toEqual([
    "as it stands in the log",
    "… 7 more are not in the records; the log has what its level shows …",
    "… 1.5 s …",
    "192.0.2.4        [00A1B2C3D4E5F601] 10:00:01.500 <<< NOOP",
  ]);
});
