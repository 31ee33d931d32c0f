import {
  mkdirSync,
  mkdtempSync,
  openAsBlob,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BlobReader, TextWriter, ZipReader } from "@zip.js/zip.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deleteOld, type RetentionOptions } from "./retention.ts";

let folder = "";
let said: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-retention-"));
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, text = name): void => writeFileSync(join(folder, name), text);
const run = (more: Partial<RetentionOptions> = {}): Promise<void> =>
  deleteOld({
    folder,
    today: "20261124",
    deleteAfterDays: 30,
    say: (text) => void said.push(text),
    signal: new AbortController().signal,
    ...more,
  });
const archive = (): string => join(folder, "archive.zip");

async function entriesOf(zip: string): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const entry of await new ZipReader(new BlobReader(await openAsBlob(join(folder, zip)))).getEntries())
    if (!entry.directory) found[entry.filename] = await entry.getData(new TextWriter());
  return found;
}

test("what is older than the days goes, with its JSON lines, and nothing else of the folder", async () => {
  const kept = ["s20261025-00.log", "s20261124-00.log", "s20261201-00.log", "notes.txt", "s20260101-00.log.bak"];
  for (const name of [...kept, "s20261024-00.log", "s20261024-00.jsonl", "e220260101-103.log"]) put(name);
  mkdirSync(join(folder, "s20260102-00.log"));
  symlinkSync(join(folder, "notes.txt"), join(folder, "s20260103-00.log"));
  await run();
  expect(readdirSync(folder)).toEqual([...kept, "s20260102-00.log", "s20260103-00.log"].sort());
  expect(said).toEqual([
    "Deleted the log file e220260101-103.log (18 bytes), older than 30 days",
    "Deleted 2 log files (s20261024-00.jsonl to s20261024-00.log, 34 bytes), older than 30 days",
  ]);
});

test("each month has its archive, which is added to and not packed again", async () => {
  put("s20261001-00.log");
  put("s20260930-00.log");
  await run({ archive: archive() });
  put("s20261002-00.log");
  await run({ archive: archive() });
  expect(readdirSync(folder)).toEqual(["archive-202609.zip", "archive-202610.zip"]);
  expect(await entriesOf("archive-202610.zip")).toEqual({
    "s20261001-00.log": "s20261001-00.log",
    "s20261002-00.log": "s20261002-00.log",
  });
  expect(said[1]).toBe(
    `Deleted the log file s20261001-00.log (16 bytes), older than 30 days; archived in ${folder}/archive-202610.zip`,
  );
});

test("a name that is there with the same content is not added twice, with other content beside it", async () => {
  for (const text of ["one", "one", "two", "two", "three"]) {
    put("s20261001-00.log", text);
    await run({ archive: archive() });
  }
  expect(await entriesOf("archive-202610.zip")).toEqual({
    "s20261001-00.log": "one",
    "2/s20261001-00.log": "two",
    "3/s20261001-00.log": "three",
  });
});

test("while an archive cannot be written its files stay, and other months go on", async () => {
  put("s20260901-00.log");
  put("s20261001-00.log");
  put("archive-202609.zip", "no zip file");
  mkdirSync(join(folder, "archive-202610.zip.tmp"));
  put("s20260801-00.log");
  await run({ archive: archive() });
  expect(readdirSync(folder).filter((name) => name.endsWith(".log"))).toEqual(["s20260901-00.log", "s20261001-00.log"]);
  expect(readFileSync(join(folder, "archive-202609.zip"), "utf8")).toBe("no zip file");
  expect(said).toEqual([
    expect.stringMatching(/^Deleted the log file s20260801/),
    expect.stringMatching(
      /^Cannot delete the log file s20260901-00\.log \(16 bytes\): .+; what is left is tried again/,
    ),
    expect.stringMatching(/^Cannot delete the log file s20261001-00\.log .+EISDIR/),
  ]);
});

test("when it is ended nothing is half done and nothing is said", async () => {
  put("s20261001-00.log");
  await run({ archive: archive(), signal: AbortSignal.abort() });
  expect(readdirSync(folder)).toEqual(["s20261001-00.log"]);
  expect(said).toEqual([]);
});
