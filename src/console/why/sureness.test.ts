import { expect, test } from "vitest";
import { language } from "../text/t.ts";
import { sureText } from "./sureness.ts";

test.each([
  [0.99, "practically certain, 99%"],
  [0.97, "practically certain, 97%"],
  [0.9, "very likely, 90%"],
  [0.75, "very likely, 75%"],
  [0.6, "likely, 60%"],
  [0.4, "a guess, 40%"],
])("%d is told in a word and as a number", (confidence, text) => {
  expect(sureText(confidence)).toBe(text);
});

test("in the reader's language", () => {
  language.value = "it";
  expect(sureText(0.9)).toBe("molto probabile, 90%");
  language.value = "en";
});
