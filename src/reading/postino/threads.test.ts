import { expect, test } from "vitest";
import { createThreads } from "./threads.ts";

test("a number is given out once while its session is open, and comes again last", () => {
  const threads = createThreads();
  expect(threads.of("A", 1)).toEqual({ digits: "0001", isNew: true });
  expect(threads.of("B", 1)).toEqual({ digits: "0002", isNew: true });
  expect(threads.of("A", 1)).toEqual({ digits: "0001", isNew: false });
  threads.end("B");
  for (let n = 3; n <= 0xffff; n += 1) threads.end(`${threads.of(`${n}`, 1) && n}`);
  expect(threads.of("C", 1).digits).toBe("0002");
});

test("beyond four digits there is a fifth", () => {
  const threads = createThreads();
  const given = Array.from({ length: 0x10001 }, (_, n) => threads.of(String(n), 1).digits);
  expect(new Set(given).size).toBe(given.length);
  expect(given.at(-1)).toBe("10001");
});

test("a new day says again whose number it is", () => {
  const threads = createThreads();
  expect([1, 1, 2, 2].map((day) => threads.of("A", day).isNew)).toEqual([true, false, true, false]);
});
