/** `postino import`: each line once, whatever the file is called by then, and however often the program is killed. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ImportSum, importLogs } from "../src/app/import.ts";
import { loadProgress } from "../src/app/import-progress.ts";
import { keptLines, paths } from "../src/app/paths.ts";
import { composeReader } from "../src/app/reader.ts";
import { createSkimmedSource } from "../src/app/skimmed-source.ts";
import { Zone } from "../src/base/zone.ts";
import type { Question } from "../src/diagnosis/question.ts";
import { KeptLog } from "../src/kept/log.ts";
import { nodeOf } from "../src/reading/read.ts";
import { openRecords } from "../src/records/reader.ts";
import { Program, run } from "./program.ts";

/** Programs start in some tenths of a second; several of them on a busy machine take longer. */
const patience = { timeout: 60_000 };
const zone = new Zone("UTC");
const everything: Question = { to: [], facts: {}, limit: 5 };

let folder = "";
let data = "";
let log = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-import-"));
  data = join(folder, "data");
  mkdirSync(join(folder, "logs"));
  log = join(folder, "logs", "mail.log");
});
afterEach(() => rmSync(folder, { recursive: true }));

const stamp = (second: number) => new Date(Date.UTC(2026, 10, 24, 10) + second * 1000).toISOString().slice(0, 19);
const hexOf = (n: number) => `4${n.toString(16).toUpperCase().padStart(9, "0")}`;

/** The life of a message in the queue of a Postfix, a line a second; without its end it is still there. */
function message(n: number, ended = true): readonly string[] {
  const at = (step: number) => `${stamp(n * 4 + step)}+00:00 mx`;
  const id = hexOf(n);
  return [
    `${at(0)} postfix/pickup[100]: ${id}: uid=0 from=<ann@a.example>`,
    `${at(1)} postfix/cleanup[200]: ${id}: message-id=<${n}@a.example>`,
    `${at(1)} postfix/qmgr[300]: ${id}: from=<ann@a.example>, size=${1000 + n}, nrcpt=1 (queue active)`,
    ...(ended
      ? [
          `${at(2)} postfix/smtp[400]: ${id}: to=<u${n}@b.example>, relay=mx.b.example[192.0.2.2]:25, delay=0.5, delays=0.1/0/0.2/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ABC${n})`,
          `${at(3)} postfix/qmgr[300]: ${id}: removed`,
        ]
      : []),
  ];
}

const texts = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
const messages = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => message(from + n)).flat();

const brought = (logs: readonly string[] = [log]): Promise<ImportSum> =>
  importLogs({ logs, data, zone, now: Date.now, warn: (text) => expect.unreachable(text) });

const imported = () => composeReader({ logs: [], data, askerZone: zone, zone });
const read = (logs: readonly string[]) => composeReader({ logs, data, askerZone: zone, zone });

/** All sessions as they are kept, also where a question would not show one twice. */
async function kept(): Promise<readonly string[]> {
  const { imported } = paths(data);
  const records = openRecords(imported);
  const { files, places } = loadProgress(imported);
  const lines = createSkimmedSource(new KeptLog(keptLines(imported), files, places), (line) => nodeOf(line));
  const always = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  const sessions = [...(await records.between(...always)), ...(await lines.between(...always))];
  records.close();
  return sessions.map(({ id }) => id);
}

/** The records tell the same sessions as these logs. */
async function expectAsRead(logs: readonly string[]): Promise<void> {
  expect(await (await imported()).sessionsFor(everything)).toEqual(await (await read(logs)).sessionsFor(everything));
  const ids = await kept();
  expect(ids.length).toBe(new Set(ids).size);
}

const outcomeOf = async (address: string) => {
  const { answers } = await (await imported()).why({ ...everything, to: [address] });
  return answers[0]?.outcome;
};

