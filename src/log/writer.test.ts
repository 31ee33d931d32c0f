import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { Zone } from "../base/zone.ts";
import type { LevelName } from "../events/catalogue.ts";
import type { MailEvent } from "../events/event.ts";
import { type LogDisk, machineDisk } from "./file.ts";
import { createLogWriter } from "./writer.ts";

const zone = new Zone("Europe/Rome");
const noon = Date.parse("2026-11-24T12:00:00+01:00");
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-log-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A stand-in for the format: the kind and what tells events apart. */
const render = (event: MailEvent): readonly string[] =>
  event.kind === "smtp.reply"
    ? event.text.split("\n").map((text) => `${event.code} ${text}`)
    : [
        [
          event.kind,
          "text" in event ? event.text : "",
          "level" in event ? event.level : "",
          "continues" in event ? event.continues : "",
          "lostLines" in event ? event.lostLines : "",
        ]
          .filter((part) => part !== "")
          .join(" "),
      ];

const setUp = (more: { level?: () => LevelName; now?: () => number; disk?: LogDisk } = {}) =>
  createLogWriter({
    folder,
    node: "1",
    zone,
    now: more.now ?? (() => noon),
    levelOf: more.level ?? (() => "debug"),
    render,
    version: "1.0.0",
    heartbeatSeconds: 60,
    ...(more.disk && { disk: more.disk }),
  });

const base = { atPrecisionSeconds: 0.001, node: "1", service: "smtp" } as const;
const reply = (text: string, at = noon, code = 250): MailEvent => ({ ...base, at, kind: "smtp.reply", code, text });
const note = (text: string, at = noon): MailEvent => ({ ...base, at, kind: "system.noted", text });
const linesOf = (name: string): readonly string[] => readFileSync(join(folder, name), "utf8").split("\n").slice(0, -1);
const today = "s20261124-00.log";

test("an event's source is where it stands, byte for byte", () => {
  const log = setUp();
  const first = log.write(reply("größe\nSIZE"));
  const second = log.write(reply("x"));
  log.flush();
  const bytes = readFileSync(join(folder, today));
  const at = ({ offset, bytes: length }: { offset: number; bytes: number }) =>
    bytes.subarray(offset, offset + length).toString();
  expect(first && at(first)).toBe("250 größe");
  expect(first?.also?.map(at)).toEqual(["250 SIZE"]);
  expect(second && [at(second), second.line, second.file]).toEqual(["250 x", 4, join(folder, today)]);
  log.close();
});

test("nothing is written before the flush, then all in order with one write", () => {
  const writes: number[] = [];
  const log = setUp({
    disk: { ...machineDisk, write: (handle, bytes) => writes.push(bytes.length) && machineDisk.write(handle, bytes) },
  });
  for (let n = 0; n < 5; n += 1) log.write(reply(String(n)));
  expect(readdirSync(folder)).toEqual([]);
  log.flush();
  log.flush();
  expect(writes.length).toBe(1);
  expect(linesOf(today)).toEqual(["log.opened debug", "250 0", "250 1", "250 2", "250 3", "250 4"]);
  log.close();
});

test("a new start on the same day goes on in the file, behind a new stamp and a torn line", () => {
  writeFileSync(join(folder, today), "one\ntorn");
  const log = setUp();
  const source = log.write(note("x"));
  log.close();
  expect(linesOf(today)).toEqual(["one", "torn", "log.opened debug", "system.noted x"]);
  expect(source).toMatchObject({ line: 4, offset: "one\ntorn\nlog.opened debug\n".length });
});

test("a line goes into the file of its local day, and the file names the one before", () => {
  writeFileSync(join(folder, "s20261101-02.log"), "");
  const log = setUp();
  log.write(note("a", Date.parse("2026-11-24T23:59:59.999+01:00")));
  log.write(note("b", Date.parse("2026-11-25T00:00:00.000+01:00")));
  log.write(note("late", Date.parse("2026-11-24T23:59:59.999+01:00")));
  log.close();
  expect(linesOf(today)).toEqual(["log.opened debug s20261101-02.log", "system.noted a"]);
  expect(linesOf("s20261125-00.log")).toEqual([`log.opened debug ${today}`, "system.noted b", "system.noted late"]);
});

test("the level counts at once and is said; at summary a refusal is shown, at none nothing", () => {
  let level: LevelName = "summary";
  const log = setUp({ level: () => level });
  expect(log.write(reply("quiet"))).toBeUndefined();
  log.write(reply("refused", noon, 550));
  level = "extended";
  log.write(reply("loud"));
  level = "none";
  expect(log.write(reply("refused", noon, 550))).toBeUndefined();
  log.close();
  expect(linesOf(today)).toEqual(["log.opened summary", "550 refused", "log.opened extended", "250 loud"]);
});

