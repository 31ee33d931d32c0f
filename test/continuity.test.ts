/** When the log was whole is told alike by its text and by the records: heartbeats, orderly stops, crashes, lost lines. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Ledger, openLedger } from "../src/app/ledger.ts";
import { paths } from "../src/app/paths.ts";
import { composeReader } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import { schema } from "../src/config/schema.ts";
import type { MailEvent, SystemEvent } from "../src/events/event.ts";
import { listParts } from "../src/records/layout.ts";
import { openRecords } from "../src/records/reader.ts";
import { upkeep } from "../src/records/upkeep.ts";
import { openPartsOf } from "../src/records/writer.ts";

const day = Date.UTC(2026, 10, 24);
const hour = 3_600_000;
const minute = 60_000;
const zone = new Zone("UTC");
const config = schema.parse({ server: { zone: "UTC" } });

let data = "";
let now = 0;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "postino-continuity-"));
  // Both clocks go on together: else each minute would be one in which the clock was set.
  vi.spyOn(performance, "now").mockImplementation(() => now - day);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(data, { recursive: true });
});

const system = (body: object) =>
  ({ at: now, atPrecisionSeconds: 0.001, node: "1", service: "smtp", ...body }) as MailEvent & SystemEvent;

/** A run of the server from one hour to another, with a heartbeat each minute and a session at its begin. */
async function run(from: number, to: number, end: "stopped" | "crashed", found?: object): Promise<void> {
  now = day + from * hour;
  const ledger: Ledger = openLedger(
    () => config,
    data,
    () => now,
  );
  if (found) ledger.tell(system(found));
  ledger.tell(system({ kind: "service.started", title: "SMTP" }));
  const session = { session: `00A1B2C3D4E5F6${String(from).padStart(2, "0")}`, peer: "192.0.2.4" };
  ledger.emit(system({ ...session, kind: "session.opened", role: "server" }));
  ledger.emit(system({ ...session, kind: "session.closed", ended: "peer-closed" }));
  for (; now < day + to * hour; now += minute) ledger.emit(system({ kind: "log.heartbeat" }));
  if (end === "stopped") ledger.tell(system({ kind: "service.stopped", title: "SMTP" }));
  await ledger.close();
}

/** What `why` says of somebody who never wrote, at an hour of the day. */
async function asked(logs: readonly string[], atHour: number) {
  const reader = await composeReader({ logs, data, askerZone: zone, zone });
  const question = { to: ["ghost@example.test"], facts: {}, limit: 5, about: day + atHour * hour };
  const { answers, searched } = await reader.why(question);
  const gaps = searched.gaps.filter(({ why }) => why !== "silent");
  return {
    answers: answers.map(({ cause, confidence, sentence, missing }) => ({ cause, confidence, sentence, missing })),
    gaps,
  };
}

const gap = (from: number, to: number, why: string) => ({ from: day + from * hour, to: day + to * hour, why });

test("a stop and a crash are holes, and beside them heartbeats prove the log whole", { timeout: 20_000 }, async () => {
  await run(1, 3, "stopped");
  await run(5, 7, "crashed");
  await run(9, 11, "stopped", { kind: "service.crashed", lastAt: day + 7 * hour });
  const answers = async (logs: readonly string[]) => Promise.all([2, 4, 6, 8, 10].map((atHour) => asked(logs, atHour)));
  const text = await answers([paths(data).logs]);
  expect(text.map(({ answers: [answer] }) => answer?.cause)).toEqual([
    "never.no-trace",
    "connect.refused",
    "never.no-trace",
    "evidence.log-gap",
    "never.no-trace",
  ]);
  expect(text.map(({ gaps }) => gaps)).toEqual([[], [gap(3, 5, "stopped")], [], [gap(7, 9, "stopped")], []]);
  expect(text[0]?.answers[0]?.sentence).toContain("heartbeats");
  expect(await answers([])).toEqual(text);
  const { records } = paths(data);
  const keep = { days: 0, bytes: 0 };
  expect(upkeep({ folder: records, closed: openPartsOf(records), now: day, merge: true, keep })).toEqual([]);
  expect(await answers([])).toEqual(text);
  expect(upkeep({ folder: records, closed: [], now: day + 48 * hour, merge: true, keep })).toEqual([]);
  expect(await answers([])).toEqual(text);
});

test("a month of heartbeats is kept in a few pairs of numbers", { timeout: 20_000 }, async () => {
  await run(0, 24 * 30, "stopped");
  const folder = paths(data).records;
  upkeep({ folder, closed: openPartsOf(folder), now: day, merge: true, keep: { days: 0, bytes: 0 } });
  const records = openRecords(folder);
  const { lines, heartbeats, gaps, from, to } = await records.coverage(day + 100 * hour, day + 200 * hour);
  records.close();
  expect({ heartbeats, gaps, from, to }).toEqual({ heartbeats: true, gaps: [], from: day, to: day + 30 * 24 * hour });
  expect(lines).toBeGreaterThan(30 * 24 * 60);
  const [sealed = ""] = listParts(folder, "20261224").map(({ path }) => path);
  expect(statSync(sealed).size).toBeLessThan(40_000);
});
