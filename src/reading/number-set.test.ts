import { expect, test } from "vitest";
import { NumberSet } from "./number-set.ts";

test("of many numbers, zero and the largest among them, each is there once, and no other", () => {
  const set = new NumberSet();
  const all = [0, Number.MAX_SAFE_INTEGER, ...Array.from({ length: 5000 }, (_, n) => (n + 1) * 1_799_811_131)];
  for (const number of [...all, ...all]) set.add(number);
  expect(set.size).toBe(all.length);
  expect(all.every((number) => set.has(number))).toBe(true);
  expect(all.some((number) => number > 0 && set.has(number - 1))).toBe(false);
});
