import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDiskGuard } from "./disk-guard.ts";

let folder = "";
let said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-guard-"));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, sizeBytes: number): void => writeFileSync(join(folder, name), "x".repeat(sizeBytes));
const used = (): number => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
/** A disk of so many bytes, all of them for this folder. */
const guardOn = (sizeBytes: number | (() => number), signal = new AbortController().signal) =>
  createDiskGuard({
    freeBytes: async () => (typeof sizeBytes === "number" ? sizeBytes - used() : sizeBytes()),
    say: (text) => void said.push(text.replaceAll(folder, "LOGS")),
    signal,
  });
const wanted = (leastFreeBytes: number) => ({ folder, today: "20261124", leastFreeBytes });

test("with room enough nothing happens", async () => {
  put("s20260101-00.log", 10);
  await guardOn(100)(wanted(90));
  expect(readdirSync(folder)).toEqual(["s20260101-00.log"]);
  expect(said).toEqual([]);
});

test("the oldest files go, whatever service they are of, until there is room", async () => {
  for (const [name, sizeBytes] of [
    ["s20261123-00.log", 10],
    ["j20260101-00.log", 10],
    ["s20261001-00.log", 20],
    ["s20261001-00.jsonl", 5],
    ["s20261124-00.log", 10],
    ["mine.log", 10],
  ] as const)
    put(name, sizeBytes);
  await guardOn(100)(wanted(65));
  expect(readdirSync(folder)).toEqual(["mine.log", "s20261123-00.log", "s20261124-00.log"]);
  expect(said).toEqual([
    "35 bytes are free on the disk of LOGS, less than log.leastFreeBytes (65)",
    "Deleted the log file j20260101-00.log (10 bytes) to make room; 45 bytes are free",
    "Deleted the log file s20261001-00.jsonl (5 bytes) to make room; 50 bytes are free",
    "Deleted the log file s20261001-00.log (20 bytes) to make room; 70 bytes are free",
    "There is room again: 70 bytes are free, and 1 log files of earlier days are left",
  ]);
});

test("where nothing is left to delete it is said once, and again when there is room", async () => {
  put("s20261124-00.log", 50);
  let room = 10;
  const guard = guardOn(() => room);
  await guard(wanted(65));
  await guard(wanted(65));
  room = 70;
  await guard(wanted(65));
  await guard(wanted(65));
  expect(said).toEqual([
    "10 bytes are free on the disk of LOGS, less than log.leastFreeBytes (65)",
    "No log file of an earlier day is left to delete, and 10 bytes are free: make room on the disk of LOGS",
    "There is room again: 70 bytes are free",
  ]);
});

test("a disk that tells of its free room late does not cost all files", async () => {
  for (const day of ["01", "02", "03"]) put(`s202611${day}-00.log`, 30);
  await guardOn(() => 10)(wanted(65));
  expect(readdirSync(folder)).toEqual(["s20261103-00.log"]);
});

test("an archive elsewhere gets them first; one in trouble does not keep the disk full", async () => {
  const archives = mkdtempSync(join(tmpdir(), "postino-elsewhere-"));
  try {
    put("s20261001-00.log", 10);
    put("s20261101-00.log", 10);
    writeFileSync(join(archives, "archive-202611.zip"), "no zip file");
    await guardOn(50)({ ...wanted(50), archive: join(archives, "archive.zip") });
    expect(readdirSync(folder)).toEqual([]);
    expect(said[1]).toContain(`; archived in ${archives}/archive-202610.zip; 40 bytes are free`);
    expect(said[2]).toMatch(/s20261101-00\.log .+ to make room; not archived: .+; 50 bytes are free/);
    expect(readdirSync(archives)).toEqual(["archive-202610.zip", "archive-202611.zip"]);
  } finally {
    rmSync(archives, { recursive: true });
  }
});

test("when it is ended no file goes any more", async () => {
  put("s20261001-00.log", 10);
  await expect(guardOn(10, AbortSignal.abort())(wanted(10))).rejects.toThrow(/abort/i);
  expect(readdirSync(folder)).toEqual(["s20261001-00.log"]);
});
