import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance } from "./distance.ts";

describe("the distance of two words", () => {
  test("counts what was left out, put in and changed", () => {
    expect(editDistance("alice", "alice")).toBe(0);
    expect(editDistance("alice", "alce")).toBe(1);
    expect(editDistance("alice", "allice")).toBe(1);
    expect(editDistance("alice", "alise")).toBe(1);
    expect(editDistance("alice", "elise")).toBe(2);
    expect(editDistance("", "abc")).toBe(3);
  });
  test("counts neighbours that were swapped once", () => {
    expect(editDistance("alice", "ailce")).toBe(1);
    expect(editDistance("smtp", "smpt")).toBe(1);
  });
  test("is never more than one above the limit", () => {
    expect(editDistance("alice", "robert")).toBe(4);
    expect(editDistance("alice", "robert", 1)).toBe(2);
    expect(editDistance("a", "abcdefgh")).toBe(4);
  });
  test("is the same both ways, and 0 for equal words only", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});
