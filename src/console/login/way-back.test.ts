import { expect, test } from "vitest";
import { wayBack } from "./way-back.ts";

test("leads back within the page", () => {
  expect(wayBack("/?to=a%40b")).toBe("/?to=a%40b");
  expect(wayBack("/sessions/0123")).toBe("/sessions/0123");
});

test.each([
  null,
  "",
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "/\n/evil.example",
  "/login?back=/",
])("%j leads to the start", (back) => expect(wayBack(back)).toBe("/"));
