import { expect, test } from "vitest";
import { idMaker } from "./id.ts";

test("ids grow and are unique, also where thousands are made in a millisecond and where the clock is set back", () => {
  let now = 1_000_000;
  const next = idMaker(0xab, () => now);
  const ids: string[] = [];
  for (const at of [1_000_000, 1_000_001, 999_000, 1_000_004]) {
    now = at;
    for (let n = 0; n < 5_000; n++) ids.push(next());
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual([...ids].sort());
  expect(ids[0]).toBe("000000F4240AB000");
  expect(ids.every((id) => /^[0-9A-F]{11}AB[0-9A-F]{3}$/.test(id))).toBe(true);
});
