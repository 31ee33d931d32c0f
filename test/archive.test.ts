/** Retention with an archive, killed at each of its steps: the next run completes it, and nothing is lost or there twice. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, openAsBlob, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BlobReader, TextWriter, ZipReader } from "@zip.js/zip.js";
import { expect, test } from "vitest";
import { deleteOld } from "../src/log/retention.ts";

const today = "20261124";
const early = ["s20260801-00.log", "s20260831-00.log"];
const late = ["s20260802-00.log", "s20260901-00.log", "s20260901-01.log", "e20260902-00.log", "s20261001-00.log"];
const contentOf = (name: string): string => `${name}\n`.repeat(3000);

function put(folder: string, names: readonly string[]): void {
  for (const name of names) writeFileSync(join(folder, name), contentOf(name));
}

async function complete(folder: string): Promise<void> {
  const said: string[] = [];
  const { signal } = new AbortController();
  const archive = join(folder, "archive.zip");
  await deleteOld({ folder, today, deleteAfterDays: 30, archive, say: (text) => void said.push(text), signal });
  expect(said.filter((text) => !text.startsWith("Deleted "))).toEqual([]);
}

/** The same in a process of its own, which kills itself at that step; false when there is no such step any more. */
function isKilledAt(step: number, folder: string): boolean {
  const command = ["test/archive.run.ts", folder, join(folder, "archive.zip"), today, String(step)];
  const { stderr, signal } = spawnSync(process.execPath, command, { encoding: "utf8" });
  expect(stderr).toBe("");
  return signal === "SIGKILL";
}

/** What the archives hold, by name. */
async function archived(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".zip"))) {
    for (const entry of await new ZipReader(new BlobReader(await openAsBlob(join(folder, name)))).getEntries()) {
      expect(found.has(entry.filename), `${entry.filename} is there twice`).toBe(false);
      if (!entry.directory) found.set(entry.filename, await entry.getData(new TextWriter()));
    }
  }
  return found;
}

/** Three archives with some writes each, sync, rename, sync of the folder, and the removal of five files. */
const leastSteps = 3 * 4 + late.length;

test("killed at each step", { timeout: 120_000 }, async () => {
  let step = 1;
  for (let killed = true; killed; step += 1) {
    const folder = mkdtempSync(join(tmpdir(), "postino-archive-"));
    try {
      put(folder, early);
      await complete(folder);
      put(folder, late);
      killed = isKilledAt(step, folder);
      const [logs, between] = [readdirSync(folder), await archived(folder)];
      for (const name of [...early, ...late])
        expect(logs.includes(name) || between.get(name) === contentOf(name), name).toBe(true);
      await complete(folder);
      const after = await archived(folder);
      expect([...after.keys()].sort()).toEqual([...early, ...late].sort());
      for (const [name, content] of after) expect(content === contentOf(name), name).toBe(true);
      expect(readdirSync(folder)).toEqual(["archive-202608.zip", "archive-202609.zip", "archive-202610.zip"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  expect(step).toBeGreaterThan(leastSteps);
});
