import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { changeFile, changeText } from "./change.ts";
import { findSetting, type Setting } from "./settings.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-change-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function settingAt(path: string): Setting {
  const setting = findSetting(path);
  if (!setting) throw new Error(`no setting ${path}`);
  return setting;
}
const port = settingAt("smtp.errors");

test("a change keeps comments, order and everything else", () => {
  const text = "# top\nsmtp:\n  # why\n  errors: 25 # inline\n  hops: 30\n\nlog:\n  folder: logs\n\n# end\n";
  expect(changeText(text, port, 26)).toBe(text.replace("errors: 25", "errors: 26"));
});

test("a setting that was not there is added, with its section", () => {
  expect(changeText("", port, 26)).toBe("smtp:\n  errors: 26\n");
  expect(changeText("smtp:\n", port, 26)).toBe("smtp:\n  errors: 26\n");
  expect(changeText("# mine\n\nlog:\n  folder: logs\n", settingAt("log.levels.smtp"), "extended")).toBe(
    "# mine\n\nlog:\n  folder: logs\n  levels:\n    smtp: extended\n",
  );
});

test("a value that the schema refuses changes nothing and tells what the setting is", () => {
  const path = join(folder, "postino.yaml");
  writeFileSync(path, "smtp:\n  errors: 25\n");
  for (const value of [70_000, Number.NaN, "many", -1])
    expect(() => changeFile(path, port, value), String(value)).toThrow(/^smtp\.errors: .*; Commands refused/);
  expect(readFileSync(path, "utf8")).toBe("smtp:\n  errors: 25\n");
  expect(readdirSync(folder)).toEqual(["postino.yaml"]);
});

test("a file with another fault is not changed: the fault is named with its line", () => {
  expect(() => changeText("smtp:\n  erors: 25\n", port, 26)).toThrow(/another fault at line 2: smtp\.erors: .*mend it/);
  expect(() => changeText("log: {}\nsmtp: [\n", port, 26)).toThrow(/another fault at line 3: .*mend it/);
  expect(() => changeText("smtp: [\n", port, 26)).toThrow(UsageError);
});

test("a fault is mended by setting the faulty value itself", () => {
  expect(changeText("smtp:\n  errors: many\n", port, 26)).toBe("smtp:\n  errors: 26\n");
});

test("a changed file is readable by its owner only", () => {
  const path = join(folder, "postino.yaml");
  writeFileSync(path, "", { mode: 0o644 });
  changeFile(path, port, 26);
  expect(readFileSync(path, "utf8")).toBe("smtp:\n  errors: 26\n");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["postino.yaml"]);
});