test("a change of UTC offset is stamped", () => {
  const log = setUp();
  log.write(note("a", Date.parse("2026-10-25T02:59:00+02:00")));
  log.write(note("b", Date.parse("2026-10-25T02:00:00+01:00")));
  log.close();
  expect(linesOf("s20261025-00.log")).toEqual([
    "log.opened debug",
    "system.noted a",
    "log.opened debug",
    "system.noted b",
  ]);
});

test("a heartbeat is written when one is due: each minute at debug, each ten at summary", () => {
  let now = noon;
  let level: LevelName = "debug";
  const log = setUp({ now: () => now, level: () => level });
  log.write(note("a"));
  for (const [seconds, becomes] of [
    [59, "debug"],
    [60, "debug"],
    [61, "debug"],
    [120, "summary"],
    [659, "summary"],
    [720, "summary"],
    [1320, "summary"],
  ] as const) {
    now = noon + seconds * 1000;
    level = becomes;
    log.heartbeat();
  }
  log.close();
  expect(linesOf(today)).toEqual([
    "log.opened debug",
    "system.noted a",
    "log.heartbeat",
    "log.opened summary",
    "log.heartbeat",
  ]);
});

/** A stand-in for a full disk: takes so many bytes, then refuses. */
const fullDisk = (state: { roomBytes: number }): LogDisk => ({
  ...machineDisk,
  write: (handle, bytes) => {
    if (state.roomBytes === 0) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    const part = bytes.subarray(0, state.roomBytes);
    state.roomBytes -= part.length;
    return machineDisk.write(handle, part);
  },
});

test("while the disk is full lines wait, half a line too, and nothing throws or is lost", () => {
  const state = { roomBytes: 20 };
  const log = setUp({ disk: fullDisk(state) });
  for (const text of ["a", "b", "c"]) {
    log.write(note(text));
    log.flush();
  }
  state.roomBytes = 1e6;
  log.heartbeat();
  log.close();
  expect(linesOf(today)).toEqual(["log.opened debug", "system.noted a", "system.noted b", "system.noted c"]);
});

test("what is too much to wait is counted, and the log says so when the disk takes lines again", () => {
  const state = { roomBytes: 0 };
  const log = setUp({ disk: fullDisk(state) });
  log.write(note("kept"));
  log.flush();
  const sources = Array.from({ length: 100_010 }, () => log.write(note("x")));
  expect(sources.filter((source) => source === undefined).length).toBe(12);
  state.roomBytes = 1e9;
  log.flush();
  log.write(note("after"));
  log.close();
  expect(linesOf(today).slice(-3)).toEqual(["system.noted x", "log.gap 12", "system.noted after"]);
});

test("lines that a full disk refused until midnight are counted in the next day's file", () => {
  const state = { roomBytes: 0 };
  const log = setUp({ disk: fullDisk(state) });
  log.write(note("a"));
  log.flush();
  log.write(note("b", noon + 86_400_000));
  state.roomBytes = 1e6;
  log.close();
  expect(linesOf("s20261125-00.log")).toEqual([`log.opened debug ${today}`, "system.noted b", "log.gap 2"]);
});

test("a folder that is not there is refused with what to do", () => {
  rmSync(folder, { recursive: true });
  expect(() => setUp()).toThrow(UsageError);
  folder = mkdtempSync(join(tmpdir(), "postino-log-"));
});

test("kill -9 after a flush loses nothing that was flushed", async () => {
  const program = `
    import { createLogWriter } from ${JSON.stringify(join(import.meta.dirname, "writer.ts"))};
    import { Zone } from ${JSON.stringify(join(import.meta.dirname, "../base/zone.ts"))};
    const log = createLogWriter({ folder: process.argv[1], node: "1", zone: new Zone("UTC"), now: () => ${noon}, levelOf: () => "debug", render: (e) => [e.kind + (e.text ?? "")], version: "1", heartbeatSeconds: 60 });
    for (let n = 0; ; n += 1) {
      log.write({ kind: "system.noted", text: String(n), at: ${noon}, atPrecisionSeconds: 0.001, node: "1", service: "smtp" });
      log.flush();
      if (n % 100 === 0) await new Promise((done) => process.stdout.write(n + "\\n", done));
    }`;
  const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", program, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  await new Promise<void>((done) => {
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk;
      if (said.split("\n").length > 5) child.kill("SIGKILL");
    });
    child.on("close", () => done());
  });
  const answered = Number(said.split("\n").at(-2));
  expect(answered).toBeGreaterThanOrEqual(300);
  const numbers = linesOf(today)
    .slice(1)
    .map((line) => Number(line.slice("system.noted".length)));
  expect(numbers.slice(0, answered + 1)).toEqual(Array.from({ length: answered + 1 }, (_, n) => n));
});
