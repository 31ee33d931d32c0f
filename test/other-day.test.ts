/** A day that can be read in two ways is looked for in both. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "./program.ts";

// Lines made up, in the shape of the recorded ones.
const refusal = (day: string, number: number) => [
  `${day}T10:00:01Z mx postfix/smtpd[${number}]: connect from mail.other.example[192.0.2.9]`,
  `${day}T10:00:02Z mx postfix/smtpd[${number}]: NOQUEUE: reject: RCPT from mail.other.example[192.0.2.9]: 550 5.1.1 <bob@example.test>: Recipient address rejected: User unknown in virtual mailbox table; from=<anna@other.example> to=<bob@example.test> proto=ESMTP helo=<mail.other.example>`,
  `${day}T10:00:02Z mx postfix/smtpd[${number}]: disconnect from mail.other.example[192.0.2.9] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4`,
];
const visit = (day: string, number: number) => [
  `${day}T10:00:01Z mx postfix/smtpd[${number}]: connect from other.example[192.0.2.8]`,
  `${day}T10:00:02Z mx postfix/smtpd[${number}]: disconnect from other.example[192.0.2.8] ehlo=1 quit=1 commands=2`,
];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-day-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function ask(log: readonly string[], about: string) {
  const path = join(folder, "mail.log");
  writeFileSync(path, `${log.join("\n")}\n`);
  const asked = ["--to", "bob@example.test", "--from", "anna@other.example", "--about", about];
  return JSON.parse((await run("why", path, ...asked, "--zone", "UTC", "--json")).out);
}

test("nothing is there of 5 November, but of 11 May", async () => {
  const log = [...refusal("2026-05-11", 1), ...visit("2026-11-05", 2)];
  const { answers, understood } = await ask(log, "05/11/2026 10:00");
  expect(answers[0].cause).toBe("rcpt.user-unknown");
  expect(understood).toEqual([
    expect.stringMatching(/may be 5 November 2026 .* or 11 May 2026 .*: this is of the second/),
  ]);
});

test("what is there of 5 November is meant", async () => {
  const log = [...refusal("2026-05-11", 1), ...refusal("2026-11-05", 2)];
  const { answers, understood } = await ask(log, "05/11/2026 10:00");
  expect(answers[0].attempts.map(({ at }: { at: string }) => at)).toEqual(["2026-11-05T10:00:02.000Z"]);
  expect(understood).toBeUndefined();
});

test("no other day is taken where one alone is told", async () => {
  const { answers, understood } = await ask(
    [...refusal("2026-05-11", 1), ...visit("2026-11-05", 2)],
    "2026-11-05T10:00",
  );
  expect(answers[0].cause).toBe("never.no-trace");
  expect(understood).toBeUndefined();
});
