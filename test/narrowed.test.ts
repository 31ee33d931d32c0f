/** A log of which only some minutes are read tells what one tells that is read whole: for recorded questions, with minutes of a few lines. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSource } from "../src/app/log-source.ts";
import { readNarrowed } from "../src/app/narrowed.ts";
import { readerOf } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import type { Answers } from "../src/diagnosis/answer.ts";
import { spanOf } from "../src/diagnosis/question.ts";
import type { SessionSource } from "../src/sessions/source.ts";
import { questionOf, wordsOf } from "./case-questions.ts";

const recorded = join(import.meta.dirname, "servers", "recorded");
const zone = new Zone("UTC");
const now = Date.UTC(2026, 10, 28, 20, 30);
/** Some thirty lines on each side. */
const narrowing = { least: 0, around: 4000, most: 1 };

interface Asked {
  readonly id: string;
  readonly question: string;
  readonly logs: readonly string[];
}

let folder = "";
const unpackedAs = (name: string) => join(folder, name.replaceAll("/", "-").replace(/\.gz$/, ""));
const wrappedAs = (name: string) => `${unpackedAs(name)}.json`;
/** As Docker keeps it: the time is that of the first, as the lines bear their own. */
const wrapped = (text: string) =>
  text.replace(/.+\n/g, (log) => `${JSON.stringify({ log, stream: "stdout", time: "2026-11-28T20:00:00Z" })}\n`);
const recordsAs = { export: ".export", printed: ".printed.json", table: ".csv" } as const;
const syslogHead = /^(\d{4}-\S+) (\S+) ([\w./-]+)(?:\[(\d+)\])?: (.*)$/s;
/** As journalctl or a collector's page prints it, of a log of syslog; of any other nothing. */
const records = (text: string, kind: keyof typeof recordsAs) =>
  text.split("\n").flatMap((line, n) => {
    const [, stamp = "", host, program, pid, said] = syslogHead.exec(line) ?? [];
    if (said === undefined) return [];
    const fields = {
      ...{ __CURSOR: `s=1;i=${n}`, __REALTIME_TIMESTAMP: String(Date.parse(stamp) * 1000) },
      ...{ _HOSTNAME: host, SYSLOG_IDENTIFIER: program, SYSLOG_PID: pid, MESSAGE: said },
    };
    const cells = [stamp, host, program, pid, `"${said.replaceAll('"', '""')}"`].join(",");
    if (kind === "table") return [`${n === 0 ? "time,host,program,pid,message\n" : ""}${cells}\n`];
    if (kind === "printed") return [`${JSON.stringify(fields, undefined, "\t")}\n`];
    return [
      `${Object.entries(fields)
        .map((field) => field.join("="))
        .join("\n")}\n\n`,
    ];
  });
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-narrowed-"));
  for (const name of readdirSync(recorded, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".gz")) {
      const bytes = gunzipSync(readFileSync(join(recorded, name)));
      writeFileSync(unpackedAs(name), bytes);
      writeFileSync(wrappedAs(name), wrapped(bytes.toString("utf8")));
      for (const kind of ["export", "printed", "table"] as const)
        writeFileSync(`${unpackedAs(name)}${recordsAs[kind]}`, records(bytes.toString("utf8"), kind).join(""));
    }
});
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Without what others did in the same minutes, of whom some began before, and without ids: with so few lines read around them, the first
 * line of a long session may be missing.
 */
const toldIn = ({ answers, others }: Answers) => ({
  answers: answers.map(({ sideways: _, beside: _same, message, attempts, ...answer }) => ({
    ...answer,
    message: { ...message, sessions: message?.sessions.length },
    attempts: attempts.map(({ at, status, recipient, reply }) => ({ at, status, recipient, reply })),
  })),
  others,
});

