import { expect, test } from "vitest";
import { Rate } from "./rate.ts";

test("a burst over the limit is seen, and the same number over a longer time is not", () => {
  const burst = new Rate(60);
  expect([0, 1, 2, 3].map((second) => burst.add("192.0.2.7", 3, second * 1000))).toEqual([1, 2, 3, 4]);
  const steady = new Rate(60);
  for (let second = 0; second < 6000; second += 20) expect(steady.add("192.0.2.7", 3, second * 1000)).toBe(1);
});
test("addresses are counted apart, and one that is forgotten begins anew", () => {
  const rate = new Rate(60);
  rate.add("192.0.2.7", 3, 0);
  expect(rate.add("192.0.2.7", 3, 0)).toBe(2);
  expect(rate.add("192.0.2.8", 3, 0)).toBe(1);
  rate.forget("192.0.2.7");
  expect(rate.add("192.0.2.7", 3, 0)).toBe(1);
});
test("memory has an end: what is over is forgotten first, then the oldest", () => {
  const rate = new Rate(60, 2);
  rate.add("a", 1, 0);
  rate.add("b", 1, 50_000);
  rate.add("c", 1, 61_000);
  expect(rate.addresses).toBe(2);
  expect(rate.add("b", 1, 61_000)).toBe(2);
  rate.add("d", 1, 61_000);
  expect(rate.addresses).toBe(2);
});
