/** Diagnosis told by cases: logs, questions as the command line takes them, and the answers that must come. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answersAsJson } from "../src/app/answer-document.ts";
import { composeReader } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import type { Answer } from "../src/diagnosis/answer.ts";
import { type Cause, causes } from "../src/diagnosis/causes.ts";
import { diagnose } from "../src/diagnosis/diagnose.ts";
import { registry } from "../src/diagnosis/rules/registry.gen.ts";
import { type CaseFile, expectation, readCases, sectionOf } from "./case-file.ts";
import { questionOf, told, wordsOf, writeLogs } from "./case-questions.ts";
import { sayingsIn } from "./sayings.ts";
import { isTest, readTree } from "./tidy/tree.ts";

const zone = new Zone("UTC");
const now = Date.UTC(2026, 10, 24, 18);

/**
 * One line a question: its answers, parted by semicolons, and what the first says that is missing. Every evidence line must stand in a
 * log of the case.
 */
/** What must come of a case: the answers, and where it has a section for it, what is missing and what stood beside the first one. */
async function answersOf(file: CaseFile): Promise<Readonly<Record<"answers" | "missing" | "beside", string>>> {
  const folder = mkdtempSync(join(tmpdir(), "postino-case-"));
  try {
    const logs = writeLogs(file, folder);
    const reader = await composeReader({ logs, data: folder, askerZone: zone, zone, now });
    const lines: string[] = [];
    const missing: string[] = [];
    const beside: string[] = [];
    for (const line of sectionOf(file, "questions").text.split("\n")) {
      const { answers } = await reader.why(questionOf(wordsOf(line), now));
      const sources = answers.flatMap(({ evidence }) => evidence.flatMap(({ source }) => source ?? []));
      const texts = await reader.rawLines(sources);
      const all = file.sections.filter(({ words }) => words[0] === "log").flatMap(({ text }) => text.split("\n"));
      for (const text of texts) expect(all).toContain(text);
      lines.push(answers.map(told).join("; "));
      expectFields(answers);
      missing.push(answers[0]?.missing.join("; ") || "-");
      beside.push(answers[0]?.sideways.join(" ") || "-");
    }
    return { answers: lines.join("\n"), missing: missing.join("\n"), beside: beside.join("\n") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Commands of the shell and pages that only administrators have. */
const isOfAdmin =
  /\bpostino (?:blocks|set|domain|account|alias|config|log levels|log tail)\b|\b(?:account|domain|alias) (?:show|change|add|remove|resume)\b|\bpage (?:Blocks|Settings|Logs)\b/;

/** A page tells an answer by its fields: each text has its own, and what only an administrator may do is marked so. */
function expectFields(answers: readonly Answer[]): void {
  for (const { remedy, steps, missing, wanted, sideways, beside } of answers) {
    expect([steps, wanted, beside].map((some) => some.map(({ text }) => text))).toEqual([remedy, missing, sideways]);
    for (const { text, who } of [...steps, ...wanted])
      expect([text, who === "admin"]).toEqual([text, isOfAdmin.test(text)]);
    for (const { text, change } of beside)
      expect([text, change !== null]).toEqual([text, / before, \S+ (?:changed|set) /.test(text)]);
  }
}

describe("cases", () => {
  for (const file of readCases("src/diagnosis/cases")) {
    test(`${file.name}: ${file.story.split("\n")[0]}`, async () => {
      const came = await answersOf(file);
      expect(came.answers).toBe(expectation(file, "answers", came.answers));
      for (const name of ["missing", "beside"] as const)
        if (file.sections.some(({ words }) => words[0] === name))
          expect(came[name]).toBe(expectation(file, name, came[name]));
    });
  }

  test.each([
    [
      "queue.lost.exim",
      "cut-1.1@takes.test",
      /^The host .* hung up at DATA, and this Exim took that for a delivery/,
      /^Ask the sender to send/,
    ],
    [
      "local.delivery-failed.procmail",
      "quota.0@local.test",
      /no bounce was written/,
      /^When that is mended, let the sender/,
    ],
    ["local.quota-late", "full@example.test", /^/, /^Free space in the mailbox or raise its quota$/],
  ])("%s: what no queue has any longer is not looked for there", async (name, to, sentence, step) => {
    const file = readCases("src/diagnosis/cases").find((one) => one.name === name) as CaseFile;
    const folder = mkdtempSync(join(tmpdir(), "postino-case-"));
    try {
      const logs = writeLogs(file, folder);
      const reader = await composeReader({ logs, data: folder, askerZone: zone, zone, now });
      const { answers } = await reader.why({ to: [to], facts: {}, limit: 5 });
      expect(answers[0]?.sentence).toMatch(sentence);
      expect(answers[0]?.remedy[0]).toMatch(step);
      expect(answers[0]?.remedy.join()).not.toMatch(/flush the queue|still there/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("a step of the table that names what only administrators have is theirs", () => {
    for (const { remedy } of Object.values<Cause>(causes))
      for (const step of remedy) {
        const [text, isTheirs] = typeof step === "string" ? [step, false] : [step.text, step.is === "admin"];
        expect([text, isTheirs]).toEqual([text, isOfAdmin.test(text)]);
      }
  });

  test("so is one that a source has, whether a case shows it or not", () => {
    const theirs = readTree("src/diagnosis")
      .filter((file) => !isTest(file))
      .flatMap(({ path, text }) => sayingsIn(text).map((words) => ({ path, text, words })))
      .filter(({ words }) => isOfAdmin.test(words));
    expect(theirs.length).toBeGreaterThan(5);
    for (const { path, text, words } of theirs) {
      const isMarked = text
        .split(/forAdmin\(\s*say`/)
        .some((marked, nth) => nth > 0 && marked.startsWith(words.split("{")[0] ?? ""));
      expect({ path, words, isMarked }).toEqual({ path, words, isMarked: true });
    }
  });

  test("a change that stands beside an answer has its fields", async () => {
    const file = readCases("src/diagnosis/cases").find((one) => one.name === "sideways.changes") as CaseFile;
    const folder = mkdtempSync(join(tmpdir(), "postino-case-"));
    try {
      const reader = await composeReader({ logs: writeLogs(file, folder), data: folder, askerZone: zone, zone, now });
      const [line = ""] = sectionOf(file, "questions").text.split("\n");
      const question = questionOf(wordsOf(line), now);
      const document = await answersAsJson(question, await reader.why(question), reader);
      const change = { secondsBefore: 12, by: "root" };
      const what = "account away@example.test";
      expect(document.answers[0]?.beside.map((each) => each.change)).toEqual([
        {
          ...change,
          at: "2026-11-28T12:44:14.413Z",
          what: `${what} state`,
          before: "enabled",
          after: "receive-disabled",
        },
        { ...change, at: "2026-11-28T12:44:14.006Z", what, before: null, after: "state=enabled keepCopy=true" },
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("who was blocked by hand did nothing for it", async () => {
    const file = readCases("src/diagnosis/cases").find((one) => one.name === "connect.firewall-drop") as CaseFile;
    const folder = mkdtempSync(join(tmpdir(), "postino-case-"));
    try {
      const reader = await composeReader({ logs: writeLogs(file, folder), data: folder, askerZone: zone, zone, now });
      const [answer] = (await reader.why({ to: [], ip: "198.51.100.31", facts: {}, limit: 5 })).answers;
      expect(answer?.sentence).toMatch(/198\.51\.100\.31: somebody has blocked that address by hand\./);
      expect([answer?.missing, answer?.remedy[0]]).toEqual([[], expect.stringMatching(/^Ask who blocked/)]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("a message that was taken while its sender was told that it is refused says so", async () => {
    const file = readCases("src/diagnosis/cases").find((one) => one.name === "queue.deleted.bypassed") as CaseFile;
    const folder = mkdtempSync(join(tmpdir(), "postino-case-"));
    try {
      const reader = await composeReader({ logs: writeLogs(file, folder), data: folder, askerZone: zone, zone, now });
      const { answers } = await reader.why({
        to: ["alice@example.test"],
        from: "fred@sender.example",
        facts: {},
        limit: 5,
      });
      expect(answers[0]?.sentence).toMatch(/was delivered to .* Its sender was told that it is refused/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("each rule speaks in the case of its name, and is silent for another question", () => {
    for (const { cause } of Object.values(registry)) {
      const own = readCases("src/diagnosis/cases").find(({ name }) => name === cause);
      const causes = own
        ? sectionOf(own, "answers")
            .text.split("\n")
            .map((line) => line.split("; ")[0] ?? "")
        : [];
      expect(
        causes.some((line) => line.includes(` ${cause} `)),
        `${cause} speaks`,
      ).toBe(true);
      expect(
        causes.some((line) => !line.includes(` ${cause} `)),
        `${cause} is silent elsewhere`,
      ).toBe(true);
    }
  });
});

test("the order of rules does not matter", () => {
  const rules = Object.values(registry);
  const inquiry = {
    question: { to: ["bob@example.test"], facts: {}, limit: 5 },
    window: { from: 0, to: now },
    recipient: "bob@example.test",
    attempts: [],
    last: undefined,
    facts: [],
    lastSession: [],
    others: [],
    earlierFromPeer: [],
    like: undefined,
    near: [],
    around: [],
    visits: [],
    neighbours: [],
    visitors: [],
    nameless: [],
    coverage: {
      from: 0,
      to: now,
      gaps: [{ from: 1, to: 2, why: "silent" as const }],
      files: [],
      lines: 9,
      unread: 0,
      heartbeats: true,
      formats: [],
      levels: [],
      blocks: [],
      changes: [],
      failures: [],
      stops: [],
    },
  };
  const forwards = diagnose(inquiry, rules, false);
  expect(forwards.map(({ cause }) => cause)).toEqual(["evidence.log-gap"]);
  expect(diagnose(inquiry, rules.toReversed(), false)).toEqual(forwards);
});
