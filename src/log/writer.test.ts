import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { machineDisk } from "../base/append-file.ts";
import { UsageError } from "../base/error.ts";
import type { LevelName } from "../events/catalogue.ts";
import type { MailEvent } from "../events/event.ts";
import { base, flushed, folder, linesOf, noon, note, reply, setUp, today, useOwnFolder } from "./writer-under-test.ts";

useOwnFolder();

test("an event's source is where it stands, byte for byte", async () => {
  const log = setUp();
  const first = log.write(reply("größe\nSIZE"));
  const second = log.write(reply("x"));
  await flushed(log);
  const bytes = readFileSync(join(folder, today));
  const at = ({ offset, bytes: length }: { offset: number; bytes: number }) =>
    bytes.subarray(offset, offset + length).toString();
  expect(first && at(first)).toBe("250 größe");
  expect(first?.also?.map(at)).toEqual(["250 SIZE"]);
  expect(second && [at(second), second.line, second.file]).toEqual(["250 x", 4, join(folder, today)]);
  await log.close();
});

test("nothing is written before the flush, then all in order with one write", async () => {
  const writes: number[] = [];
  const log = setUp({
    disk: {
      ...machineDisk,
      write: (handle, bytes, done) => {
        writes.push(bytes.length);
        machineDisk.write(handle, bytes, done);
      },
    },
  });
  for (let n = 0; n < 5; n += 1) log.write(reply(String(n)));
  expect(readdirSync(folder)).toEqual([]);
  await Promise.all([flushed(log), flushed(log)]);
  expect(writes.length).toBe(1);
  expect(linesOf(today)).toEqual(["log.opened debug start", "250 0", "250 1", "250 2", "250 3", "250 4"]);
  await log.close();
});

test("a new start on the same day goes on in the file, behind a new stamp and a torn line", async () => {
  writeFileSync(join(folder, today), "one\ntorn");
  const log = setUp();
  const source = log.write(note("x"));
  await log.close();
  expect(linesOf(today)).toEqual(["one", "torn", "log.opened debug start", "system.noted x"]);
  expect(source).toMatchObject({ line: 4, offset: "one\ntorn\nlog.opened debug start\n".length });
});

test("a line goes into the file of its local day, and the file names the one before", async () => {
  writeFileSync(join(folder, "s20261101-02.log"), "");
  const log = setUp();
  log.write(note("a", Date.parse("2026-11-24T23:59:59.999+01:00")));
  log.write(note("b", Date.parse("2026-11-25T00:00:00.000+01:00")));
  log.write(note("late", Date.parse("2026-11-24T23:59:59.999+01:00")));
  await log.close();
  expect(linesOf(today)).toEqual(["log.opened debug start s20261101-02.log", "system.noted a"]);
  expect(linesOf("s20261125-00.log")).toEqual([`log.opened debug day ${today}`, "system.noted b", "system.noted late"]);
});

test("the level counts at once and is said; at summary a refusal is shown, at none nothing", async () => {
  let level: LevelName = "summary";
  const log = setUp({ level: () => level });
  expect(log.write(reply("quiet"))).toBeUndefined();
  log.write(reply("refused", noon, 550));
  level = "extended";
  log.write(reply("loud"));
  level = "none";
  expect(log.write(reply("refused", noon, 550))).toBeUndefined();
  await log.close();
  expect(linesOf(today)).toEqual(["log.opened summary start", "550 refused", "log.opened extended level", "250 loud"]);
});

test("a change of UTC offset is stamped", async () => {
  const log = setUp();
  log.write(note("a", Date.parse("2026-10-25T02:59:00+02:00")));
  log.write(note("b", Date.parse("2026-10-25T02:00:00+01:00")));
  await log.close();
  expect(linesOf("s20261025-00.log")).toEqual([
    "log.opened debug start",
    "system.noted a",
    "log.opened debug offset",
    "system.noted b",
  ]);
});

test("a heartbeat is written when one is due: each minute at debug, each ten at summary", async () => {
  let now = noon;
  let level: LevelName = "debug";
  const log = setUp({ now: () => now, monotonic: () => now, level: () => level });
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
  await log.close();
  expect(linesOf(today)).toEqual([
    "log.opened debug start",
    "system.noted a",
    "log.heartbeat",
    "log.opened summary level",
    "log.heartbeat",
  ]);
});

