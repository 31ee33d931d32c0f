import { expect, test } from "vitest";
import type { Setting } from "../documents.ts";
import { matching, sectionsOf } from "./setting-search.ts";

const setting = (path: string, variable?: string): Setting => ({
  ...{ path, description: `What ${path} is for.`, type: "string", words: [], least: null, most: null },
  ...{
    value: "1",
    byDefault: "1",
    restart: false,
    variable: variable === undefined ? null : { name: variable, value: "1" },
  },
});
const all = [setting("smtp.size", "C_Mail_Size"), setting("smtp.idle"), setting("log.folder", "C_System_LogPath")];
const found = (wanted: string) => matching(all, wanted).map(({ path }) => path);

test("finds by our name, the API variable and the sentence, all words together", () => {
  expect(found("")).toHaveLength(3);
  expect(found("c_mail")).toEqual(["smtp.size"]);
  expect(found("SMTP for")).toEqual(["smtp.size", "smtp.idle"]);
  expect(found("smtp logpath")).toEqual([]);
});

test("sections are the first parts of names", () => {
  expect(sectionsOf(all).map(([section, own]) => [section, own.length])).toEqual([
    ["smtp", 2],
    ["log", 1],
  ]);
});
