/** Every text that people read in an answer has its Italian: what stands in the source is held against the catalogue, both ways. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fromLogs, readerOf } from "../src/app/reader.ts";
import { say } from "../src/base/saying.ts";
import { Zone } from "../src/base/zone.ts";
import { why } from "../src/cli/commands/why.ts";
import type { Answer } from "../src/diagnosis/answer.ts";
import { type Cause, causes } from "../src/diagnosis/causes.ts";
import { italian, parts } from "../src/diagnosis/italian/catalogue.ts";
import type { Outcome } from "../src/events/event.ts";
import { manual } from "../src/intrusion/block.ts";
import { registry as intrusion } from "../src/intrusion/rules/registry.gen.ts";
import { enhancedCodes } from "../src/mail/status-codes.ts";
import { readAgain } from "../src/reading/pattern.ts";
import { readCases, sectionOf } from "./case-file.ts";
import { questionOf, wordsOf, writeLogs } from "./case-questions.ts";
import { sayingsIn } from "./sayings.ts";
import { isTest, readTree } from "./tidy/tree.ts";

const outcomes = {
  delivered: true,
  relayed: true,
  forwarded: true,
  expanded: true,
  queued: true,
  deferred: true,
  refused: true,
  aborted: true,
  bounced: true,
  expired: true,
  quarantined: true,
  discarded: true,
  held: true,
  removed: true,
  lost: true,
  "nothing-offered": true,
  "never-seen": true,
  unknown: true,
} as const satisfies Readonly<Record<Outcome, true>>;

/** Codes and names that say the same in both languages. */
const alike: ReadonlySet<string> = new Set(["552 5.2.2", "5.1.1", "550 5.2.1", "RRVS", "temperror or permerror"]);

const all: readonly Cause[] = Object.values(causes);
const looked = [
  ...all.flatMap(({ name, remedy, confused }) => [
    name,
    ...remedy.map((step) => (typeof step === "string" ? step : step.text)),
    ...confused.map(({ tell }) => tell),
  ]),
  ...Object.values(enhancedCodes).flatMap(({ meaning }) => (meaning ? meaning.replace(/\.$/, "") : [])),
  ...Object.values(intrusion).map(({ reason }) => reason),
  manual.reason,
  readAgain,
  // Where a session broke off, as far as the log tells.
  "connecting",
  "a command",
  ...Object.keys(outcomes),
];
const said = readTree("src")
  .filter((file) => !isTest(file) && file.path !== "src/base/saying.ts")
  .flatMap(({ path, text }) => sayingsIn(text).map((words) => ({ path, words })));

test("each saying, and each text of a table, has its Italian", () => {
  const missing = [...said, ...looked.map((words) => ({ path: "a table", words }))].filter(
    ({ words }) => !Object.hasOwn(italian, words) && !alike.has(words),
  );
  expect(
    missing.map(({ path, words }) => `${path}: "${words}" has no Italian; write it in src/diagnosis/italian/`),
  ).toEqual([]);
});

test("no Italian is left over whose English is gone, and none stands twice", () => {
  const wanted = new Set([...said.map(({ words }) => words), ...looked]);
  expect(Object.keys(italian).filter((words) => !wanted.has(words))).toEqual([]);
  const keys = parts.flatMap((part) => Object.keys(part));
  expect(keys.filter((words, index) => keys.indexOf(words) !== index)).toEqual([]);
});

test("an Italian text has the values of its English, and is another text", () => {
  const values = (words: string) => [...new Set(words.match(/\{\d+\}/g))].sort().join();
  const wrong = Object.entries(italian).filter(
    ([words, text]) => values(words) !== values(text) || words === text || text.trim() === "",
  );
  expect(wrong).toEqual([]);
});

test("sayings are found in a source, inside of others and behind strings with braces too", () => {
  const value = (text: string) => ["$", "{", text, "}"].join("");
  const inner = `say\`b ${value('"}"')} c\``;
  const source = `f(say\`a ${value(`x ? ${inner} : y`)} d\`, say\`it's "\\\`"\`, dontsay\`no\`, \`say nothing ${value("say`deep`")}\`)`;
  expect(sayingsIn(source)).toEqual(["a {0} d", "b {0} c", 'it\'s "`"', "deep"]);
  expect(() => sayingsIn("say`without an end")).toThrow(/without an end/);
  expect(say`a ${1} d`.words).toBe("a {0} d");
});

const zone = new Zone("UTC");
const now = Date.UTC(2026, 10, 24, 18);

/** All that a person reads of an answer. */
const textsOf = ({
  title: own,
  sentence,
  remedy,
  sideways,
  missing,
  alternatives,
  timeline,
}: Answer): readonly string[] => [
  own,
  sentence,
  ...remedy,
  ...sideways,
  ...missing,
  ...alternatives.flatMap(({ title, because }) => [title, because]),
  ...timeline.map(({ text }) => text),
];

test("of the cases of diagnosis no text stays English, and ids are the same", { timeout: 120_000 }, async () => {
  for (const file of readCases("src/diagnosis/cases")) {
    const folder = mkdtempSync(join(tmpdir(), "postino-language-"));
    try {
      const logs = writeLogs(file, folder);
      const source = await fromLogs({ logs, zone, now, keepStdin: () => {} });
      const english = readerOf(source, { zone, site: [] });
      const reader = readerOf(source, { zone, site: [], catalogue: italian });
      for (const line of sectionOf(file, "questions").text.split("\n")) {
        const question = questionOf(wordsOf(line), now);
        const [en, it] = [await english.why(question), await reader.why(question)];
        expect(it.answers.map(({ cause }) => cause)).toEqual(en.answers.map(({ cause }) => cause));
        const untold = en.answers.flatMap((answer, index) => {
          const told = it.answers[index];
          return told ? textsOf(answer).filter((text, nth) => text === textsOf(told)[nth] && !alike.has(text)) : ["?"];
        });
        expect({ case: file.name, line, untold }).toEqual({ case: file.name, line, untold: [] });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
});

test("the command line answers in Italian where it is asked to, whatever LANG says, and names the languages that it has", async () => {
  const file = readCases("src/diagnosis/cases").find(({ name }) => name === "rcpt.partial");
  if (!file) throw new Error("the case is gone");
  const folder = mkdtempSync(join(tmpdir(), "postino-language-"));
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const io = { print, warn: print, terminal: false, now: () => now, env: { LANG: "it_IT.UTF-8" } };
  const to = [sectionOf(file, "questions").text.split("\n")[0]?.split(" ")[1] ?? ""];
  try {
    const logs = writeLogs(file, folder);
    await why.run(logs, { to, zone: "UTC", logZone: ["UTC"] }, io);
    expect(printed.splice(0).join("\n")).toMatch(/^Must act {3}/m);
    await why.run(logs, { to, zone: "UTC", logZone: ["UTC"], lang: "it" }, io);
    const text = printed.splice(0).join("\n");
    for (const heading of [
      / {2}rifiutato$/m,
      /^Causa {6}rcpt\.partial /m,
      /^Interviene /m,
      /^Da fare {4}/m,
      /^Cercato in \d+ righe/m,
    ])
      expect(text).toMatch(heading);
    await expect(why.run(logs, { to, lang: "fr" }, io)).rejects.toThrow(/English \(en\) and Italian \(it\)/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
