/** A bounce and a log: the question is taken from the one, the answer from the other. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "./program.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-bounce-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

// The bounce is a real one; the lines of the receiver's log are made up, in the shape of the recorded ones.
const bounce = "test/bounces/postfix-unknown.eml";
const lines = [
  "2026-11-28T09:33:47Z mx2 postfix/smtpd[7]: connect from mx.example.test[192.0.2.1]",
  "2026-11-28T09:33:48Z mx2 postfix/smtpd[7]: NOQUEUE: reject: RCPT from mx.example.test[192.0.2.1]: 550 5.1.1 <bob@unknown.test>: Recipient address rejected: User unknown in virtual mailbox table; from=<alice@home.test> to=<bob@unknown.test> proto=ESMTP helo=<mx.example.test>",
  "2026-11-28T09:33:48Z mx2 postfix/smtpd[7]: disconnect from mx.example.test[192.0.2.1] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4",
];
const log = () => {
  const path = join(folder, "mail.log");
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};

test("names recipient, sender and what was said; what is refused at RCPT is found though the log has no Message-ID of it", async () => {
  const { code, out } = await run("why", log(), "--bounce", bounce, "--zone", "UTC", "--json");
  const { question, answers } = JSON.parse(out);
  expect(code).toBe(0);
  expect(question).toMatchObject({ to: ["bob@unknown.test"], from: "alice@home.test" });
  expect(question.about).toMatch(/^2026-11-28T09:33:48/);
  expect(question.facts["sender-got"]).toContain("550 5.1.1");
  expect(answers[0]).toMatchObject({ outcome: "refused", cause: "rcpt.user-unknown", party: "sender" });
});

test("in words, what the sender was told comes first; what the asker says himself counts more", async () => {
  const { out } = await run("why", log(), "--bounce", bounce, "--zone", "UTC");
  expect(out).toMatch(/^The sender was told: This is a bounce from mx\.example\.test/);
  const other = await run("why", log(), "--bounce", bounce, "--to", "carol@unknown.test", "--zone", "UTC", "--json");
  expect(JSON.parse(other.out).question.to).toEqual(["carol@unknown.test"]);
});

test("that is none is an error that says what to do", async () => {
  const { code, out, err } = await run("why", log(), "--bounce", log());
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain("this is no bounce; see what it is with: postino explain");
});
