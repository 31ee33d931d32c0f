/** What a help desk reads of our own log: who it was, what happened, and nothing that did not. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeReader } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import { readCases, sectionOf } from "./case-file.ts";
import { questionOf, wordsOf, writeLogs } from "./case-questions.ts";

const now = Date.parse("2026-12-31T00:00:00Z");

/** The answers to the questions of a case, in their order. */
async function answersOf(name: string) {
  const file = readCases("src/diagnosis/cases").find((one) => one.name === name);
  if (!file) throw new Error(`no case ${name}`);
  const folder = mkdtempSync(join(tmpdir(), "postino-words-"));
  try {
    const logs = writeLogs(file, folder);
    const zone = new Zone("UTC");
    const told = sectionOf(file, "questions")
      .text.split("\n")
      .filter(Boolean)
      .map(async (line) => {
        const question = questionOf(wordsOf(line), now);
        const reader = await composeReader({
          logs,
          data: folder,
          askerZone: zone,
          zone,
          now,
          about: question,
        });
        return (await reader.why(question)).answers[0];
      });
    return await Promise.all(told);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test.each([
  ["greeting.early-talker.own", 0, /^\S+ connected, and our server refused it for good: "554 /],
  ["submission.auth-failed.account", 2, /^198\.51\.100\.34 could not log in as luca\.serra@\S+, which is switched off/],
  ["greeting.busy.fallen", 1, /^198\.51\.100\.73 was about to bring the message from .* when our server stopped\./],
  [
    "greeting.busy.fallen-whole",
    2,
    /when our server stopped, and never heard whether it was taken\. It may lie in the mailbox /,
  ],
  ["evidence.log-gap.mute", 0, /^What was read is the log of other services/],
  [
    "session.timeout.summary",
    0,
    /^192\.0\.2\.113 fell silent after EHLO .*, after 5 s of silence: exactly the setting \S+ = 5 s\./,
  ],
])("%s %i", async (name, nth, sentence) => {
  expect((await answersOf(name))[nth]?.sentence).toMatch(sentence);
});

test("who was cut off by our own stop has nothing to mend", async () => {
  const [answer] = await answersOf("greeting.busy.fallen");
  expect(answer?.remedy[0]).toBe("As a rule nothing: its sender's server tries again by itself");
});

test("who could not be told that his message was taken may bring it again", async () => {
  const [reset, stopped, fallen] = await answersOf("greeting.busy.fallen-whole");
  for (const answer of [reset, stopped])
    expect(answer?.sideways.join()).toMatch(/may bring it again, and then it is there twice/);
  expect(fallen?.remedy[0]).toBe("Look whether it is in the mailbox before anything else");
});
