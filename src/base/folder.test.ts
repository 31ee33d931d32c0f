import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "./folder.ts";

test("a folder is made with those above it, and one that is there stays", () => {
  const root = mkdtempSync(join(tmpdir(), "postino-folder-"));
  try {
    const path = join(root, "a", "b", "c");
    for (let time = 0; time < 2; time++) makeFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    writeFileSync(join(root, "file"), "");
    expect(() => makeFolder(join(root, "file"))).toThrow("EEXIST");
    expect(() => makeFolder(join(root, "file", "below"))).toThrow("ENOTDIR");
  } finally {
    rmSync(root, { recursive: true });
  }
});

test.runIf(existsSync("/proc/self"))("where no folder can be made, that is said at once", () => {
  for (const path of ["/proc/postino", "/proc/postino/data"]) expect(() => makeFolder(path)).toThrow("ENOENT");
});
