import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replaceFile } from "./durable.ts";

test("a file is replaced as a whole, and stays as it was where the disk is full", () => {
  const folder = mkdtempSync(join(tmpdir(), "postino-durable-"));
  try {
    const path = join(folder, "postino.yaml");
    const text = "# a setting\n".repeat(10_000);
    replaceFile(path, text);
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    symlinkSync("/dev/full", `${path}.tmp`);
    expect(() => replaceFile(path, "other")).toThrow("ENOSPC");
    expect(readFileSync(path, "utf8")).toBe(text);
    expect(existsSync(`${path}.tmp`)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
