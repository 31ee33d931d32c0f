/**
 * What makes logs lie: the fifteen complications of reassembly, each a case of its number in `complications/`, told by `trace`,
 * `why` and `sessions`. Number 15 (Exchange) has no case: its logs are not read yet.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JudgedSession } from "../src/app/lists.ts";
import { composeReader, type Reader } from "../src/app/reader.ts";
import type { TracedAttempt } from "../src/app/trace.ts";
import { Zone } from "../src/base/zone.ts";
import { type CaseFile, expectation, readCases, sectionOf } from "./case-file.ts";
import { questionOf, told, wordsOf, writeLogs } from "./case-questions.ts";

const zone = new Zone("UTC");
const now = Date.UTC(2026, 10, 28, 18);
const complications = readCases("test/complications");

const attemptRow = ({ status, sender, recipient, originalRecipient, ...attempt }: TracedAttempt): string =>
  [
    `${status} <${sender ?? "?"}> ${recipient ?? "-"}`,
    ...(originalRecipient ? [`for ${originalRecipient}`] : []),
    ...(attempt.queueId ? [attempt.queueId] : []),
    ...(attempt.parentQueueId ? [`child of ${attempt.parentQueueId}`] : []),
    ...(attempt.delaySeconds === undefined ? [] : [`after ${attempt.delaySeconds} s`]),
    ...(attempt.reply ? [`"${attempt.reply.text.replaceAll("\n", " / ")}"`] : []),
  ].join(" ");

const sessionRow = ({ session, verdict, status }: JudgedSession): string =>
  `${session.role} ${session.peer ?? "-"} ${session.ended} ${status} ${verdict.cause ?? "-"}`;

/** The rows that a verb gives for a question; what is at one time is in no order. */
async function rowsOf(reader: Reader, [verb, ...words]: readonly string[]): Promise<readonly string[]> {
  const question = questionOf(words, now, verb !== "why");
  switch (verb) {
    case "trace":
      return (await reader.trace({ ...question, limit: 0 })).traced.map(attemptRow).toSorted();
    case "why":
      return (await reader.why(question)).answers.map(told);
    case "sessions":
      return (await reader.sessionsFor(question)).map(sessionRow);
    default:
      throw new Error(`a question begins with trace, why or sessions: ${verb}`);
  }
}

/** Each question, and the rows of its answer. */
async function answersOf(file: CaseFile): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "postino-complication-"));
  try {
    const reader = await composeReader({ logs: writeLogs(file, folder), data: folder, askerZone: zone, zone, now });
    const answers: string[] = [];
    for (const line of sectionOf(file, "questions").text.split("\n"))
      answers.push(`> ${line}`, ...(await rowsOf(reader, wordsOf(line))));
    return answers.join("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("complication", () => {
  for (const file of complications)
    test(`${file.name}: ${file.story.split("\n")[0]}`, async () => {
      const came = await answersOf(file);
      expect(came).toBe(expectation(file, "answers", came));
    });

  test("1 to 15 has its case each", () => {
    const numbers = complications.map(({ name }) => Number(name.split("-", 1)[0]));
    expect([...new Set(numbers)]).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
  });
});

/** The lines in another order within each second: as each process wrote them, but the processes among each other as they like. */
function shuffled(text: string, pick: (below: number) => number): string {
  const bySecond = Map.groupBy(text.split("\n"), (line) => line.slice(0, 15));
  const lines = [...bySecond.values()].flatMap((second) => {
    const waiting = [...Map.groupBy(second, (line) => /\[\d+\]/.exec(line)?.[0] ?? "").values()];
    const order: string[] = [];
    while (waiting.length > 0) {
      const process = waiting[pick(waiting.length)] ?? [];
      order.push(process.shift() ?? "");
      if (process.length === 0) waiting.splice(waiting.indexOf(process), 1);
    }
    return order;
  });
  return lines.join("\n");
}

describe("complication 8: lines of one second in any order, over two files", () => {
  const real = complications.filter(({ name }) => /^0[1-4]-(?!bounce-without)|^1[0-2]-/.test(name));
  for (const file of real)
    test(`tell the same of ${file.name}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "postino-shuffled-"));
      const [path = "", ...others] = writeLogs(file, folder);
      const rowsFrom = async (logs: readonly string[]) =>
        rowsOf(await composeReader({ logs, data: folder, askerZone: zone, zone, now }), ["trace"]);
      try {
        const text = readFileSync(path, "utf8").trimEnd();
        const expected = await rowsFrom([path, ...others]);
        await fc.assert(
          fc.asyncProperty(fc.infiniteStream(fc.nat()), fc.nat(), async (numbers, cut) => {
            const lines = shuffled(text, (below) => (numbers.next().value ?? 0) % below).split("\n");
            const half = cut % lines.length;
            const rotated = [join(folder, "rotated.log.1"), join(folder, "rotated.log")];
            writeFileSync(rotated[0] ?? "", `${lines.slice(0, half).join("\n")}\n`);
            writeFileSync(rotated[1] ?? "", `${lines.slice(half).join("\n")}\n`);
            expect(await rowsFrom([...rotated, ...others])).toEqual(expected);
          }),
          { numRuns: 40 },
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
});
