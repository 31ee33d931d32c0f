import { expect, test } from "vitest";
import { KeptTransfers } from "./kept-transfers.ts";

const unlimited = Number.POSITIVE_INFINITY;

test("of a peer twenty are kept, the oldest goes; a /64 of IPv6 is one peer, an account one wherever it comes from", () => {
  for (const who of [
    (_: number) => "192.0.2.7",
    (n: number) => `2001:db8:1:2::${n}`,
    (_: number) => "bob@example.test",
  ]) {
    const kept = new KeptTransfers();
    for (let n = 0; n < 20; n++) expect(kept.add(`${n}`, { who: who(n), bytes: 1, at: n }, unlimited)).toEqual([]);
    expect(kept.add("20", { who: who(20), bytes: 1, at: 20 }, unlimited)).toEqual(["0"]);
    expect([kept.has("0"), kept.has("1"), kept.has("20")]).toEqual([false, true, true]);
    // The same again takes its own place.
    expect(kept.add("5", { who: who(5), bytes: 1, at: 21 }, unlimited)).toEqual([]);
  }
});

test("of all a thousand and so many bytes are kept, and no more, until some are taken out or too old", () => {
  const kept = new KeptTransfers();
  const add = (n: number, bytes = 1) => kept.add(`${n}`, { who: `10.0.${n >> 4}.1`, bytes, at: n }, 1010);
  for (let n = 0; n < 1000; n++) expect(add(n)).toEqual([]);
  expect(add(2000)).toBeUndefined();
  kept.remove("3");
  expect(add(2000, 12)).toBeUndefined();
  expect(add(2000, 11)).toEqual([]);
  expect(kept.expire(2)).toEqual(["0", "1"]);
  expect(kept.expire(2)).toEqual([]);
});
