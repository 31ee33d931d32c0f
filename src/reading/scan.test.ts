import { mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ScannedFile } from "./scan.ts";

/** Longer than what is looked at at once: a line of 40 bytes, a word in every thousandth, one line of 2 MiB. */
const lines = Array.from({ length: 60_000 }, (_, n) => (n % 1000 === 0 ? "word " : "none ") + String(n).padStart(34));
lines[30_000] = "x".repeat(2 * 1024 * 1024);
const text = `${lines.join("\n")}\n`;
let folder = "";
let file: ScannedFile<{ readonly path: string; readonly bytes: number }>;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-scan-"));
  const path = join(folder, "log");
  writeFileSync(path, text);
  file = new ScannedFile({ path, bytes: statSync(path).size });
});
afterAll(() => rmSync(folder, { recursive: true }));

const placesOf = (word: string) => [...text.matchAll(new RegExp(word, "g"))].map(({ index }) => index);

test("every place is found, also where what is looked at at once ends", async () => {
  expect(await file.find(/word/g, 100)).toEqual(placesOf("word"));
  expect(await file.find(/word/g, 10)).toBeUndefined();
  // Each of them once, and two of them lie on an edge.
  expect(await file.find(/[wn]o[rn][de] /g, 100_000)).toEqual(placesOf("[wn]o[rn][de] "));
});

test("in threads of their own the same is found, and lines are counted", async () => {
  const path = join(folder, "log");
  for (const threads of [2, 3, 7]) {
    const shared = new ScannedFile({ path, bytes: statSync(path).size }, threads);
    expect(await shared.find(/word/g, 100)).toEqual(placesOf("word"));
    expect(await shared.find(/word/g, 20)).toBeUndefined();
    const { linesBefore } = await shared.stretch(3_300_000, 3_300_100);
    expect(linesBefore).toBe((await file.stretch(3_300_000, 3_300_100)).linesBefore);
  }
});

test("in a part, and the last ones before an offset", async () => {
  const all = placesOf("word");
  const [third = 0, ninth = 0, last = 0] = [all[2], all[8], all.at(-1)];
  expect(await file.findIn(/word/g, third, ninth)).toEqual(all.slice(2, 8));
  expect(await file.findBefore(/word/g, last, 5)).toEqual(all.slice(-6, -1));
  expect(await file.findBefore(/word/g, text.length, 1000)).toEqual(all);
});

test("a file that was rotated meanwhile is not read as the same", async () => {
  const path = join(folder, "rotated");
  writeFileSync(path, "word\n".repeat(100));
  const rotated = new ScannedFile({ path, bytes: statSync(path).size });
  expect(await rotated.find(/word/g, 1000)).toHaveLength(100);
  renameSync(path, `${path}.1`);
  writeFileSync(path, "word\n".repeat(200));
  await expect(rotated.find(/word/g, 1000)).rejects.toThrow("ask again");
  const inThreads = new ScannedFile({ path: `${path}.2`, bytes: 500 }, 2);
  await expect(inThreads.find(/word/g, 1000)).rejects.toThrow("ENOENT");
  const other = new ScannedFile({ path, bytes: 500 }, 2, 1);
  await expect(other.find(/word/g, 1000)).rejects.toThrow("ask again");
});

test("a stretch is of whole lines, and knows how many stand before", async () => {
  for (const at of [0, 1, 39, 40, 41, 1_200_000, 1_500_000, 3_300_000, text.length - 1]) {
    const { from, to, linesBefore } = await file.stretch(at, at + 100);
    expect(from).toBe(text.lastIndexOf("\n", at - 1) + 1);
    expect(linesBefore).toBe(text.slice(0, from).split("\n").length - 1);
    // Each byte that was asked for is in it.
    const end = text.indexOf("\n", Math.min(at + 100, text.length) - 1) + 1;
    expect(to).toBe(end);
  }
});
