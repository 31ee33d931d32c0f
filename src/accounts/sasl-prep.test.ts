import { expect, test } from "vitest";
import { saslPrepared } from "./sasl-prep.ts";

// The first five are the examples of RFC 4013 §3; the others are ours.
test.each([
  ["I\u00adX", "IX"],
  ["user", "user"],
  ["USER", "USER"],
  ["\u00aa", "a"],
  ["\u2168", "IX"],
  ["a\u00a0b\u3000c", "a b c"],
  ["e\u0301", "\u00e9"],
  ["a\ufe0fb\u034fc\u200dd\u180be", "abcde"],
])("%j is prepared as %j", (text, prepared) => expect(saslPrepared(text)).toBe(prepared));

// U+0007 is RFC 4013's example.
test.each(["\u0007", "", "\u00ad", "a\u007f", "a\u200eb", "a\u2028b", "\ue000", "\ud800", "\ufffd", "\u{e0041}"])(
  "%j is prohibited",
  (text) => expect(saslPrepared(text)).toBeUndefined(),
);
