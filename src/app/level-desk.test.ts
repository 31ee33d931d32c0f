import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { parseConfig } from "../config/load.ts";
import { settingNamed } from "../config/named.ts";
import { createLevelDesk } from "./level-desk.ts";
import { createSettingsDesk } from "./settings-desk.ts";

let folder = "";
let now = 0;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-levels-"));
  now = Date.UTC(2026, 10, 28, 10);
  writeFileSync(join(folder, "postino.yaml"), "");
});
afterEach(() => rmSync(folder, { recursive: true }));

const hour = 3_600_000;
const pending = () => join(folder, "levels.json");

/** A program that starts on the folder: it knows nothing but what the files say. */
function started() {
  const file = join(folder, "postino.yaml");
  const settings = createSettingsDesk({
    file,
    config: parseConfig(readFileSync(file, "utf8")).config,
    prepare: () => () => {},
    effectOf: () => "now",
  });
  const journal: string[] = [];
  const desk = createLevelDesk({
    settings,
    file: pending(),
    journal: (by, what, before, after) => void journal.push(`${by} ${what} ${before} ${after}`),
    now: () => now,
  });
  const smtp = () => desk.levels().find(({ service }) => service === "smtp");
  return { settings, desk, journal, smtp };
}

test("a level that was changed for a time goes back when it is over, also after a new start", () => {
  started().desk.change("smtp", "extended", "ann", 48 * hour);
  const until = now + 48 * hour;
  expect(started().smtp()).toEqual({ service: "smtp", level: "extended", number: 4, until, afterwards: "debug" });
  now = until - 1;
  const early = started();
  early.desk.revert();
  expect([early.smtp()?.level, early.journal]).toEqual(["extended", []]);
  now = until;
  const { desk, smtp, journal } = started();
  desk.revert();
  desk.revert();
  expect(smtp()).toEqual({ service: "smtp", level: "debug", number: 1 });
  expect(journal).toEqual(["timer-of-ann log.levels.smtp extended debug"]);
  expect(started().smtp()?.level).toBe("debug");
});

test("a second change for a time keeps what it was before the first, and one for good ends it", () => {
  const { desk, smtp } = started();
  desk.change("smtp", "extended", "ann", hour);
  desk.change("smtp", "summary", "ben", 2 * hour);
  expect(smtp()).toMatchObject({ level: "summary", until: now + 2 * hour, afterwards: "debug" });
  desk.change("smtp", "summary", "ben");
  now += 3 * hour;
  desk.revert();
  expect(smtp()).toEqual({ service: "smtp", level: "summary", number: 2 });
});

test("what is set by hand meanwhile stays, the same level too", () => {
  const { desk, settings, smtp } = started();
  desk.change("smtp", "extended", "ann", hour);
  settings.change(settingNamed("log.levels.smtp"), "extended");
  expect([desk.keep("log.levels.smtp"), desk.keep("log.levels.smtp"), desk.keep("smtp.errors")]).toEqual([
    true,
    false,
    false,
  ]);
  now += hour;
  desk.revert();
  expect(smtp()?.level).toBe("extended");

  desk.change("journal", "none", "ann", hour);
  settings.change(settingNamed("log.levels.journal"), "summary");
  desk.revert();
  // Also where it is set to that level again, by hand and for good.
  settings.change(settingNamed("log.levels.journal"), "none");
  now += hour;
  desk.revert();
  expect(desk.levels().find(({ service }) => service === "journal")).toMatchObject({ level: "none" });
});

test("a level for a time that it is already needs no way back", () => {
  const { desk, smtp } = started();
  desk.change("smtp", "debug", "ann", hour);
  expect(smtp()).toEqual({ service: "smtp", level: "debug", number: 1 });
});

test("a service that has no log, and a damaged file, are told", () => {
  const { desk } = started();
  expect(() => desk.change("smpt", "debug", "ann")).toThrow(
    /^smpt: no service that has a log; there are smtp, system, /,
  );
  writeFileSync(pending(), '{"smtp": {"level": "loud"}}');
  for (const use of [desk.levels, desk.revert, () => desk.change("smtp", "debug", "ann")]) {
    expect(use).toThrow(UsageError);
    expect(use).toThrow(/levels\.json is damaged; delete it/);
  }
});
