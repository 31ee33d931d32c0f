import { expect, test } from "vitest";
import { defined } from "./defined.ts";

test("what is undefined is left out; empty texts, zeros and null are values, and order stays", () => {
  const found = defined({ kind: "a", sender: "", peer: undefined, sizeBytes: 0, where: null, ok: false });
  expect(Object.entries(found)).toEqual([
    ["kind", "a"],
    ["sender", ""],
    ["sizeBytes", 0],
    ["where", null],
    ["ok", false],
  ]);
});
