import { expect, test } from "vitest";
import { cutAt, inertPieces } from "./pieces.ts";

test("plain text, tabs and line ends stay", () => {
  expect(inertPieces("perché\t<b>ok</b>\n")).toEqual([{ text: "perché\t<b>ok</b>\n", mark: false }]);
});

test("what hides, turns around or controls becomes a mark", () => {
  expect(inertPieces("a\u202Egnp.exe\x1b[2J\u200b\u200b!")).toEqual([
    { text: "a", mark: false },
    { text: "\\u{202E}", mark: true },
    { text: "gnp.exe", mark: false },
    { text: "\\x1B", mark: true },
    { text: "[2J", mark: false },
    { text: "\\u{200B}\\u{200B}", mark: true },
    { text: "!", mark: false },
  ]);
});

test("a megabyte of marks makes few pieces, and loses none", () => {
  const pieces = inertPieces("a\u202E".repeat(500_000));
  expect(pieces.length).toBeLessThan(500);
  const text = pieces.map((piece) => piece.text).join("");
  expect(text).toBe("a\\u{202E}".repeat(500_000));
});

test("a pair of surrogates is not cut in two", () => {
  expect(cutAt("ab😀", 3)).toBe("ab");
  expect(cutAt("ab😀", 4)).toBe("ab😀");
});
