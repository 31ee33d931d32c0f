import { expect, test } from "vitest";
import { isInScope } from "./token.ts";

test("a scope is for its area; writing includes reading, reading never writing", () => {
  const may = (scopes: readonly string[]) =>
    (["blocks", "why"] as const).flatMap((area) => [false, true].map((changes) => isInScope(scopes, area, changes)));
  expect(may(["blocks:read"])).toEqual([true, false, false, false]);
  expect(may(["blocks:write"])).toEqual([true, true, false, false]);
  expect(may(["*:read"])).toEqual([true, false, true, false]);
  expect(may(["*:read", "why:write"])).toEqual([true, false, true, true]);
  expect(may(["block:write", "", "blocks"])).toEqual([false, false, false, false]);
});