describe("each line once", () => {
  test("the same log again brings nothing, in whatever name and packing", async () => {
    writeFileSync(log, texts(messages(0, 50)));
    expect(await brought()).toMatchObject({ files: 1, lines: 250, sessions: 50, open: 0, unread: 0 });
    expect(await brought()).toMatchObject({ files: 0, known: 1, lines: 0, sessions: 0 });
    renameSync(log, `${log}.1`);
    expect(await brought([`${log}.1`])).toMatchObject({ files: 0, known: 1 });
    writeFileSync(`${log}.2.gz`, gzipSync(readFileSync(`${log}.1`)));
    rmSync(`${log}.1`);
    expect(await brought([`${log}.2.gz`])).toMatchObject({ files: 0, known: 1 });
    await expectAsRead([`${log}.2.gz`]);
  });

  test("the same lines in a file that is cut otherwise are the same sessions", async () => {
    writeFileSync(log, texts(messages(0, 50)));
    await brought();
    writeFileSync(`${log}.part`, texts(messages(20, 60)));
    expect(await brought([`${log}.part`])).toMatchObject({ files: 1, lines: 200, sessions: 40 });
    const told = await (await imported()).sessionsFor(everything);
    expect([told.length, new Set(told.map(({ session }) => session.id)).size]).toEqual([60, 60]);
  });

  test("what was open when the log ended is closed by the lines that come", async () => {
    const [first = "", ...rest] = message(1);
    writeFileSync(log, texts([...messages(0, 1), first, rest[0] ?? "", rest[1] ?? ""]));
    expect(await brought()).toMatchObject({ sessions: 1, open: 1 });
    expect(await outcomeOf("u1@b.example")).toBe("never-seen");
    await expectAsRead([log]);
    appendFileSync(log, texts(rest.slice(2)));
    expect(await brought()).toMatchObject({ sessions: 1, open: 0, lines: 2 });
    expect(await outcomeOf("u1@b.example")).toBe("relayed");
    await expectAsRead([log]);
  });

  test("a session goes on across rotation, also when the older file is not named", async () => {
    const [one = "", two = "", ...rest] = message(1);
    writeFileSync(log, texts([...messages(0, 1), one, two]));
    await brought();
    renameSync(log, `${log}.1`);
    writeFileSync(log, texts([...rest, ...messages(2, 4)]));
    expect(await brought()).toMatchObject({ files: 1, sessions: 3, open: 0 });
    await expectAsRead([`${log}.1`, log]);
  });

  test("each of several files is read from its beginning for what is open in it", async () => {
    writeFileSync(`${log}.1`, texts([...message(0, false), ...messages(1, 3)]));
    writeFileSync(log, texts([...message(5, false), ...messages(6, 8)]));
    expect(await brought([`${log}.1`, log])).toMatchObject({ sessions: 4, open: 2 });
    appendFileSync(log, texts(messages(9, 10)));
    expect(await brought([`${log}.1`, log])).toMatchObject({ sessions: 1, open: 2 });
    await expectAsRead([`${log}.1`, log]);
  });

  test("a line that has no end yet is left for later", async () => {
    const whole = texts(messages(0, 2));
    writeFileSync(log, whole.slice(0, -30));
    expect(await brought()).toMatchObject({ lines: 9, sessions: 1, open: 1 });
    writeFileSync(log, whole);
    expect(await brought()).toMatchObject({ lines: 1, sessions: 1, open: 0 });
    await expectAsRead([log]);
  });

  test("around a line of many megabytes", async () => {
    writeFileSync(log, `${texts(messages(0, 2000))}${"y".repeat(9_000_000)}\n${texts(messages(2000, 6000))}`);
    expect(await brought()).toMatchObject({ sessions: 6000, unread: 1 });
    for (const n of [3, 1999, 2000, 2400, 5999]) expect(await outcomeOf(`u${n}@b.example`)).toBe("relayed");
  });

  test("what is open in one log stays while another is imported", async () => {
    writeFileSync(log, texts(message(0, false)));
    mkdirSync(join(folder, "other"));
    const other = join(folder, "other", "mail.log");
    writeFileSync(other, texts(messages(5, 7)));
    await brought();
    await brought([other]);
    await expectAsRead([log, other]);
  });
});

describe("evidence", () => {
  test("is read from the file under its new name, and from what is kept where there is none", async () => {
    writeFileSync(log, texts(messages(0, 3)));
    await brought();
    const evidence = async () => {
      const reader = await imported();
      const { answers } = await reader.why({ ...everything, to: ["u1@b.example"] });
      const [source] = answers[0]?.evidence.flatMap((each) => each.source ?? []) ?? [];
      const [text] = source ? await reader.rawLines([source]) : [];
      return [source?.file, text?.includes(hexOf(1))];
    };
    expect(await evidence()).toEqual([log, true]);
    renameSync(log, `${log}.1`);
    writeFileSync(log, texts(messages(10, 13)));
    expect(await evidence()).toEqual([`${log}.1`, true]);
    writeFileSync(`${log}.2.gz`, gzipSync(readFileSync(`${log}.1`)));
    rmSync(`${log}.1`);
    expect(await evidence()).toEqual([`${log}.2.gz`, true]);
    rmSync(`${log}.2.gz`);
    expect(await evidence()).toEqual([`${log} (not there any more)`, true]);
  });
});

