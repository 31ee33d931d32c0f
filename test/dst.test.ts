/** A log that is written over a change of summer time, both ways, is read back with the instants that it was written at. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { promptDisk } from "../src/base/append-file.ts";
import { Zone } from "../src/base/zone.ts";
import type { MailEvent } from "../src/events/event.ts";
import { createLogWriter } from "../src/log/writer.ts";
import { renderLines } from "../src/reading/formats/postino.ts";
import { readLogs } from "../src/reading/read.ts";

const rome = new Zone("Europe/Rome");
const fiveMinutes = 300_000;
const base = { atPrecisionSeconds: 0.001, node: "1", service: "smtp" } as const;

test.each([
  ["forward, when an hour is skipped", "2026-03-28T22:00:00Z", "2026-03-29T04:00:00Z"],
  ["back, when an hour comes twice", "2026-10-24T21:00:00Z", "2026-10-25T04:00:00Z"],
])("%s", async (_, from, to) => {
  const folder = mkdtempSync(join(tmpdir(), "postino-dst-"));
  try {
    let now = Date.parse(from);
    const log = createLogWriter({
      folder,
      node: "1",
      zone: rome,
      now: () => now,
      monotonic: () => now,
      levelOf: () => "debug",
      settings: () => ({ rotateBytes: 0, cacheBytes: 0, cacheSeconds: 1, fsync: "never", stallSeconds: 5 }),
      render: renderLines,
      version: "1",
      heartbeatSeconds: 60,
      disk: promptDisk,
    });
    const written: MailEvent[] = [];
    for (; now < Date.parse(to); now += fiveMinutes + 1) {
      const event = { ...base, at: now, kind: "system.noted", text: `n ${written.length}` } as const;
      written.push(event);
      log.write(event);
      log.heartbeat();
    }
    await log.close();
    const read: MailEvent[] = [];
    // The reader's own zone is another: the log names its own.
    await readLogs({ logs: [folder], zone: new Zone("America/New_York") }, (event) => read.push(event));
    const noted = read.filter(({ kind }) => kind === "system.noted").map(({ source: _, ...event }) => event);
    expect(noted).toEqual(written);
    const offsets = read.filter((event) => event.kind === "log.opened" && event.because === "offset");
    expect(offsets).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
