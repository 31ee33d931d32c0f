import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Input } from "./input.ts";
import { Spool, spooled } from "./spool.ts";

const input = (path: string, chunks: readonly Buffer[]): Input => ({
  ...{ path, named: true, packed: true, modified: 0, bytes: 0 },
  async *chunks() {
    yield* chunks;
  },
});
const drain = async ({ chunks }: Input) => {
  for await (const _ of chunks());
};

test("any part of several logs is had again, whatever the chunks they came in", async () => {
  const spool = new Spool();
  const logs = [randomBytes(700_000), randomBytes(262_144), randomBytes(10), Buffer.alloc(0)];
  const kept = logs.map((bytes, number) => {
    const size = [1, 100_000, 3, 1][number] ?? 1;
    const chunks = number === 0 ? [bytes] : [];
    for (let at = 0; number > 0 && at < bytes.length; at += size * 999)
      chunks.push(bytes.subarray(at, at + size * 999));
    return spooled(input(`${number}`, chunks), spool);
  });
  for (const one of kept) await drain(one);
  await fc.assert(
    fc.asyncProperty(fc.nat(3), fc.nat(800_000), fc.nat(800_000), async (number, from, length) => {
      const again = await kept[number]?.again?.(from, from + length);
      expect(again?.equals(logs[number]?.subarray(from, from + length) ?? Buffer.alloc(0))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("where there is no room, it is said what to do", async () => {
  vi.stubEnv("TMPDIR", "/nowhere");
  const log = spooled(input("mail.log.2.gz", [Buffer.alloc(300_000)]), new Spool());
  await expect(drain(log)).rejects.toThrow(
    /^cannot read mail\.log\.2\.gz: its text finds no room in \/nowhere .*ENOENT.*; set TMPDIR to a folder with room/,
  );
  vi.unstubAllEnvs();
});
