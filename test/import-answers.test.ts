/** What was imported gives the same answers as the log itself: every case of diagnosis, of reading and of what makes logs lie. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importLogs } from "../src/app/import.ts";
import type { JudgedSession } from "../src/app/lists.ts";
import { composeReader, type Reader } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import type { Question } from "../src/diagnosis/question.ts";
import { keysOf } from "../src/sessions/keys.ts";
import { type CaseFile, readCases } from "./case-file.ts";
import { questionOf, wordsOf, writeLogs } from "./case-questions.ts";

const zone = new Zone("UTC");
const now = Date.UTC(2026, 10, 24, 18);
const everything: Question = { to: [], facts: {}, limit: 5 };

/** The questions of a case, and one for each address that its sessions bear. */
async function questionsOf(file: CaseFile, direct: Reader): Promise<readonly Question[]> {
  const asked = file.sections
    .filter(({ words }) => words[0] === "questions")
    .flatMap(({ text }) => text.split("\n"))
    .map((line) => wordsOf(line.replace(/^(?:why|trace|sessions) /, "")));
  const keys = (await direct.sessionsFor(everything)).flatMap(({ session }) => keysOf(session));
  const addresses = [...new Set(keys)].filter((key) => key.includes("@")).map((key) => key.slice(key.indexOf(":") + 1));
  const generated = addresses.slice(0, 20).map((address): Question => ({ ...everything, to: [address] }));
  return [...asked.map((words) => questionOf(words, now, true)), ...generated];
}

/** Those of one id that begin in one second (lines that stand behind an end) have no order. */
const sessionsIn = async (reader: Reader) =>
  (await reader.sessionsFor(everything)).toSorted((a, b) => orderOf(a) - orderOf(b) || 0);
const orderOf = ({ session }: JudgedSession): number => session.from + session.events.length / 1000;

async function compare(file: CaseFile): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "postino-import-"));
  const data = join(folder, "data");
  try {
    const logs = writeLogs(file, folder);
    const warnings: string[] = [];
    const sum = await importLogs({ logs, data, zone, now: () => now, warn: (text) => warnings.push(text) });
    const direct = await composeReader({ logs, data, askerZone: zone, zone, now });
    const imported = await composeReader({ logs: [], data, askerZone: zone, zone });
    expect(warnings).toEqual([]);
    expect(sum.skipped).toEqual([]);
    expect(await sessionsIn(imported)).toEqual(await sessionsIn(direct));
    for (const question of await questionsOf(file, direct)) {
      const { searched: _imported, ...answers } = await imported.why(question);
      const { searched: _direct, ...expected } = await direct.why(question);
      expect(answers).toEqual(expected);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const folder of ["src/diagnosis/cases", "src/reading/cases", "test/complications"])
  describe(folder, () => {
    for (const file of readCases(folder)) test(file.name, () => compare(file));
  });
