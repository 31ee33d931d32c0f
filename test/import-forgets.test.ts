/** `postino import --keep-days`: what is too old goes, from the answers at once and from the disk, and nothing else. */
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { importLogs } from "../src/app/import.ts";
import { loadProgress } from "../src/app/import-progress.ts";
import { keptLines, paths } from "../src/app/paths.ts";
import { composeReader } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import { listDays } from "../src/records/layout.ts";
import { run } from "./program.ts";

const zone = new Zone("UTC");
const day = 86_400_000;
const first = Date.UTC(2026, 8, 1, 10);

let folder = "";
let data = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-forgets-"));
  data = join(folder, "data");
  mkdirSync(join(folder, "logs"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19)}+00:00 mx`;

/** Ten messages of a day, in two formats: one that is kept as lines, and one that becomes records. */
function linesOf(n: number): string {
  const lines: string[] = [];
  for (let message = 0; message < 10; message++) {
    const at = first + n * day + message * 60_000;
    const id = `4${n.toString(16).toUpperCase().padStart(4, "0")}${message.toString().padStart(4, "0")}`;
    lines.push(
      `${stamp(at)} postfix/pickup[100]: ${id}: uid=0 from=<ann@a.example>`,
      `${stamp(at)} postfix/cleanup[200]: ${id}: message-id=<${n}.${message}@a.example>`,
      `${stamp(at)} postfix/qmgr[300]: ${id}: from=<ann@a.example>, size=1000, nrcpt=1 (queue active)`,
      `${stamp(at + 1000)} postfix/smtp[400]: ${id}: to=<u${n}@b.example>, relay=mx.b.example[192.0.2.2]:25, delay=0.5, delays=0.1/0/0.2/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ABC)`,
      `${stamp(at + 1000)} postfix/qmgr[300]: ${id}: removed`,
      `${stamp(at + 2000)} postgrey[500]: action=greylist, reason=new, client_name=x.example, client_address=192.0.2.${n}, sender=g@a.example, recipient=g${n}@b.example`,
    );
  }
  return lines.map((line) => `${line}\n`).join("");
}

const logOf = (n: number) => join(folder, "logs", `mail.log-${new Date(first + n * day).toISOString().slice(0, 10)}`);

const brought = (logs: readonly string[], now: number, keepDays?: number) =>
  importLogs({
    ...{ logs, data, zone, now: () => now, warn: (text: string) => expect.unreachable(text) },
    ...(keepDays !== undefined && { keepDays }),
  });

const reader = () => composeReader({ logs: [], data, askerZone: zone, zone });

/** How many are told of mail for u0@b.example, or of the client 192.0.2.0: those of day 0. */
async function sessionsOf(n: number): Promise<readonly number[]> {
  const asked = await reader();
  const mail = await asked.sessionsFor({ to: [`u${n}@b.example`], facts: {}, limit: 20 });
  const tests = await asked.sessionsFor({ to: [], ip: `192.0.2.${n}`, facts: {}, limit: 20 });
  return [mail.length, tests.length];
}

const texts = () => readdirSync(keptLines(paths(data).imported)).filter((name) => /\.(?:text|rest)$/.test(name));

test("what began before the first day that is kept is gone, and the rest answers as before", async () => {
  const days = [0, 1, 20, 21];
  for (const n of days) writeFileSync(logOf(n), linesOf(n));
  const logs = days.map(logOf);
  const now = first + 22 * day;
  expect(await brought(logs, now)).toMatchObject({ files: 4, forgotten: null });
  for (const n of days) expect(await sessionsOf(n)).toEqual([10, 10]);
  const before = listDays(paths(data).imported).length;

  expect(await brought([], now, 5)).toMatchObject({ files: 0, forgotten: Date.UTC(2026, 8, 18) });

  for (const n of [0, 1]) expect(await sessionsOf(n)).toEqual([0, 0]);
  for (const n of [20, 21]) expect(await sessionsOf(n)).toEqual([10, 10]);
  expect(
    texts()
      .map((name) => name.split(".")[0])
      .sort(),
  ).toEqual(["2", "2", "3", "3"]);
  expect(listDays(paths(data).imported).length).toBe(before - 2);
});

test("that nobody came is told as of the logs that are left, of any day of several that were imported at once", async () => {
  const days = [0, 20, 21, 40];
  for (const n of days) writeFileSync(logOf(n), linesOf(n));
  await brought(days.map(logOf), first + 41 * day, 25);
  const left = await composeReader({ logs: days.slice(1).map(logOf), data, askerZone: zone, zone });
  for (const n of [20, 21, 40]) {
    const asked = { to: ["nobody@b.example"], facts: {}, limit: 5, about: first + n * day + 5 * 60_000 };
    const [ours, theirs] = [await (await reader()).why(asked), await left.why(asked)];
    const told = ({ answers: [answer] }: typeof ours) => [answer?.cause, answer?.sentence, answer?.missing];
    expect(told(ours)).toEqual(told(theirs));
    expect(ours.searched.lines).toBeGreaterThanOrEqual(60);
  }
});

test("of a time that is forgotten nothing is claimed", async () => {
  for (const n of [0, 20]) writeFileSync(logOf(n), linesOf(n));
  await brought([logOf(0), logOf(20)], first + 22 * day, 5);
  const { answers, searched } = await (await reader()).why({ to: ["u0@b.example"], facts: {}, limit: 5, about: first });
  expect(searched.from).toBeGreaterThan(first + 10 * day);
  expect(searched.files).toEqual([]);
  expect(answers).toMatchObject([{ cause: "evidence.log-gap", missing: ["a log of that time"] }]);
});

test("what is forgotten does not come back with the same log, and new lines of it are kept", async () => {
  writeFileSync(logOf(0), linesOf(0));
  const now = first + 22 * day;
  await brought([logOf(0)], now, 5);
  expect(await brought([logOf(0)], now, 5)).toMatchObject({ files: 0, known: 1, lines: 0 });
  appendFileSync(logOf(0), linesOf(21));
  expect(await brought([logOf(0)], now, 5)).toMatchObject({ files: 1, lines: 60 });
  expect([await sessionsOf(0), await sessionsOf(21)]).toEqual([
    [0, 0],
    [10, 10],
  ]);
});

test("parts of the index go when all of their sessions are too old", async () => {
  const visit = (n: number) =>
    `${stamp(first + n * 500)} postfix/smtpd[9]: connect from unknown[192.0.2.9]\n${stamp(first + n * 500)} postfix/smtpd[9]: disconnect from unknown[192.0.2.9]\n`;
  writeFileSync(logOf(0), Array.from({ length: 70_000 }, (_, n) => visit(n)).join(""));
  await brought([logOf(0)], first + day);
  const { places } = loadProgress(paths(data).imported);
  expect(places.full.length).toBe(1);
  await brought([], first + 40 * day, 5);
  expect(loadProgress(paths(data).imported).places.full).toEqual([]);
  const parts = readdirSync(keptLines(paths(data).imported)).filter((name) => name === `${places.full[0]}.part`);
  expect([parts, texts()]).toEqual([[], []]);
});

test("a damaged part of the index ends no forgetting: it stays, and a question names it", async () => {
  const visit = (n: number) =>
    `${stamp(first + n * 500)} postfix/smtpd[9]: connect from unknown[192.0.2.9]\n${stamp(first + n * 500)} postfix/smtpd[9]: disconnect from unknown[192.0.2.9]\n`;
  writeFileSync(logOf(0), Array.from({ length: 70_000 }, (_, n) => visit(n)).join(""));
  writeFileSync(logOf(20), linesOf(20));
  await brought([logOf(0), logOf(20)], first + 21 * day);
  const { full } = loadProgress(paths(data).imported).places;
  expect(full.length).toBe(1);
  const part = join(keptLines(paths(data).imported), `${full[0]}.part`);
  truncateSync(part, statSync(part).size - 1);

  expect(await brought([], first + 22 * day, 5)).toMatchObject({ forgotten: Date.UTC(2026, 8, 18) });

  expect(loadProgress(paths(data).imported).places.full).toEqual(full);
  expect(await sessionsOf(20)).toEqual([10, 10]);
  const { searched } = await (await reader()).why({ to: ["u20@b.example"], facts: {}, limit: 5 });
  expect(searched.gaps).toMatchObject([{ why: "damaged", file: part }]);
});

/** Programs start in some tenths of a second; several of them on a busy machine take longer. */
test("the command says what it forgets, and refuses what is no number of days", { timeout: 60_000 }, async () => {
  writeFileSync(logOf(0), linesOf(0));
  await brought([logOf(0)], first + day);
  expect(await run("import", "--keep-days", "5", "--data", data)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^nothing new \(0 files known\)\nwhat began before \d{4}-\d\d-\d\d is forgotten\n$/),
  });
  for (const days of ["0", "ninety"])
    expect(await run("import", `--keep-days=${days}`, "--data", data)).toMatchObject({ code: 2 });
  expect((await run("import", "--data", data)).code).toBe(2);
});
