import fc from "fast-check";
import { expect, test } from "vitest";
import { Activity } from "../sessions/activity.ts";
import { createInMemory } from "../sessions/in-memory.ts";
import type { Session } from "../sessions/session.ts";
import { sessionPage } from "./session-page.ts";

const sessionAt = (from: number, number: number): Session => ({
  id: number.toString(16).toUpperCase().padStart(16, "0"),
  service: "smtp",
  role: "server",
  node: "1",
  peer: number % 3 === 0 ? "192.0.2.7" : "192.0.2.8",
  from,
  to: from + 1,
  ended: "quit",
  transactions: [],
  facts: [],
  events: [],
});

function sourceOf(times: readonly number[]) {
  const source = createInMemory(new Activity(), () => ({ files: [], lines: 0, unread: 0, formats: [] }));
  times.forEach((at, number) => {
    source.add(sessionAt(at, number));
  });
  return source;
}

async function pages(times: readonly number[], limit: number, filter = {}): Promise<readonly string[]> {
  const source = sourceOf(times);
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const { sessions, next } = await sessionPage(source, filter, {
      limit,
      site: [],
      ...(cursor !== undefined && { cursor }),
    });
    ids.push(...sessions.map(({ session }) => session.id));
    cursor = next;
  } while (cursor !== undefined);
  return ids;
}

test("page by page each session comes once, the newest first, also of one millisecond", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 80 }),
      fc.integer({ min: 1, max: 12 }),
      async (times, limit) => {
        const all = times.map(sessionAt).sort((a, b) => b.from - a.from || (a.id < b.id ? 1 : -1));
        expect(await pages(times, limit)).toEqual(all.map(({ id }) => id));
      },
    ),
  );
});

test("more sessions of one millisecond than are looked at in one go hide none", async () => {
  expect(new Set(await pages(new Array(1200).fill(5), 100)).size).toBe(1200);
});

test("where few fit, the next page goes on behind what was looked through", async () => {
  const times = Array.from({ length: 9000 }, (_, index) => index);
  expect(await pages(times, 50, { peer: "192.0.2.7" })).toHaveLength(3000);
  expect(await pages(times, 50, { text: "000000000000000a" })).toEqual(["000000000000000A"]);
});
