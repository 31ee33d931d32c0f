import { expect, test } from "vitest";
import { Saying, say, together, told } from "./saying.ts";

const italian = {
  "{0} offered no message.": "{0} non ha proposto alcun messaggio.",
  "the null sender": "il mittente vuoto",
  "{0} of {1}": "di {1}, {0}",
};

test("a text by itself is English, and in a language what its catalogue says, with its values where they belong", () => {
  const text = say`${say`the null sender`} offered no message.`;
  expect(`${text}`).toBe("the null sender offered no message.");
  expect(told(text, italian)).toBe("il mittente vuoto non ha proposto alcun messaggio.");
  expect(told(say`${3} of ${"a@example.org"}`, italian)).toBe("di a@example.org, 3");
});

test("what no catalogue has stays English, its values are told all the same", () => {
  expect(told(say`${say`the null sender`} left.`, italian)).toBe("il mittente vuoto left.");
});

test("a value is never taken for words, whatever a stranger put into it", () => {
  expect(told(say`${"{1}"} of ${"$& {0}"}`, italian)).toBe("di $& {0}, {1}");
});

test("texts stand one behind the other, in each language", () => {
  const both = together([say`the null sender`, "", "550 5.1.1"], ", ");
  expect(`${both}`).toBe("the null sender, 550 5.1.1");
  expect(told(both, italian)).toBe("il mittente vuoto, 550 5.1.1");
  expect(`${together([])}`).toBe("");
  expect(new Saying(["only"], []).words).toBe("only");
});
