import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { parseConfig } from "../config/load.ts";
import { schema } from "../config/schema.ts";
import { archiveFault, refuseArchive, refuseArchiveFolder } from "./archive-place.ts";
import { createLogUpkeep } from "./log-upkeep.ts";

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "postino-upkeep-"));
  mkdirSync(join(data, "logs"));
});
afterEach(() => rmSync(data, { recursive: true }));

const logs = (): readonly string[] => readdirSync(join(data, "logs"));
const put = (...names: readonly string[]): void => {
  for (const name of names) writeFileSync(join(data, "logs", name), name);
};
const configOf = (log: object) => schema.parse({ server: { zone: "Europe/Rome" }, log: { leastFreeBytes: 0, ...log } });

/** An upkeep whose clock and configuration a test sets; `look` resolves when it has looked once more. */
function setUp(log: object, freeBytes?: (folder: string) => Promise<number>) {
  const state = { at: Date.parse("2026-11-24T23:59:59.000+01:00"), config: configOf(log), said: [] as string[] };
  const make = () =>
    createLogUpkeep({
      config: () => state.config,
      data,
      folder: () => join(data, "logs"),
      now: () => state.at,
      say: (text) => void state.said.push(text),
      ...(freeBytes && { freeBytes }),
    });
  const upkeep = make();
  return { state, upkeep };
}

/** Lets what was begun come to its end: all of it is file calls of this process. */
async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((next) => setImmediate(next));
}

test("files go by age at the first look, and again after midnight of the log's zone", async () => {
  put("s20261114-00.log", "s20261115-00.log", "s20261116-00.log");
  const { state, upkeep } = setUp({ deleteAfterDays: 9 });
  upkeep.tick();
  await until(() => state.said.length === 1);
  expect(logs()).toEqual(["s20261115-00.log", "s20261116-00.log"]);
  state.at += 1000;
  await until(() => {
    upkeep.tick();
    return state.said.length === 2;
  });
  expect(logs()).toEqual(["s20261116-00.log"]);
  await upkeep.stop();
});

test("a change of the settings counts at the next look, into the archive below the data folder", async () => {
  put("s20261001-00.log");
  const { state, upkeep } = setUp({ deleteAfterDays: 0 });
  upkeep.tick();
  state.config = configOf({ deleteAfterDays: 30, archive: true, archiveTo: "logs/old.zip" });
  await until(() => {
    upkeep.tick();
    return state.said.length === 1;
  });
  expect(logs()).toEqual(["old-202610.zip"]);
  await upkeep.stop();
});

test("a full disk is looked at each time, and the archive of the same disk gets nothing", async () => {
  put("s20261123-00.log");
  let asked = 0;
  const { state, upkeep } = setUp({ leastFreeBytes: 100, archive: true }, async () => {
    asked += 1;
    return logs().length === 0 ? 200 : 50;
  });
  upkeep.tick();
  await until(() => state.said.length === 3);
  expect(logs()).toEqual([]);
  expect(readdirSync(data)).toEqual(["logs"]);
  const before = asked;
  await until(() => {
    upkeep.tick();
    return asked > before;
  });
  expect(state.said).toHaveLength(3);
  await upkeep.stop();
});

test("a folder of the archive that is gone keeps the disk from nothing", async () => {
  put("s20261123-00.log");
  const { state, upkeep } = setUp({ leastFreeBytes: 100, archive: true, archiveTo: "gone/a.zip" }, async () =>
    logs().length === 0 ? 200 : 50,
  );
  upkeep.tick();
  await until(() => state.said.length === 3);
  expect(logs()).toEqual([]);
  await upkeep.stop();
});

test("what it cannot do is said once", async () => {
  const { state, upkeep } = setUp({ leastFreeBytes: 1 }, () => Promise.reject(new Error("no such disk")));
  let looks = 0;
  await until(() => {
    upkeep.tick();
    looks += 1;
    return looks > 100 && state.said.length > 0;
  });
  await upkeep.stop();
  expect(state.said).toEqual(["Cannot look after old log files: no such disk"]);
});

test("a folder is no archive", () => {
  for (const archiveTo of ["old", "old/", "/var/log/", "C:\\logs\\", "logs/.zip", ""]) {
    const { faults } = parseConfig(`log:\n  archiveTo: ${JSON.stringify(archiveTo)}\n`);
    expect(faults, archiveTo).toMatchObject([{ line: 2, text: expect.stringContaining("zip file and no folder") }]);
  }
  mkdirSync(join(data, "archive.zip"));
  expect(archiveFault(configOf({}), data)).toBe(
    `${data}/archive.zip is a folder; name a zip file, as in ${data}/archive.zip/archive.zip`,
  );
  expect(() => refuseArchive(configOf({}), data)).toThrow(UsageError);
  expect(archiveFault(configOf({ archiveTo: "a.zip" }), data)).toBeUndefined();
  const absent = configOf({ archive: true, archiveTo: "absent/a.zip" });
  expect(archiveFault(absent, data)).toMatch(/cannot write into/);
  expect(() => refuseArchiveFolder(absent, data)).not.toThrow();
  expect(() => refuseArchiveFolder(configOf({}), data)).toThrow(UsageError);
});
