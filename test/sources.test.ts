/** The sources of sessions keep one promise: a read log in memory, and records in every state that their files can be in. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { listDays } from "../src/records/layout.ts";
import { openRecords } from "../src/records/reader.ts";
import { upkeep } from "../src/records/upkeep.ts";
import { createRecordsWriter, openPartsOf } from "../src/records/writer.ts";
import { Activity } from "../src/sessions/activity.ts";
import { createInMemory } from "../src/sessions/in-memory.ts";
import type { Session } from "../src/sessions/session.ts";
import { sourceSuite } from "./source-suite.ts";

sourceSuite("a read log", async (sessions) => {
  const source = createInMemory(new Activity(), () => ({ files: [], lines: sessions.length, unread: 0, formats: [] }));
  for (const session of sessions) source.add(session);
  return { source, done: () => {} };
});

/** Each is written when it ends, into parts of three. */
function write(folder: string, sessions: readonly Session[]): void {
  let now = 0;
  const fullAt = { sessions: 3, bytes: 1_000_000 };
  const writer = createRecordsWriter({ folder, now: () => now, onClosed: () => {}, fullAt });
  for (const session of sessions) {
    now = session.to;
    writer.append({ session });
    writer.flush();
  }
  writer.close();
}

function tend(folder: string, now: number): void {
  expect(upkeep({ folder, closed: openPartsOf(folder), now, merge: true, keep: { days: 0, bytes: 0 } })).toEqual([]);
  expect(openPartsOf(folder)).toEqual([]);
}
const seal = (folder: string) => tend(folder, 0);
function merge(folder: string): void {
  tend(folder, Date.UTC(2027, 0, 1));
  for (const day of listDays(folder)) expect(readdirSync(join(folder, day))).toHaveLength(1);
}

/** The steps of `fill` get a folder and the sessions; a reader that was there before the first of them sees all. */
function recordsSuite(name: string, fill: (folder: string, sessions: readonly Session[]) => void): void {
  sourceSuite(name, async (sessions) => {
    const folder = mkdtempSync(join(tmpdir(), "postino-sources-"));
    const source = openRecords(folder);
    const half = Math.floor(sessions.length / 2);
    fill(folder, sessions.slice(0, half));
    await source.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    fill(folder, sessions.slice(half));
    return {
      source,
      done: () => {
        source.close();
        rmSync(folder, { recursive: true });
      },
    };
  });
}

recordsSuite("an open part", write);
recordsSuite("sealed parts", (folder, sessions) => {
  write(folder, sessions);
  seal(folder);
});
recordsSuite("merged days", (folder, sessions) => {
  write(folder, sessions);
  merge(folder);
});
recordsSuite("merged days with sealed and open parts beside them", (folder, sessions) => {
  const third = Math.floor(sessions.length / 3);
  write(folder, sessions.slice(0, third));
  merge(folder);
  write(folder, sessions.slice(third, 2 * third));
  seal(folder);
  write(folder, sessions.slice(2 * third));
});
