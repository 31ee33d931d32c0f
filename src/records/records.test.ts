import { appendFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Session } from "../sessions/session.ts";
import { listDays, listParts } from "./layout.ts";
import { openRecords } from "./reader.ts";
import { createSealer } from "./sealer.ts";
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
  expect(await records.find(["ip:192.0.2.4"], at, at + 1)).toHaveLength(1);
});

test("a write that a crash tore is dropped, and what comes after it is read", async () => {
  write((writer) => writer.append({ session: session("00A1B2C3D4E5F601") }));
  const [path = ""] = openPartsOf(folder);
  appendFileSync(path, Buffer.from([0, 0, 1, 0, 9, 9]));
  expect(await everything()).toHaveLength(1);
  write((writer) => writer.append({ session: session("00A1B2C3D4E5F602") }));
  expect(await everything()).toHaveLength(2);
  const remarks = upkeep({ folder, closed: openPartsOf(folder), now: at, merge: true, keep: keepAll });
  expect(remarks).toEqual([`Records: the last 6 bytes of ${path} were torn by a crash and left out`]);
  expect(await everything()).toEqual(["00A1B2C3D4E5F601", "00A1B2C3D4E5F602"]);
  expect(openPartsOf(folder)).toEqual([]);
});

test("a part ends when it is full, by sessions or bytes, and when its day is over, by UTC", () => {
  let now = at;
  const closed: string[] = [];
  const note = (path: string) => closed.push(path.slice(folder.length + 1));
  const fullAt = { sessions: 2, bytes: 2000 };
  const writer = createRecordsWriter({ folder, now: () => now, onClosed: note, fullAt });
  const add = (id: string, helo = "c.example") => {
    writer.append({ session: { ...session(id), helo } });
    writer.flush();
  };
  add("00A1B2C3D4E5F601");
  add("00A1B2C3D4E5F602");
  expect(closed).toEqual([]);
  add("00A1B2C3D4E5F603", "x".repeat(3000));
  expect(closed).toEqual(["20261124/0000.open"]);
  add("00A1B2C3D4E5F604");
  expect(closed.at(-1)).toBe("20261124/0001.open");
  now = Date.UTC(2026, 10, 25) - 1;
  writer.flush();
  expect(closed).toHaveLength(2);
  now += 1;
  writer.flush();
  expect(closed.at(-1)).toBe("20261124/0002.open");
  add("00A1B2C3D4E5F605");
  writer.close();
  expect(closed.at(-1)).toBe("20261125/0000.open");
});

test("a reader sees each session once, at every moment beside a writer whose parts are sealed and merged meanwhile", {
  timeout: 30_000,
}, async () => {
  let now = at;
  const remarks: string[] = [];
  const sealer = createSealer((remark) => remarks.push(remark));
  const seal = (path: string) => sealer.start({ folder, closed: [path], now, merge: true, keep: keepAll });
  const writer = createRecordsWriter({ folder, now: () => now, onClosed: seal, fullAt: { sessions: 6, bytes: 1e6 } });
  const records = openRecords(folder);
  const written: string[] = [];
  for (let n = 0; n < 72; n++) {
    // 24 a day, so that days end while their parts are sealed, and are merged.
    now += 3_600_000;
    const id = `00A1B2C3D4E5${String(n).padStart(4, "0")}`;
    writer.append({ session: session(id, now) });
    writer.flush();
    written.push(id);
    expect((await records.between(always, ever)).map((each) => each.id)).toEqual(written);
    expect(await records.find(["ip:192.0.2.4"], always, ever, 1)).toHaveLength(1);
    await new Promise(setImmediate);
  }
  writer.close();
  await sealer.done();
  expect((await records.between(always, ever)).map((each) => each.id)).toEqual(written);
  expect(openPartsOf(folder)).toEqual([]);
  expect(
    listDays(folder)
      .slice(0, -1)
      .map((day) => listParts(folder, day).length),
  ).toEqual([1, 1, 1]);
  expect(remarks).toEqual([]);
  records.close();
});

describe("old days are deleted whole, the oldest first", () => {
  const days = ["20261122", "20261123", "20261124"];
  const fill = () => {
    for (const day of [22, 23, 24]) {
      const from = Date.UTC(2026, 10, day, 10);
      write((writer) => writer.append({ session: session(`00A1B2C3D4E5F6${day}`, from) }), from);
    }
    upkeep({ folder, closed: openPartsOf(folder), now: at, merge: true, keep: keepAll });
  };
  const keeping = (keep: { readonly days: number; readonly bytes: number }) =>
    upkeep({ folder, closed: [], now: at, merge: true, keep });

  test("after so many days; 0 is for ever", async () => {
    fill();
    expect(keeping(keepAll)).toEqual([]);
    expect(keeping({ days: 2, bytes: 0 })).toEqual([]);
    expect(listDays(folder)).toEqual(days);
    expect(keeping({ days: 1, bytes: 0 })).toEqual(["Records of 20261122 were deleted: records.keepDays is 1"]);
    expect(await everything()).toEqual(["00A1B2C3D4E5F623", "00A1B2C3D4E5F624"]);
  });

  test("where they are too large together, but never today's", async () => {
    fill();
    const [path = ""] = listParts(folder, "20261124").map((part) => part.path);
    const bytes = statSync(path).size;
    expect(keeping({ days: 0, bytes: 3 * bytes })).toEqual([]);
    expect(keeping({ days: 0, bytes: 3 * bytes - 1 })).toHaveLength(1);
    expect(listDays(folder)).toEqual(days.slice(1));
    expect(keeping({ days: 0, bytes: 1 })).toHaveLength(1);
    expect(listDays(folder)).toEqual(days.slice(2));
  });
});

test("a stop that has no patience breaks the upkeep off; nothing is lost, and the next one goes on", async () => {
  for (let n = 0; n < 5; n++) write((writer) => writer.append({ session: session(`00A1B2C3D4E5F60${n}`) }));
  const remarks: string[] = [];
  const task = { folder, closed: openPartsOf(folder), now: at + 86_400_000, merge: true, keep: keepAll };
  const hasty = createSealer((remark) => remarks.push(remark), 0);
  hasty.start(task);
  await hasty.done();
  expect(remarks).toEqual(["Records: the upkeep ended early (its thread was stopped); it goes on later"]);
  expect(await everything()).toHaveLength(5);
  const patient = createSealer((remark) => remarks.push(remark));
  patient.start(task);
  await patient.done();
  expect(remarks).toHaveLength(1);
  expect(listParts(folder, "20261124")).toHaveLength(1);
  expect(await everything()).toHaveLength(5);
});
