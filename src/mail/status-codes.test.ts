import { expect, test } from "vitest";
import { type EnhancedCode, enhancedCode } from "./status-codes.ts";

test("an enhanced code is known whatever its class, and by its own name only", () => {
  expect(enhancedCode("5.1.1")?.title).toBe("Bad destination mailbox address");
  expect(enhancedCode("4.1.1")).toBe(enhancedCode("5.1.1"));
  expect(enhancedCode("5.99.99")).toBeUndefined();
  expect(enhancedCode("5.toString")).toBeUndefined();
});

test("the compiler knows which class a code may have", () => {
  const refused: EnhancedCode = "5.1.1";
  // @ts-expect-error 4.1.1 is not registered: an unknown mailbox is no passing trouble.
  const wrong: EnhancedCode = "4.1.1";
  expect([refused, wrong]).toEqual(["5.1.1", "4.1.1"]);
});
