/** A real process is killed at each step of sealing and merging: no session is missing or there twice, before and after the next start. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRecords } from "../src/records/reader.ts";
import { upkeep } from "../src/records/upkeep.ts";
import { createRecordsWriter, openPartsOf } from "../src/records/writer.ts";
import type { Session } from "../src/sessions/session.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "postino-upkeep-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const at = Date.UTC(2026, 10, 24, 10);
const keep = { days: 0, bytes: 0 };
const ids = Array.from({ length: 8 }, (_, n) => `00A1B2C3D4E5F60${n}`);

const session = (id: string, n: number): Session => ({
  ...{ id, service: "smtp", role: "server", node: "1", peer: `192.0.2.${n % 2}`, from: at + n, to: at + n },
  ...{ ended: "quit", transactions: [], facts: [], events: [] },
});

/** A day that is over, with two sealed parts, and an open one whose end a crash tore. */
function prepare(folder: string): void {
  const writer = createRecordsWriter({
    folder,
    now: () => at,
    onClosed: (path) => upkeep({ folder, closed: path.includes("0002") ? [] : [path], now: at, merge: true, keep }),
    fullAt: { sessions: 3, bytes: 1_000_000 },
  });
  for (const [n, id] of ids.entries()) {
    writer.append({ session: session(id, n) });
    writer.flush();
  }
  writer.close();
  const [open = ""] = openPartsOf(folder);
  appendFileSync(open, Buffer.from([0, 0, 1, 0, 9, 9]));
}

async function told(folder: string): Promise<readonly string[]> {
  const records = openRecords(folder);
  const all = await records.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const [even, odd] = [
    await records.find(["ip:192.0.2.0"], 0, 2 * at),
    await records.find(["ip:192.0.2.1"], 0, 2 * at),
  ];
  const { gaps } = await records.coverage(at, at + 10);
  records.close();
  expect(gaps).toEqual([]);
  expect([...even, ...odd].map(({ id }) => id).sort()).toEqual(ids);
  return all.map(({ id }) => id);
}

const program = new URL("./upkeep.process.ts", import.meta.url).pathname;

test("killed at each step of sealing and merging", { timeout: 60_000 }, async () => {
  const before = join(root, "before");
  prepare(before);
  expect(await told(before)).toEqual(ids);
  expect(readdirSync(join(before, "20261124")).map((name) => name.slice(0, 5))).toEqual(["0000_", "0001_", "0002."]);

  const whole = join(root, "whole");
  cpSync(before, whole, { recursive: true });
  const { steps, remarks } = JSON.parse(execFileSync(process.execPath, [program, whole], { encoding: "utf8" }));
  expect(remarks).toHaveLength(1);
  expect(remarks[0]).toContain("the last 6 bytes");
  expect(steps).toBeGreaterThan(15);

  for (let step = 1; step <= steps; step++) {
    const folder = join(root, `killed-${step}`);
    cpSync(before, folder, { recursive: true });
    const child = spawn(process.execPath, [program, folder, String(step)], { stdio: "ignore" });
    const [, signal] = await once(child, "exit");
    expect(signal).toBe("SIGKILL");
    expect(await told(folder), `after the kill at step ${step}`).toEqual(ids);
    upkeep({ folder, closed: openPartsOf(folder), now: Date.UTC(2027, 0, 1), merge: true, keep });
    expect(await told(folder), `after the start behind step ${step}`).toEqual(ids);
    expect(readdirSync(join(folder, "20261124")), `after step ${step}`).toEqual(readdirSync(join(whole, "20261124")));
  }
});
