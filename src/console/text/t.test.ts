import { expect, test } from "vitest";
import { en } from "./en.ts";
import { it as italian } from "./it.ts";
import { language, languageOf, t, word } from "./t.ts";

const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

test("every translation fills in the same values", () => {
  for (const [id, text] of Object.entries(en)) {
    const other = italian[id as keyof typeof en];
    const parts = (one: typeof text | typeof other) => placeholders(typeof one === "string" ? one : one.other);
    expect({ id, values: parts(other) }).toEqual({ id, values: parts(text) });
  }
});

test("numbers choose the form and are written as the language writes them", () => {
  language.value = "it";
  expect([t("searched.lines", { n: 1 }), t("searched.lines", { n: 12_345 })]).toEqual([
    "Esaminata una riga",
    "Esaminate 12.345 righe",
  ]);
  expect(t("searched.lines", { n: 2_000_000 })).toBe("Esaminate 2.000.000 righe");
  language.value = "en";
  expect(t("searched.lines", { n: 12_345 })).toBe("Searched 12,345 lines");
});

test("a value is not looked into for further values", () => {
  expect(t("lanes.later", { span: "{n} $& {span}" })).toBe("{n} $& {span} later");
  expect(t("lanes.later", { span: "\u202Ea" })).toBe("\\u{202E}a later");
});

test("a word that is not known stands as it is", () => {
  expect(word("outcome", "refused")).toBe("Refused");
  expect(word("outcome", "toString")).toBe("toString");
});

test("the browser's first language that there is", () => {
  expect(languageOf(["de-DE", "it-CH", "en"])).toBe("it");
  expect(languageOf(["de"])).toBe("en");
  expect(languageOf([])).toBe("en");
});
