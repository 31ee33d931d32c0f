import { appendFileSync, copyFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import { followSessions } from "./follow-sessions.ts";

let folder = "";
let log = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-follow-"));
  log = join(folder, "mail.log");
});
afterEach(() => rmSync(folder, { recursive: true }));

// Made up in the shape of recorded lines.
const line = (second: number, text: string, pid = 7) =>
  `2026-11-24T10:00:${String(second).padStart(2, "0")}Z mx postfix/smtpd[${pid}]: ${text}\n`;
const begins = (second: number, peer: string, pid = 7) => line(second, `connect from unknown[${peer}]`, pid);
const ends = (second: number, peer: string, pid = 7) =>
  line(second, `disconnect from unknown[${peer}] ehlo=1 quit=1 commands=2`, pid);
const whole = (second: number, peer: string) => begins(second, peer) + ends(second, peer);

/** Follows the log; each time that it waits, the next step is done, and after the last it ends. "peer: its lines". */
async function follow(steps: readonly (() => void)[], question = {}): Promise<readonly string[]> {
  const shown: string[] = [];
  const controller = new AbortController();
  const left = [...steps];
  await followSessions({
    question: { to: [], facts: {}, limit: 0, ...question },
    site: [],
    files: () => [log],
    lastFiles: 1,
    backBytes: 1000,
    zone: new Zone("UTC"),
    wait: async () => {
      const step = left.shift();
      if (step) step();
      else controller.abort();
    },
    signal: controller.signal,
    show: async ({ session }, { rawLines }) => {
      const sources = session.events.flatMap(({ source }) => source ?? []);
      const texts = await rawLines(sources);
      shown.push(`${session.peer}: ${texts.map((text) => /: (\w+) from/.exec(text ?? "")?.[1]).join(" ")}`);
    },
  });
  return shown;
}

test("sessions are shown when they are closed, also those that were open, and none that were over", async () => {
  writeFileSync(log, whole(0, "192.0.2.1") + begins(1, "192.0.2.2", 8));
  const shown = await follow([
    () => appendFileSync(log, begins(2, "192.0.2.3") + ends(3, "192.0.2.2", 8).slice(0, 30)),
    () => appendFileSync(log, ends(3, "192.0.2.2", 8).slice(30)),
    () => appendFileSync(log, ends(4, "192.0.2.3")),
  ]);
  expect(shown).toEqual(["192.0.2.2: connect disconnect disconnect", "192.0.2.3: connect disconnect disconnect"]);
});

test("only those that are asked for", async () => {
  writeFileSync(log, whole(0, "192.0.2.1"));
  const more = () => appendFileSync(log, whole(2, "192.0.2.2") + whole(3, "192.0.2.3"));
  expect(await follow([more, () => {}], { ip: "192.0.2.3" })).toHaveLength(1);
});

test("a session goes on over a rename, also where the old file is still written for a while", async () => {
  writeFileSync(log, whole(0, "192.0.2.1"));
  const old = `${log}.1`;
  const shown = await follow([
    () => {
      renameSync(log, old);
      appendFileSync(old, begins(2, "192.0.2.2"));
    },
    () => writeFileSync(log, ""),
    () => appendFileSync(old, ends(3, "192.0.2.2") + begins(4, "192.0.2.3")),
    () => appendFileSync(log, ends(5, "192.0.2.3")),
    () => {},
  ]);
  expect(shown.map((text) => text.split(":")[0])).toEqual(["192.0.2.2", "192.0.2.3"]);
});

test("a session goes on over a copy and a cut, also where the file has grown beyond its old size", async () => {
  const copyAndCut = () => {
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
  };
  writeFileSync(log, whole(0, "192.0.2.1"));
  const shown = await follow([
    () => {
      // Between two looks: only the copy has it.
      appendFileSync(log, begins(2, "192.0.2.2"));
      copyAndCut();
      appendFileSync(log, ends(3, "192.0.2.2"));
    },
    () => {
      copyAndCut();
      appendFileSync(log, line(4, `warning: ${"x".repeat(500)}`) + whole(5, "192.0.2.3"));
    },
    () => {},
  ]);
  expect(shown.map((text) => text.split(":")[0])).toEqual(["192.0.2.2", "192.0.2.3"]);
});

test("of a large log only the end is read, and its lines have their true places", async () => {
  writeFileSync(log, whole(0, "192.0.2.1").repeat(100) + begins(1, "192.0.2.2", 8));
  let at = 0;
  await followSessions({
    question: { to: [], facts: {}, limit: 0 },
    site: [],
    files: () => [log],
    lastFiles: 1,
    backBytes: 300,
    zone: new Zone("UTC"),
    ...(() => {
      const controller = new AbortController();
      const steps = [() => appendFileSync(log, ends(2, "192.0.2.2", 8)), () => controller.abort()];
      return { signal: controller.signal, wait: async () => steps.shift()?.() };
    })(),
    show: async ({ session }) => {
      at = session.events[0]?.source?.line ?? 0;
    },
  });
  expect(at).toBe(201);
});
