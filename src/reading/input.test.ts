import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inputsOf } from "./input.ts";

let folder = "";
let outside = "";
beforeEach(() => {
  [folder = "", outside = ""] = ["input", "outside"].map((name) => mkdtempSync(join(tmpdir(), `postino-${name}-`)));
});
afterEach(() => [folder, outside].forEach((each) => void rmSync(each, { recursive: true })));

test("what links in a folder lead to is there once, wherever it lies", async () => {
  mkdirSync(join(outside, "pods"));
  for (const path of [join(outside, "pods", "0.log"), join(outside, "1.log"), join(folder, "here.log")])
    writeFileSync(path, "a line\n");
  symlinkSync(join(outside, "1.log"), join(folder, "linked.log"));
  symlinkSync(join(outside, "1.log"), join(folder, "again.log"));
  symlinkSync(join(outside, "pods"), join(folder, "containers"));
  symlinkSync(folder, join(outside, "pods", "round"));
  symlinkSync("here.log", join(folder, "today.log"));
  symlinkSync("gone.log", join(folder, "dangling.log"));
  symlinkSync("loop.log", join(folder, "loop.log"));
  const found = await inputsOf([folder], {}, 0);
  expect(found.map(({ path }) => relative(folder, path))).toEqual(["again.log", "containers/0.log", "here.log"]);
});
