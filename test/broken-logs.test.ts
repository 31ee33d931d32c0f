/** Logs of every case with lines lost, torn and out of order: whatever is asked of them is answered, in whole sentences. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { answersAsJson } from "../src/app/answer-document.ts";
import { composeReader } from "../src/app/reader.ts";
import { defined } from "../src/base/defined.ts";
import { Zone } from "../src/base/zone.ts";
import { answersAsText, painter } from "../src/cli/print.ts";
import type { Question } from "../src/diagnosis/question.ts";
import { type CaseFile, readCases } from "./case-file.ts";

const zone = new Zone("UTC");
const now = Date.UTC(2026, 10, 28, 18);
const folders = ["src/diagnosis/cases", "src/reading/cases", "test/complications"];
const cases = folders.flatMap((folder) => readCases(folder));

/** What happens to a line, by a number below 20: most are left alone. */
function broken(line: string, [fate, at]: readonly [number, number]): readonly string[] {
  if (fate < 3) return [];
  return [fate === 3 ? line.slice(0, Math.floor(line.length * at)) : line];
}

const breaking = fc.record({
  file: fc.constantFrom(...cases),
  fates: fc.infiniteStream(fc.tuple(fc.nat(19), fc.double({ min: 0, max: 1, noNaN: true }))),
  upsideDown: fc.nat(9),
  picks: fc.array(fc.nat(), { minLength: 5, maxLength: 5 }),
  by: fc.record({
    to: fc.boolean(),
    from: fc.boolean(),
    messageId: fc.nat(3),
    ip: fc.nat(4),
    about: fc.nat(3),
    facts: fc.nat(4),
  }),
});

const wordsIn = (text: string, shape: RegExp): readonly string[] => [
  ...new Set(Array.from(text.matchAll(shape), ([word]) => word)),
];

function questionOf(text: string, picks: readonly number[], by: { [K in keyof Question]?: unknown }): Question {
  const pick = (from: readonly string[], n: number) => from[(picks[n] ?? 0) % Math.max(from.length, 1)];
  const addresses = wordsIn(text, /[\w.+-]{1,60}@[\w.-]{1,60}\.\w{1,20}/g);
  const to = by.to ? pick(addresses, 0) : undefined;
  return defined({
    to: to === undefined ? [] : [to],
    from: by.from ? pick(addresses, 1) : undefined,
    messageId: by.messageId === 0 ? pick(wordsIn(text, /<[^<>\s]{1,80}@[^<>\s]{1,80}>/g), 2) : undefined,
    ip: by.ip === 0 ? pick(wordsIn(text, /\b\d{1,3}(?:\.\d{1,3}){3}\b/g), 3) : undefined,
    about: by.about === 0 ? Date.UTC(2026, 10, 24) + ((picks[4] ?? 0) % 120) * 3_600_000 : undefined,
    facts: by.facts === 0 ? { mx: "a,b", "sender-got": "550 5.1.1 no", "size-limit": "10k" } : {},
    limit: 3,
  });
}

const logsOf = ({ sections }: CaseFile) => sections.filter(({ words }) => words[0] === "log");

test("whatever is asked of a broken log is answered", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(breaking, async ({ file, fates, upsideDown, picks, by }) => {
      const folder = mkdtempSync(join(tmpdir(), "postino-broken-"));
      try {
        const logs = logsOf(file).map(({ words, text }, index) => {
          const lines = text.split("\n").flatMap((line) => broken(line, fates.next().value));
          if (upsideDown === 0) lines.reverse();
          const path = join(folder, (words[2] ?? `log-${index}`).replaceAll("/", "_"));
          writeFileSync(path, `${lines.join("\n")}\n`);
          return path;
        });
        if (logs.length === 0) return;
        const question = questionOf(
          logsOf(file)
            .map(({ text }) => text)
            .join("\n"),
          picks,
          by,
        );
        const reader = await composeReader({ logs, data: folder, askerZone: zone, zone, now });
        const answers = await reader.why(question);
        const said = answers.answers.flatMap(({ sentence, sideways, remedy, missing }) => [
          sentence,
          ...sideways,
          ...remedy,
          ...missing,
        ]);
        for (const sentence of said) expect(sentence).not.toMatch(/undefined|NaN|\[object|Invalid Date/);
        for (const { confidence } of answers.answers)
          expect(confidence > 0 && confidence < 1, String(confidence)).toBe(true);
        await answersAsText(answers, 1, { reader, zone, paint: painter(false), catalogue: undefined });
        JSON.stringify(await answersAsJson(question, answers, reader));
        await reader.trace({ to: [], facts: {}, limit: 0 });
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 150) },
  );
});

test("what a file of a folder has that cannot be read is missing, and the answer says so and is less sure", async () => {
  const folder = mkdtempSync(join(tmpdir(), "postino-broken-"));
  try {
    const line = (second: number) => `Nov 24 10:00:0${second} mx postfix/smtpd[7]: connect from a[192.0.2.1]\n`;
    writeFileSync(join(folder, "mail.log"), Array.from({ length: 9 }, (_, second) => line(second)).join(""));
    const question: Question = { to: ["ann@example.org"], facts: {}, limit: 3 };
    const ask = async () => {
      const reader = await composeReader({ logs: [folder], data: folder, askerZone: zone, zone, now });
      return reader.why(question);
    };
    const whole = await ask();
    expect(whole.searched).not.toHaveProperty("damagedFiles");
    writeFileSync(join(folder, "mail.log.1.gz"), gzipSync(line(1)).subarray(0, 20));
    const part = await ask();
    expect(part.searched.damagedFiles).toMatchObject([{ file: join(folder, "mail.log.1.gz"), why: /damaged/ }]);
    expect(part.answers[0]?.cause).toBe("never.no-trace");
    expect(part.answers[0]?.confidence).toBeLessThan(whole.answers[0]?.confidence ?? 0);
    expect(part.answers[0]?.missing.join()).toContain("mail.log.1.gz");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
