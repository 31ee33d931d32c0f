import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Beginning, firstLineWith, lastBytes } from "./beginning.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-beginning-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function placeIn(text: string, begin: Beginning) {
  const path = join(folder, "log");
  writeFileSync(path, text);
  const handle = await open(path);
  try {
    return await begin(handle);
  } finally {
    await handle.close();
  }
}

const chunkBytes = 1 << 20;
const line = `${"x".repeat(99)}\n`;

test("so many bytes before the end, from the next whole line, which has its number where it is wanted", async () => {
  expect(await placeIn(line.repeat(10), lastBytes(250, true))).toEqual({ offset: 800, lines: 8 });
  expect(await placeIn(line.repeat(10), lastBytes(300, true))).toEqual({ offset: 700, lines: 7 });
  expect(await placeIn(line.repeat(10), lastBytes(1000, true))).toEqual({ offset: 0, lines: 0 });
  expect((await placeIn(line.repeat(30_000), lastBytes(chunkBytes + 150, false))).offset).toBe(1_951_300);
  expect(await placeIn(line.repeat(30_000), lastBytes(250, true))).toEqual({ offset: 2_999_800, lines: 29_998 });
});

test("the first line with a word, also where the word lies over the edge of what is read at a time", async () => {
  for (const before of [0, 5, 10_000, 10_485]) {
    const text = `${line.repeat(before)}${"y".repeat(72)}[019B]\n${line}[019B]\n`;
    expect(await placeIn(text, firstLineWith("019B"))).toEqual({ offset: before * line.length, lines: 0 });
  }
});

test("the end where no line has the word: a line that is not whole yet may get it", async () => {
  expect(await placeIn(line.repeat(3), firstLineWith("019B"))).toEqual({ offset: 300, lines: 0 });
  expect(await placeIn(`${line.repeat(20_000)}[019`, firstLineWith("019B"))).toEqual({ offset: 2_000_000, lines: 0 });
  expect(await placeIn("", firstLineWith("019B"))).toEqual({ offset: 0, lines: 0 });
});
