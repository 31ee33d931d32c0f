/** What a stranger writes into a log never controls the terminal of who reads it, and colours are colours. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { explainPaste } from "../src/app/explain.ts";
import { composeReader, type Reader } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import { explanationAsText } from "../src/cli/explanation-text.ts";
import { answersAsText, attemptLine, painter } from "../src/cli/print.ts";
import { sessionLine, transcript } from "../src/cli/print-session.ts";
import { run } from "./program.ts";

const zone = new Zone("UTC");
const paint = painter(true);
const shown = { zone, paint, catalogue: undefined };
const now = Date.UTC(2026, 10, 25);
/** A title of the window, the cursor moved, the direction turned, and what has no width. */
const evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u200b";

let folder = "";
let reader: Reader;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "postino-harmless-"));
  const lines = [
    "connect from unknown[192.0.2.9]",
    `NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 550 5.1.1 <b${evil}ob@example.test>: no such user ${evil}; from=<a${evil}@other.example> to=<b${evil}ob@example.test> proto=ESMTP helo=<h${evil}>`,
    "disconnect from unknown[192.0.2.9] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4",
  ].map((text) => `Nov 24 10:00:01 mx postfix/smtpd[7]: ${text}`);
  const log = join(folder, `mail${evil.replaceAll("/", "")}.log`);
  writeFileSync(log, `${lines.join("\n")}\n`);
  reader = await composeReader({ logs: [log], data: folder, askerZone: zone, zone, year: 2026, now });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Only colours, which every terminal knows, and line ends may be there. */
function expectHarmless(text: string): void {
  const plain = text.replaceAll(/\x1b\[\d{1,2}m/g, "");
  expect(plain).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\u200b]/);
  expect(plain).toContain("\\x1B]0;owned\\x07");
  expect(stripVTControlCharacters(text)).toBe(plain);
}

const all = { to: [], facts: {}, limit: 5 };

test("an answer, an attempt and a session", async () => {
  const answers = await reader.why({ ...all, ip: "192.0.2.9" });
  expectHarmless(await answersAsText(answers, 1, { ...shown, reader }));
  const { traced } = await reader.trace(all);
  for (const attempt of traced) expectHarmless(attemptLine(attempt, zone, paint));
  expect(traced).toHaveLength(1);
  const [judged] = await reader.sessionsFor(all);
  if (!judged) throw new Error("no session");
  expectHarmless(sessionLine(judged.session, judged.verdict, zone, paint));
  expectHarmless(await transcript(judged.session, reader, zone, paint));
});

test("an explanation is painted, and its words are harmless", async () => {
  const reply = `550 5.1.1 <bob@example.test>: no such user ${evil}`;
  const text = explanationAsText(
    await explainPaste(Buffer.from(reply), { ours: [], zone, now, replies: undefined }),
    shown,
  );
  expect(text).toContain("\x1b[1m");
  expectHarmless(text);
});

test("a message about a file's name", async () => {
  const { err } = await run("why", join(folder, `none${evil.replaceAll("/", "")}.log`), "--to", "bob@example.test");
  expectHarmless(err);
});