describe("what is damaged", () => {
  test("a packed file that breaks off is left out whole, and said", async () => {
    writeFileSync(log, texts(messages(0, 3)));
    writeFileSync(`${log}.1.gz`, gzipSync(texts(messages(10, 4000))));
    truncateSync(`${log}.1.gz`, Math.floor(statSync(`${log}.1.gz`).size / 2));
    const sum = await brought([log, `${log}.1.gz`]);
    expect(sum).toMatchObject({ files: 1, sessions: 3, damaged: [{ file: `${log}.1.gz` }] });
    const { code, out } = await run("import", log, `${log}.1.gz`, "--data", data);
    expect(code).toBe(1);
    expect(out).toContain(`${log}.1.gz: left out, the packed file is damaged`);
  });

  test("two imports do not meet", patience, async () => {
    writeFileSync(log, texts(messages(0, 3)));
    const first = new Program(["import", log, "--follow", "--data", data]);
    await until(async () => (await kept()).length === 3);
    const second = await run("import", log, "--data", data);
    expect(second).toMatchObject({ code: 2, out: "" });
    expect(second.err).toContain("another import is running");
    first.child.kill("SIGTERM");
    expect((await first.ended).code).toBe(0);
  });

  test("a disk that is full ends it with a word, and the next one goes on", patience, async () => {
    writeFileSync(log, texts(messages(0, 5000)));
    const limited = `ulimit -f 200; exec "$0" "$@"`;
    const { spawnSync } = await import("node:child_process");
    const words = [process.execPath, "bin/postino.js", "import", log, "--data", data];
    const { status, stderr } = spawnSync("/bin/sh", ["-c", `trap '' XFSZ; ${limited}`, ...words], { encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^postino: cannot write \S+: E\w+.*import again: it goes on where it was\n$/);
    expect((await run("import", log, "--data", data)).code).toBe(0);
    await expectAsRead([log]);
  });
});

/** Resolves when it is so; the test's own limit ends what never is. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo().catch(() => false))) await new Promise((next) => setTimeout(next, 20));
}

describe("killed at any moment", () => {
  test("the next run goes on where it was: nothing twice, nothing lost", { timeout: 300_000 }, async () => {
    // So many that no machine reads them between two looks at what is done: its place is noted thirty times a second.
    const lines = Array.from({ length: 30_000 }, (_, n) => message(n, n % 50 !== 7)).flat();
    const half = Math.floor(lines.length / 2);
    writeFileSync(`${log}.1`, texts(lines.slice(0, half)));
    writeFileSync(log, texts(lines.slice(half)));
    const { imported } = paths(data);
    const total = statSync(log).size + statSync(`${log}.1`).size;
    const placeNow = () => loadProgress(imported).files.reduce((sum, { readTo }) => sum + readTo, 0);
    const places = new Set<number>();
    for (let code: number | null = null; code !== 0; ) {
      const before = placeNow();
      const killedFrom = Math.min(total, before + (Math.random() * total) / 3);
      const program = new Program([data, `${log}.1`, log], { script: "test/import.run.ts" });
      let ended = false;
      program.ended.then(() => {
        ended = true;
      });
      await until(async () => ended || (before < total && placeNow() > before && placeNow() >= killedFrom));
      // Its place is noted at some moment, and it is killed at any.
      await new Promise((next) => setTimeout(next, Math.random() * 100));
      program.child.kill("SIGKILL");
      ({ code } = await program.ended);
      places.add(placeNow());
    }
    expect(places.size, "it was killed at several places").toBeGreaterThan(1);
    await expectAsRead([`${log}.1`, log]);
    expect(readdirSync(join(imported, "20261124")).filter((name) => /open|tmp/.test(name))).toEqual([]);
    const parts = readdirSync(keptLines(imported)).filter((name) => name.endsWith(".part"));
    expect(parts.length, "what does not count is removed").toBe(2);
  });
});

describe("--follow", () => {
  test("brings what is written within a moment, through rotation, and ends in order", patience, async () => {
    writeFileSync(log, texts(messages(0, 2)));
    const program = new Program(["import", log, "--follow", "--data", data]);
    await until(async () => (await outcomeOf("u1@b.example")) === "relayed");
    const [one = "", two = "", three = "", ...rest] = message(2);
    appendFileSync(log, texts([one, two, three]));
    // It waits in the queue: no line has closed it.
    await until(async () => (await (await imported()).sessionsFor({ ...everything, queueId: hexOf(2) })).length === 1);
    renameSync(log, `${log}.1`);
    appendFileSync(`${log}.1`, texts([rest[0] ?? ""]));
    writeFileSync(log, texts([...rest.slice(1), ...messages(3, 5)]));
    await until(async () => (await outcomeOf("u4@b.example")) === "relayed");
    await until(async () => (await outcomeOf("u2@b.example")) === "relayed");
    // Cut after a copy was made.
    writeFileSync(`${log}.0`, readFileSync(log));
    truncateSync(log, 0);
    appendFileSync(log, texts(messages(5, 6)));
    await until(async () => (await outcomeOf("u5@b.example")) === "relayed");
    program.child.kill("SIGTERM");
    const { code, out, err } = await program.ended;
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("30 lines of 3 files imported: 6 sessions, 0 still open");
    await expectAsRead([`${log}.1`, `${log}.0`, log]);
  });
});

test("a text that is no log is skipped, though it was named, and an empty one is said to be so", async () => {
  const text = join(folder, "passwd");
  writeFileSync(text, "root:x:0:0:root:/root:/bin/bash\n".repeat(30));
  const skipped = await run("import", text, "--data", data);
  expect(skipped).toMatchObject({ code: 1, out: expect.stringContaining(`${text}: skipped, no format reads it`) });
  writeFileSync(log, "");
  expect(await run("import", log, "--data", data)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^nothing to import/),
  });
});
