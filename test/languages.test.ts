/** Every text that people read in an answer has its Italian: what stands in the source is held against the catalogue, both ways. */
import { expect, test } from "vitest";
import { say } from "../src/base/saying.ts";
import { type Cause, causes } from "../src/diagnosis/causes.ts";
import { italian, parts } from "../src/diagnosis/italian/catalogue.ts";
import type { Outcome } from "../src/events/event.ts";
import { manual } from "../src/intrusion/block.ts";
import { registry as intrusion } from "../src/intrusion/rules/registry.gen.ts";
import { enhancedCodes } from "../src/mail/status-codes.ts";
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
  ...all.flatMap(({ name, remedy, confused }) => [name, ...remedy, ...confused.map(({ tell }) => tell)]),
  ...Object.values(enhancedCodes).flatMap(({ meaning }) => (meaning ? meaning.replace(/\.$/, "") : [])),
  ...Object.values(intrusion).map(({ reason }) => reason),
  manual.reason,
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
  const source =
    'f(say`a ${x ? say`b ${"}"} c` : `${y}`} d`, say`it\'s "\\`"`, dontsay`no`); const s = `say nothing ${say`deep`}`;';
  expect(sayingsIn(source)).toEqual(["a {0} d", "b {0} c", 'it\'s "`"', "deep"]);
  expect(() => sayingsIn("say`without an end")).toThrow(/without an end/);
  expect(say`a ${1} d`.words).toBe("a {0} d");
});
