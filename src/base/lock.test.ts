import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryLock } from "./lock.ts";

let folder = "";
let holder: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-lock-"));
});
afterEach(() => {
  holder?.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

test("one at a time has it, and leaves one empty file", () => {
  const path = join(folder, "lock");
  const lock = tryLock(path);
  expect(lock).toBeDefined();
  expect(tryLock(path)).toBeUndefined();
  lock?.release();
  const next = tryLock(path);
  expect(next).toBeDefined();
  next?.release();
  expect(readdirSync(folder)).toEqual(["lock"]);
});

test("a process that is killed leaves no lock behind", async () => {
  const path = join(folder, "lock");
  const module = new URL("./lock.ts", import.meta.url).href;
  const program = `
    const { tryLock } = await import(${JSON.stringify(module)});
    console.log(tryLock(${JSON.stringify(path)}) ? "locked" : "refused");
    setInterval(() => {}, 1000);`;
  holder = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = (await once(holder.stdout ?? holder, "data")) as [Buffer];
  expect(String(said)).toBe("locked\n");
  expect(tryLock(path)).toBeUndefined();
  const gone = once(holder, "exit");
  holder.kill("SIGKILL");
  await gone;
  const lock = tryLock(path);
  expect(lock).toBeDefined();
  lock?.release();
});

test("a file that cannot be made is an error, not a lock of somebody else", () => {
  expect(() => tryLock(join(folder, "absent", "lock"))).toThrow();
});
