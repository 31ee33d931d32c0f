import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Session } from "../sessions/session.ts";
import { openRecords } from "./reader.ts";
import { upkeep } from "./upkeep.ts";
import { createRecordsWriter, openPartsOf, type RecordsWriter } from "./writer.ts";

let folder: string;
const at = Date.UTC(2026, 10, 24, 10);
const [always, ever] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const session = (id: string, from = at): Session => ({
  id,
  service: "smtp",
  role: "server",
  node: "1",
  peer: "192.0.2.4",
  from,
  to: from,
  ended: "quit",
  transactions: [],
  facts: [],
  events: [],
});
const write = (work: (writer: RecordsWriter) => void, now = at) => {
  const writer = createRecordsWriter({ folder, now: () => now, onClosed: () => {} });
  work(writer);
  writer.close();
};
const keepAll = { days: 0, bytes: 0 };
const everything = async () => (await openRecords(folder).between(always, ever)).map(({ id }) => id);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-records-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a session is found again by its id and by its peer", async () => {
  write((writer) => writer.append({ session: session("00A1B2C3D4E5F601") }));
  const records = openRecords(folder);
  expect(await records.get("00a1b2c3d4e5f601")).toEqual(session("00A1B2C3D4E5F601"));
  expect(await records.find("ip:192.0.2.4", at, at + 1)).toHaveLength(1);
});

test("a write that a crash tore is dropped, and what comes after it is read", async () => {
  write((writer) => writer.append({ session: session("00A1B2C3D4E5F601") }));
  const [path = ""] = openPartsOf(folder);
  appendFileSync(path, Buffer.from([0, 0, 1, 0, 9, 9]));
  expect(await everything()).toHaveLength(1);
  write((writer) => writer.append({ session: session("00A1B2C3D4E5F602") }));
  expect(await everything()).toHaveLength(2);
  const remarks = upkeep({ folder, closed: openPartsOf(folder), now: at, keep: keepAll });
  expect(remarks).toEqual([`Records: the last 6 bytes of ${path} were torn by a crash and left out`]);
  expect(await everything()).toEqual(["00A1B2C3D4E5F601", "00A1B2C3D4E5F602"]);
  expect(openPartsOf(folder)).toEqual([]);
});
