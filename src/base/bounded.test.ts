import { expect, test } from "vitest";
import { BoundedMap } from "./bounded.ts";

test("a full map forgets what was set first, whatever was deleted or set anew before", () => {
  const map = new BoundedMap<string, number>(2);
  expect(map.add("a", 1)).toEqual([]);
  expect(map.add("b", 2)).toEqual([]);
  expect(map.add("a", 3)).toEqual([1]);
  expect(map.add("c", 4)).toEqual([2]);
  map.delete("a");
  expect(map.add("d", 5)).toEqual([]);
  expect(map.add("e", 6)).toEqual([4]);
  expect([...map]).toEqual([
    ["d", 5],
    ["e", 6],
  ]);
});
