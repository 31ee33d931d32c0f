import { appendFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Session } from "../sessions/session.ts";
import { readRecords } from "./reader.ts";
import { recordsTail } from "./tail.ts";
import { createRecordsWriter, recordsFile } from "./writer.ts";

let folder: string;
const at = Date.UTC(2026, 10, 24, 10);
const session = (id: string): Session => ({
  id,
  service: "smtp",
  role: "server",
  node: "1",
  peer: "192.0.2.4",
  from: at,
  to: at,
  ended: "quit",
  transactions: [],
  facts: [],
  events: [],
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-records-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a session is found again by its id and by its peer", async () => {
  const writer = createRecordsWriter(folder, () => at);
  writer.append({ session: session("00A1B2C3D4E5F601") });
  writer.close();
  const records = readRecords(folder);
  expect(await records.get("00a1b2c3d4e5f601")).toEqual(session("00A1B2C3D4E5F601"));
  expect(await records.find("ip:192.0.2.4", at, at + 1)).toHaveLength(1);
});

test("a write that a crash tore is dropped, and what comes after it is read", async () => {
  const writer = createRecordsWriter(folder, () => at);
  writer.append({ session: session("00A1B2C3D4E5F601") });
  writer.close();
  const whole = statSync(recordsFile(folder, at)).size;
  appendFileSync(recordsFile(folder, at), Buffer.from([0, 0, 1, 0, 9, 9]));
  expect(readRecords(folder).all()).toHaveLength(1);
  const again = createRecordsWriter(folder, () => at);
  again.append({ session: session("00A1B2C3D4E5F602") });
  again.close();
  expect(readRecords(folder).all()).toHaveLength(2);
  expect(statSync(recordsFile(folder, at)).size).toBe(2 * whole);
});

test("a setting that is changed after an orderly stop is no sign that the program ran on", () => {
  const base = { at, atPrecisionSeconds: 0.001, node: "1" } as const;
  const writer = createRecordsWriter(folder, () => at);
  writer.append({ event: { ...base, kind: "service.started", title: "SMTP", service: "smtp" } });
  writer.flush();
  expect(recordsTail(folder).stoppedInOrder).toBe(false);
  writer.append({ event: { ...base, kind: "service.stopped", title: "SMTP", service: "smtp" } });
  writer.append({ event: { ...base, kind: "settings.changed", by: "ann", what: "smtp.errors", service: "journal" } });
  writer.close();
  expect(recordsTail(folder).stoppedInOrder).toBe(true);
});
