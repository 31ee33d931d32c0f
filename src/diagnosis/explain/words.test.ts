import { describe, expect, test } from "vitest";
import { expectLinear } from "../../../test/growth.ts";
import { programWords, type WordsRow } from "./program-words.ts";
import { replyWords } from "./reply-words.ts";
import { oneLine } from "./said.ts";
import { bounceTongues, delayTongues, tongueWords } from "./tongues.ts";

const samplesOf = (rows: readonly WordsRow[]) =>
  rows.flatMap(({ cause, samples }) => samples.map((sample) => [sample, cause] as const));
const first = (rows: readonly WordsRow[], text: string) => rows.find((row) => row.text.test(text))?.cause;

describe("what programs say", () => {
  test.each(samplesOf(programWords))("%s: %s", (sample, cause) => expect(first(programWords, sample)).toBe(cause));
});
describe("what refusals are about", () => {
  test.each(samplesOf(replyWords))("%s: %s", (sample, cause) => expect(first(replyWords, sample)).toBe(cause));
});
describe("and in other languages", () => {
  test.each(samplesOf(tongueWords))("%s: %s", (sample, cause) => expect(first(tongueWords, sample)).toBe(cause));
});

describe("in texts that say nothing", () => {
  test.each(["Service unavailable; closing", "Please try later", "Requested action aborted", "ok"])(
    "%s: no program's words",
    (text) => expect(first(programWords, text)).toBeUndefined(),
  );
});

test("time grows with the length, whatever the words are", async () => {
  const pieces = [
    "mailbox ",
    "user recipient ",
    "message size ",
    "domain of sender ",
    "attachment ",
    "ip host server ",
    "adres gebruiker mailbox ",
    "não nie mogła konto ",
    "адрес не ящик ",
    "邮箱 宛先 ",
  ];
  const look = (text: string) => () => {
    for (const { text: words } of [...programWords, ...replyWords, ...tongueWords]) words.test(text);
    for (const words of [bounceTongues, delayTongues]) words.test(text);
  };
  for (const piece of pieces) {
    const [short, long] = [oneLine(piece.repeat(500)), oneLine(piece.repeat(5000))];
    await expectLinear({ name: piece, short: look(short), long: look(long), times: 40, least: 1 });
  }
});
