import { expect, test } from "vitest";
import { inert } from "./inert.ts";

test("what hides, turns around or controls a terminal is named, all else stays", () => {
  expect(inert("\ud800x\u{e0041}\u2028")).toBe("\\u{D800}x\\u{E0041}\\u{2028}");
  expect(inert("\x1b]0;owned\x07\u200b\u009b2J")).toBe("\\x1B]0;owned\\x07\\u{200B}\\u{9B}2J");
  expect(inert("größe\t€😀\n")).toBe("größe\t€😀\n");
});
