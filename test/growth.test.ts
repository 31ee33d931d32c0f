import { expect, test } from "vitest";
import { expectLinear } from "./growth.ts";

/** `work` for so many letters, and for twice as many. */
const of = (work: (letters: number) => unknown, letters: number) => ({
  ...{ name: "letters", short: () => work(letters), long: () => work(2 * letters), times: 2.5, least: 1 },
});

// From a MiB on V8 keeps a string elsewhere, and looks through it three times as slowly.
test("what looks at each letter once may", async () => {
  await expectLinear(of((letters) => /b/.test("a".repeat(letters)), 500_000));
});

test("what looks at each letter from each letter on may not", async () => {
  await expect(expectLinear(of((letters) => /a*a*b/.test("a".repeat(letters)), 200))).rejects.toThrow("5 times");
});
