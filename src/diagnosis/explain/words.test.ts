import { describe, expect, test } from "vitest";
import { programWords, type WordsRow } from "./program-words.ts";
import { replyWords } from "./reply-words.ts";
import { oneLine } from "./said.ts";

const samplesOf = (rows: readonly WordsRow[]) =>
  rows.flatMap(({ cause, samples }) => samples.map((sample) => [sample, cause] as const));
const first = (rows: readonly WordsRow[], text: string) => rows.find((row) => row.text.test(text))?.cause;

describe("what programs say", () => {
  test.each(samplesOf(programWords))("%s: %s", (sample, cause) => expect(first(programWords, sample)).toBe(cause));
});
describe("what refusals are about", () => {
  test.each(samplesOf(replyWords))("%s: %s", (sample, cause) => expect(first(replyWords, sample)).toBe(cause));
});

describe("in texts that say nothing", () => {
  test.each(["Service unavailable; closing", "Please try later", "Requested action aborted", "ok"])(
    "%s: no program's words",
    (text) => expect(first(programWords, text)).toBeUndefined(),
  );
});

test("time grows with the length, whatever the words are", () => {
  const pieces = [
    "mailbox ",
    "user recipient ",
    "message size ",
    "domain of sender ",
    "attachment ",
    "ip host server ",
  ];
  const time = (text: string) => {
    const begin = performance.now();
    for (const { text: words } of [...programWords, ...replyWords]) words.test(text);
    return performance.now() - begin;
  };
  for (const piece of pieces) {
    const [short, long] = [oneLine(piece.repeat(500)), oneLine(piece.repeat(5000))];
    const median = (text: string) => [time(text), time(text), time(text)].toSorted((a, b) => a - b)[1] ?? 0;
    median(short);
    expect(median(long), piece).toBeLessThan(40 * Math.max(median(short), 1));
  }
});
