/** What a syslog daemon writes into several files at once is told once, and each line of one file however often it stands there. */
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judgedFor, tracedFor } from "../src/app/lists.ts";
import { readNarrowed } from "../src/app/narrowed.ts";
import { fromLogs } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import type { Question } from "../src/diagnosis/question.ts";
import { readLogs } from "../src/reading/read.ts";
import type { SessionSource } from "../src/sessions/source.ts";
import { type CaseFile, readCases } from "./case-file.ts";
import { writeLogs } from "./case-questions.ts";

const zone = new Zone("UTC");
const now = Date.UTC(2026, 10, 28, 18);
const everything: Question = { to: [], facts: {}, limit: 0 };

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "postino-copies-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function listed(source: SessionSource, question = everything) {
  const parts = await Array.fromAsync(tracedFor(question, source, []));
  const sessions = (await Array.fromAsync(judgedFor(question, source, []))).flat();
  return {
    traced: parts
      .flatMap(({ traced }) => traced)
      .map(({ at, recipient, status, cause, sender }) => `${at} ${sender} ${recipient} ${status} ${cause}`)
      .sort(),
    sessions: sessions.map(({ session, verdict }) => `${session.from} ${session.id} ${verdict.cause}`).sort(),
  };
}

/** The same file under another name, with lines of other programs, from a line on. */
function copyOf(path: string, name: string, first = 0): string {
  const lines = readFileSync(path, "latin1").split("\n").slice(first);
  const stamped = /^(\S+ +\d+ \S+|\S+) (\S+) \S+\[\d+\]: /.exec(lines[0] ?? "");
  const others = stamped ? [`${stamped[1]} ${stamped[2]} CRON[77]: (root) CMD (true)`] : [];
  const copy = join(path, "..", `${name}-of-${path.slice(path.lastIndexOf("/") + 1)}`);
  writeFileSync(copy, [...others, ...lines].join("\n"), "latin1");
  const { mtime } = statSync(path);
  utimesSync(copy, mtime, mtime);
  return copy;
}

/** Logs of a syslog daemon that go on for a while: of two that have only one instant in common, one may go on where the other ends. */
const first = /^(?:[A-Z][a-z]{2} [ \d]\d [\d:]{8}|\d{4}-\d\d-\d\dT\S+) \S+ [\w./-]+\[\d+\]: /;
const isOfSyslog = ({ sections }: CaseFile) => {
  const logs = sections.filter(({ words }) => words[0] === "log");
  const lines = logs.flatMap(({ text }) => text.split("\n"));
  return logs.length === 1 && lines.length > 10 && first.test(lines[0] ?? "");
};

let compared = 0;
describe.each(["src/diagnosis/cases", "test/complications"])("%s", (place) => {
  for (const file of readCases(place).filter(isOfSyslog))
    test(file.name, () =>
      inFolder(async (folder) => {
        const [path = ""] = writeLogs(file, folder);
        const logs = [path, copyOf(path, "mail.info"), copyOf(path, "syslog", 1)];
        const { copiedLines, files } = await readLogs({ logs, zone, now }, () => {});
        if (copiedLines === 0) return expect((files[0]?.to ?? 0) - (files[0]?.from ?? 0)).toBeLessThanOrEqual(2000);
        compared += 1;
        const source = await fromLogs({ logs, zone, now });
        expect(await listed(source)).toEqual(await listed(await fromLogs({ logs: [path], zone, now })));
      }),
    );
});

test("that was tried with logs of many kinds", () => expect(compared).toBeGreaterThan(60));

const said = (at: string, text: string) => `Nov 28 09:${at} mx postfix/smtpd[7]: ${text}`;
const visit = (at: string, n: number) => [
  said(at, `connect from client.example[192.0.2.${n}]`),
  said(
    at,
    `NOQUEUE: reject: RCPT from client.example[192.0.2.${n}]: 450 4.2.0 <bob@example.test>: Recipient address rejected: Greylisted; from=<eve@sender.example> to=<bob@example.test> proto=ESMTP helo=<client.example>`,
  ),
  said(at, `disconnect from client.example[192.0.2.${n}] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4`),
];
const day = ["10:00", "11:00", "12:00", "13:00"].flatMap((at, n) => visit(at, n + 1));

async function attemptsIn(
  files: Readonly<Record<string, readonly string[]>>,
  read = fromLogs,
  question = everything,
): Promise<number> {
  return inFolder(async (folder) => {
    const logs = Object.entries(files).map(([name, lines]) => {
      const path = join(folder, name);
      writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
      return path;
    });
    const { traced } = await listed(await read({ logs, zone, year: 2026, now }), question);
    return traced.length;
  });
}

test("equal lines of one file are as many as stand there", async () => {
  const twice = [...day, ...visit("13:00", 4)];
  expect(await attemptsIn({ "mail.log": twice })).toBe(5);
  expect(await attemptsIn({ "mail.info": twice, "mail.log": twice, syslog: twice.slice(3) })).toBe(5);
});

test("where a log was rotated equal lines on both sides are two", async () => {
  expect(await attemptsIn({ "mail.log.1": day, "mail.log": [...visit("13:00", 4), ...visit("14:00", 5)] })).toBe(6);
});

test("a file that has only some of the lines adds those that it has alone", async () => {
  expect(await attemptsIn({ syslog: day.slice(0, 9), "mail.log": [...day.slice(3), ...visit("14:00", 5)] })).toBe(5);
});

test("what two machines say in equal words is said twice, and once where a third file has both", async () => {
  const other = day.map((line) => line.replace(" mx ", " mx2 "));
  expect(await attemptsIn({ "mx.log": day, "mx2.log": other })).toBe(8);
  expect(await attemptsIn({ "mx.log": day, "mx2.log": other, "all.log": [...day, ...other] })).toBe(8);
});

test("minutes of a large log are told once, too", async () => {
  const minutes = { least: 0, around: 1000, most: 1 };
  const read: typeof fromLogs = (options) => readNarrowed(options, minutes);
  const quiet = Array.from({ length: 200 }, (_, n) => said(`05:${String(n % 60).padStart(2, "0")}`, `warning: ${n}`));
  const long = [...quiet, ...day];
  const bobs = { ...everything, to: ["bob@example.test"] };
  expect(await attemptsIn({ "mail.log": long }, read, bobs)).toBe(4);
  expect(await attemptsIn({ "mail.log": long, syslog: long.slice(1) }, read, bobs)).toBe(4);
});
