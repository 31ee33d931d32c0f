import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { parseConfig } from "../config/load.ts";
import { settingNamed } from "../config/named.ts";
import type { Config } from "../config/schema.ts";
import { createSettingsDesk, type SettingsDesk } from "./settings-desk.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-desk-"));
  file = join(folder, "postino.yaml");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A desk over a file with that text; `brought` are the configurations that came into force. */
function deskOver(text: string, refuse?: (next: Config) => void): SettingsDesk & { readonly brought: Config[] } {
  writeFileSync(file, text);
  const brought: Config[] = [];
  const desk = createSettingsDesk({
    file,
    config: parseConfig(text).config,
    prepare: (next) => {
      refuse?.(next);
      return () => void brought.push(next);
    },
    effectOf: ({ restart }) => (restart ? "at-restart" : "now"),
  });
  return { ...desk, brought };
}

test("a change is written, brought into force, and told with before and after", () => {
  const desk = deskOver("# mine\nsmtp:\n  errors: 21\n");
  expect(desk.change(settingNamed("smtp.errors"), 22)).toEqual([
    { path: "smtp.errors", before: "21", after: "22", effect: "now" },
  ]);
  expect(readFileSync(file, "utf8")).toBe("# mine\nsmtp:\n  errors: 22\n");
  expect(desk.config().smtp.errors).toBe(22);
  expect(desk.brought).toHaveLength(1);
});

test("what needs a restart says so, and an equal value is no change", () => {
  const desk = deskOver("");
  expect(desk.change(settingNamed("listeners.mx.port"), 2526)).toMatchObject([{ effect: "at-restart" }]);
  expect(desk.change(settingNamed("listeners.mx.port"), 2526)).toEqual([]);
});

test("a reload takes what was edited by hand, and a later change tells it as well", () => {
  const desk = deskOver("");
  writeFileSync(file, "smtp:\n  hops: 30\n  trustedNetworks: [192.0.2.1, 192.0.2.2]\n");
  expect(desk.reload()).toEqual([
    { path: "smtp.hops", before: "100", after: "30", effect: "now" },
    { path: "smtp.trustedNetworks", before: "", after: "192.0.2.1,192.0.2.2", effect: "now" },
  ]);
  writeFileSync(file, "smtp:\n  hops: 31\n");
  expect(desk.change(settingNamed("smtp.errors"), 22).map(({ path }) => path)).toEqual([
    "smtp.hops",
    "smtp.errors",
    "smtp.trustedNetworks",
  ]);
});

test("a broken file is refused with its place, and the old configuration stays", () => {
  const desk = deskOver("smtp:\n  errors: 21\n");
  writeFileSync(file, "smtp:\n  erors: 22\n");
  expect(() => desk.reload()).toThrow(/postino\.yaml:2:3: smtp\.erors: no such setting; did you mean smtp\.errors\?/);
  expect(() => desk.change(settingNamed("smtp.hops"), 30)).toThrow(UsageError);
  expect(desk.config().smtp.errors).toBe(21);
  expect(desk.brought).toEqual([]);
});

test("what cannot be brought into force is not written either", () => {
  const desk = deskOver("smtp:\n  errors: 21\n", ({ log }) => {
    if (log.folder === "/absent") throw new UsageError("no such folder");
  });
  expect(() => desk.change(settingNamed("log.folder"), "/absent")).toThrow("no such folder");
  expect(readFileSync(file, "utf8")).toBe("smtp:\n  errors: 21\n");
  expect(desk.config().log.folder).toBe("logs");
});

test("a change mends a file that was broken before", () => {
  const desk = deskOver("smtp:\n  errors: many\n");
  expect(desk.change(settingNamed("smtp.errors"), 22)).toEqual([{ path: "smtp.errors", after: "22", effect: "now" }]);
  expect(desk.config().smtp.errors).toBe(22);
});

test("a file that is gone is told", () => {
  const desk = deskOver("");
  rmSync(file);
  expect(() => desk.change(settingNamed("smtp.errors"), 22)).toThrow(/postino\.yaml: no such file; .*--config/);
});

test("a file that cannot be written is told, and nothing is in force that does not stand there", () => {
  const desk = deskOver("smtp:\n  errors: 21\n");
  // What is written beside the file is in the way of itself.
  mkdirSync(`${file}.tmp`);
  expect(() => desk.change(settingNamed("smtp.errors"), 22)).toThrow(
    /^cannot write the configuration .*postino\.yaml: /,
  );
  expect(desk.config().smtp.errors).toBe(21);
  expect(desk.brought).toEqual([]);
});
