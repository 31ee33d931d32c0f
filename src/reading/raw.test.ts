/** Lines are found again where their files were moved to. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rawLines } from "./raw.ts";

test("in the folder that is named, under the same name, and only where the file is gone from its place", async () => {
  const folder = mkdtempSync(join(tmpdir(), "postino-raw-"));
  try {
    const [before, now] = [join(folder, "before"), join(folder, "now")];
    for (const path of [before, now]) mkdirSync(path);
    const file = join(before, "s20261124-00.log");
    writeFileSync(file, "first\nsecond\n");
    const place = { file, line: 2, offset: 6, bytes: 6 };
    writeFileSync(join(now, "s20261124-00.log"), "other\nothers\n");
    expect(await rawLines([place], { movedTo: now })).toEqual(["second"]);
    renameSync(file, join(now, "s20261124-00.log"));
    expect(await rawLines([place])).toEqual([undefined]);
    expect(await rawLines([place], { movedTo: now })).toEqual(["second"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
