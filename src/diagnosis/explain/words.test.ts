import { describe, expect, test } from "vitest";
import { expectLinear } from "../../../test/growth.ts";
import { homeCauseOf, homeWords } from "../replies/home-words.ts";
import { plainWords } from "../replies/plain-words.ts";
import { reasonTongues } from "../replies/reason-tongues.ts";
import { tongueWords } from "../replies/tongues.ts";
import type { WordsRow } from "../replies/words-row.ts";
import { explain } from "./explain.ts";
import { bounceTongues, delayTongues, plainDelay, plainFailed } from "./notice-tongues.ts";
import { officeWords } from "./office-words.ts";
import { programWords } from "./program-words.ts";
import { replyWords } from "./reply-words.ts";
import { oneLine } from "./said.ts";

const samplesOf = (rows: readonly WordsRow[]) =>
  rows.flatMap(({ cause, samples }) => samples.map((sample) => [sample, cause] as const));
const first = (rows: readonly WordsRow[], text: string) => rows.find((row) => row.text.test(text))?.cause;

describe("what programs say", () => {
  test.each(samplesOf(programWords))("%s: %s", (sample, cause) => expect(first(programWords, sample)).toBe(cause));
});
describe("what Exchange, Outlook and Gmail say in other languages", () => {
  test.each(samplesOf(officeWords))("%s: %s", (sample, cause) => expect(first(officeWords, sample)).toBe(cause));
});
describe("what short reasons say in other languages", () => {
  test.each(samplesOf(reasonTongues))("%s: %s", (sample, cause) => expect(first(reasonTongues, sample)).toBe(cause));
});
describe("what refusals are about", () => {
  test.each(samplesOf(replyWords))("%s: %s", (sample, cause) => expect(first(replyWords, sample)).toBe(cause));
});
describe("what a refusal names", () => {
  test.each(samplesOf(plainWords))("%s: %s", (sample, cause) => expect(first(plainWords, sample)).toBe(cause));
});
describe("and in languages of administrators", () => {
  test.each(samplesOf(homeWords))("%s: %s", (sample, cause) => expect(homeCauseOf(sample)).toBe(cause));
});
describe("and in other languages", () => {
  test.each(samplesOf(tongueWords))("%s: %s", (sample, cause) => expect(first(tongueWords, sample)).toBe(cause));
});

describe("in texts that say nothing", () => {
  test.each(["Service unavailable; closing", "Please try later", "Requested action aborted", "ok"])(
    "%s: no program's words",
    (text) => expect(first(programWords, text)).toBeUndefined(),
  );
  test.each(["You sent 3 messages to bob", "this account is blocked from sending hosts of that kind"])(
    "%s: no word of the sender's own account",
    (text) => expect(first(programWords, text)).toBeUndefined(),
  );
  test.each([
    "kein Problem mit dieser Adresse",
    "der Rechner steht bei uns",
    "er is geen probleem met dit adres",
    "no hay problema con el buzón",
    "la casella è quella indicata",
  ])("%s: no reason", (text) => expect(first([...reasonTongues, ...homeWords], text)).toBeUndefined());
});

describe("what a refusal names counts more than a code that is given for anything (sentences made up)", () => {
  test.each([
    ["550 mailbox dormant", "rcpt.disabled"],
    ["554 Contaminated message", "eod.virus"],
    ["550 This message was here already", "queue.loop"],
  ])("%s: %s", async (reply, cause) => {
    const { recipients } = await explain(reply);
    expect(recipients[0]).toMatchObject({ cause, confidence: 0.6 });
  });
  test("and less than a known wording, and than a code that says what it is", async () => {
    expect((await explain("550 5.1.1 no")).recipients[0]?.cause).toBe("rcpt.user-unknown");
    expect((await explain("501 Syntax error in parameters or arguments")).recipients[0]?.cause).toBe("rcpt.syntax");
  });
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
    "zustellung nachricht doručení ",
    "gmail доставка leveransen ",
    "cassetta postale e-mail-adresse ",
  ];
  const look = (text: string) => () => {
    for (const { text: words } of [
      ...programWords,
      ...officeWords,
      ...replyWords,
      ...tongueWords,
      ...plainWords,
      ...homeWords,
    ])
      words.test(text);
    for (const words of [bounceTongues, delayTongues, plainDelay, plainFailed]) words.test(text);
  };
  for (const piece of pieces) {
    const [short, long] = [oneLine(piece.repeat(500)), oneLine(piece.repeat(5000))];
    await expectLinear({ name: piece, short: look(short), long: look(long), times: 40, least: 1 });
  }
});
