/** Pages give back what was added, wherever they lie. */
import { expect, test } from "vitest";
import { Pages, sessionsOfPage, startIn } from "./pages.ts";

test("sessions of pages that were put away are the same as those in memory", () => {
  const count = 7 * sessionsOfPage + 100;
  const [few, all] = [new Pages(2), new Pages(100)];
  for (const pages of [few, all])
    for (let n = 0; n < count; n++) {
      const length = 1 + (n % 90);
      pages.add(1000 * n + (n % 7), new Uint8Array(length).fill(n), length);
    }
  const told = (pages: Pages, from: number, to: number) =>
    [...pages.within(from, to)].flatMap(([number, page]) =>
      Array.from({ length: page.sessions }, (_, n) => [
        ...[number, page.from[n]],
        Buffer.from(page.bytes.subarray(startIn(page, n), page.end[n])).toString("hex"),
      ]),
    );
  for (const [from, to] of [
    [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    [3_000_000, 9_000_000],
  ] as const) {
    const found = told(few, from, to);
    expect(found).toEqual(told(all, from, to));
    expect(found.length).toBeGreaterThan(sessionsOfPage);
  }
  expect(few.page(8)).toBeUndefined();
});

test("those begun in a time are found, in whatever order they were added, and wherever they lie", () => {
  const count = 3 * sessionsOfPage + 50;
  const begun = Array.from({ length: count }, (_, n) => (n * 7919) % 10_007);
  const [few, all] = [new Pages(1), new Pages(100)];
  for (const pages of [few, all]) for (const from of begun) pages.add(from, new Uint8Array(1), 1);
  const spans = [
    [0, 1],
    [500, 501],
    [9000, 20_000],
    [-5, 0],
    [40, 7000],
  ] as const;
  for (const [from, to] of [...spans, [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]] as const) {
    const wanted = [...begun.keys()].filter((n) => (begun[n] ?? 0) >= from && (begun[n] ?? 0) < to);
    for (const pages of [few, all]) {
      const found: number[] = [];
      pages.eachBegun(from, to, (number, _, n) => void found.push(number * sessionsOfPage + n));
      expect(found).toEqual(wanted);
    }
  }
});