const all = JSON.parse(readFileSync(join(recorded, "labels.json"), "utf8")) as readonly Asked[];
/** All of them take a minute and a half: `EVERY=1`. */
const every = Number(process.env.EVERY ?? 6);
const bySite = Map.groupBy(
  all.filter((_, index) => index % every === 0),
  ({ id }) => id.split("-")[0] ?? "",
);
const ask = async (source: Promise<SessionSource>, question: Parameters<ReturnType<typeof readerOf>["why"]>[0]) =>
  readerOf(await source, { zone, site: [] }).why(question);

let [questions, passedOver] = [0, 0];

describe.each([...bySite])("the questions to %s", (_, asked) => {
  test("have the same answers", { timeout: 120_000 }, async () => {
    questions += asked.length;
    for (const { id, question: words, logs } of asked) {
      const question = questionOf(wordsOf(words.replace(/--sender-log \S+/, "")), now);
      const options = { logs: logs.map(unpackedAs), zone, now, span: spanOf(question) };
      const whole = await ask(readSource(options), question);
      const narrowed = await ask(readNarrowed(options, narrowing), question);
      if (narrowed.searched.passedLines !== undefined) passedOver++;
      expect(toldIn(narrowed), id).toEqual(toldIn(whole));
    }
  });
});

test("so have those to a log that Docker has wrapped", { timeout: 120_000 }, async () => {
  let parts = 0;
  const asked = all.filter(({ logs }, index) => index % (5 * every) === 0 && logs.length === 1);
  for (const { id, question: words, logs } of asked) {
    const question = questionOf(wordsOf(words.replace(/--sender-log \S+/, "")), now);
    const options = { logs: logs.map(wrappedAs), zone, now, span: spanOf(question) };
    const whole = await ask(readSource(options), question);
    const narrowed = await ask(readNarrowed(options, { ...narrowing, around: 8000 }), question);
    if (narrowed.searched.passedLines !== undefined) parts++;
    expect(toldIn(narrowed), id).toEqual(toldIn(whole));
  }
  expect(asked.length).toBeGreaterThan(5);
  expect(parts).toBeGreaterThan(asked.length / 3);
});

test.each(["export", "printed", "table"] as const)(
  "so have those to records of many lines (%s)",
  { timeout: 120_000 },
  async (kind) => {
    let parts = 0;
    let found = 0;
    for (const { id, question: words, logs } of all.filter(({ logs }, n) => n % every === 0 && logs.length === 1)) {
      const question = questionOf(wordsOf(words.replace(/--sender-log \S+/, "")), now);
      const options = {
        logs: logs.map((log) => `${unpackedAs(log)}${recordsAs[kind]}`),
        zone,
        now,
        span: spanOf(question),
      };
      const whole = await ask(readSource(options), question);
      if (whole.searched.lines === 0) continue;
      const narrowed = await ask(readNarrowed(options, narrowing), question);
      found++;
      if (narrowed.searched.passedLines !== undefined) parts++;
      expect(toldIn(narrowed), id).toEqual(toldIn(whole));
    }
    expect(found).toBeGreaterThan(5);
    expect(parts).toBeGreaterThan(found / 5);
  },
);

test("where JSON has escaped letters of addresses, all is read", async () => {
  const path = join(folder, "escaped.json");
  const line =
    "Nov 28 20:00:00 mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 550 5.1.1 <ann+x@a.test>: unknown; from=<eve@b.test> to=<ann+x@a.test> proto=SMTP helo=<x>";
  writeFileSync(path, wrapped(`${line}\n`.repeat(2000)).replaceAll("+", "\\u002b"));
  const source = await readNarrowed({ logs: [path], zone, now }, narrowing);
  expect((await source.coverage(0, now)).passedLines).toBeUndefined();
  expect((await source.find(["address:ann+x@a.test"], 0, now)).length).toBeGreaterThan(0);
});

test("most were answered without reading all of a log", () => {
  expect(passedOver).toBeGreaterThan(questions / 2);
});
