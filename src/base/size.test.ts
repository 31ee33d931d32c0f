import { expect, test } from "vitest";
import { parseSize, sizeText } from "./size.ts";

test.each([
  ["1000", 1000],
  ["1.5 kB", 1500],
  ["500MB", 500_000_000],
  ["2gib", 2_147_483_648],
  ["0", 0],
])("%s is %i bytes", (text, bytes) => expect(parseSize(text)).toBe(bytes));

test.each(["", "x", "5 miles", "-1", "1,5GB"])("%j is no size", (text) =>
  expect(() => parseSize(text)).toThrow(/is no size; write 500MB/),
);

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1500, "1.5 kB"],
  [2_147_483_648, "2.15 GB"],
])("%i bytes are shown as %s", (bytes, text) => expect(sizeText(bytes)).toBe(text));