test("a full file is followed by the next of the day, which names it; a new start goes on in the last", async () => {
  const log = setUp({ settings: { rotateBytes: 60 } });
  for (const text of ["a".repeat(30), "b", "c"]) log.write(note(text));
  await flushed(log);
  await log.close();
  expect(linesOf(today)).toEqual(["log.opened debug start", `system.noted ${"a".repeat(30)}`]);
  const second = "s20261124-01.log";
  expect(linesOf(second)).toEqual([`log.opened debug size ${today}`, "system.noted b", "system.noted c"]);
  const again = setUp();
  again.write(note("d"));
  await again.close();
  expect(linesOf(second).slice(3)).toEqual([`log.opened debug start ${today}`, "system.noted d"]);
});

test("a clock that was set is stamped with its step, forward and back over midnight", async () => {
  let now = noon;
  let monotonic = 0;
  const log = setUp({ now: () => now, monotonic: () => monotonic });
  const goOn = (seconds: number, stepSeconds = 0) => {
    monotonic += seconds * 1000;
    now += (seconds + stepSeconds) * 1000;
  };
  for (const step of [0, 3600, -3600, 1, -86_400]) {
    goOn(10, step);
    await flushed(log);
    log.write(note("x", now));
  }
  await log.close();
  expect(linesOf(today)).toEqual([
    "log.opened debug start",
    "system.noted x",
    "log.opened debug clock 3600",
    "system.noted x",
    "log.opened debug clock -3600",
    "system.noted x",
    "system.noted x",
    "log.opened debug clock -86400",
    "system.noted x",
  ]);
});

test("a step into the next day is told behind the stamp of the day", async () => {
  let now = noon;
  const log = setUp({ now: () => now, monotonic: () => 0 });
  log.write(note("x", now));
  await flushed(log);
  now += 86_400_000;
  log.write(note("x", now));
  await log.close();
  const [tomorrow = ""] = readdirSync(folder).toSorted().slice(-1);
  expect(linesOf(tomorrow)).toEqual([
    `log.opened debug day ${today}`,
    "log.opened debug clock 86400",
    "system.noted x",
  ]);
});

test("a cache keeps lines until it is full, old, or something did not go well", async () => {
  let monotonic = 0;
  const log = setUp({
    now: () => noon + monotonic,
    monotonic: () => monotonic,
    settings: { cacheBytes: 100, cacheSeconds: 2 },
  });
  const written = async () => {
    await flushed(log);
    return readdirSync(folder).length === 0 ? 0 : linesOf(today).length;
  };
  log.write(reply("the stamp goes out with the first line"));
  expect(await written()).toBe(2);
  log.write(reply("short"));
  expect(await written()).toBe(2);
  log.write(reply("l".repeat(100)));
  expect(await written()).toBe(4);
  log.write(reply("old"));
  expect(await written()).toBe(4);
  monotonic = 2000;
  log.heartbeat();
  await vi.waitFor(() => expect(linesOf(today).length).toBe(5));
  const ended = (status: string): MailEvent => ({
    ...base,
    at: noon,
    kind: "transaction.ended",
    sender: "",
    recipients: [],
    count: 0,
    sizeBytes: 0,
    durationSeconds: 0,
    status,
    keys: {},
  });
  log.write(ended("OK"));
  expect(await written()).toBe(5);
  log.write(ended("REJECT"));
  expect(await written()).toBe(7);
  log.write(reply("asked for"));
  await flushed(log, true);
  expect(linesOf(today).length).toBe(8);
  await log.close();
});

test("a change of what lines mean is stamped before the next one", async () => {
  const log = setUp();
  log.write(note("a"));
  log.settingsChanged();
  log.write(note("b"));
  await log.close();
  expect(linesOf(today).slice(1)).toEqual(["system.noted a", "log.opened debug settings", "system.noted b"]);
});

test("a folder that is not there is refused with what to do", () => {
  rmSync(folder, { recursive: true });
  expect(() => setUp()).toThrow(UsageError);
  mkdirSync(folder);
});

test("kill -9 after a flush loses nothing that was flushed", async () => {
  const program = `
    import { createLogWriter } from ${JSON.stringify(join(import.meta.dirname, "writer.ts"))};
    import { Zone } from ${JSON.stringify(join(import.meta.dirname, "../base/zone.ts"))};
    const log = createLogWriter({ folder: process.argv[1], node: "1", zone: new Zone("UTC"), now: () => ${noon}, levelOf: () => "debug", monotonic: () => performance.now(), settings: () => ({ rotateBytes: 0, cacheBytes: 0, cacheSeconds: 1, fsync: "never", stallSeconds: 5 }), render: (e) => ({ texts: [e.kind + (e.text ?? "")], isAscii: false }), version: "1", heartbeatSeconds: 60 });
    for (let n = 0; ; n += 1) {
      log.write({ kind: "system.noted", text: String(n), at: ${noon}, atPrecisionSeconds: 0.001, node: "1", service: "smtp" });
      await new Promise((done) => log.flush(done));
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
