import { expect, test } from "vitest";
import { createRoom } from "./room.ts";

test("what is kept free is not for mail, and that is told", () => {
  const told: string[] = [];
  let [free, now, least, measured] = [30_000_000, 0, 20_000_000, 0];
  const hasRoom = createRoom({
    folder: "data",
    least: () => least,
    now: () => now,
    report: (where, error) => void told.push(`${where}: ${(error as Error).message}`),
    measure: () => {
      measured++;
      return free;
    },
  });
  expect([0, 10_000_000, 10_000_001].map(hasRoom)).toEqual([true, true, false]);
  expect(told).toEqual([
    "the disk of the mailboxes: 30 MB are free, and a message beyond smtp.leastFreeBytes (20 MB) is put off; make room there",
  ]);
  free = 0;
  expect(hasRoom(0)).toBe(true);
  now = 1001;
  expect(hasRoom(0)).toBe(false);
  least = 0;
  expect(hasRoom(1e12)).toBe(true);
  expect(measured).toBe(2);
});
