/** The logs of both servers, asked together: what the receiver's does not know, the sender's may. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { run } from "./program.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-sender-log-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, lines: readonly string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
};

const ask = (...words: readonly string[]) => run("why", ...words);

// Lines made up, in the shape of the recorded ones.
const receiver = [
  "2026-11-24T10:00:00Z mx postfix/smtpd[7]: connect from unknown[192.0.2.9]",
  "2026-11-24T10:00:01Z mx postfix/smtpd[7]: disconnect from unknown[192.0.2.9] ehlo=1 quit=1 commands=2",
];
const sender = [
  "2026-11-24T10:00:02Z out postfix/cleanup[3]: 4A78F20C0EC: message-id=<1@other.example>",
  "2026-11-24T10:00:02Z out postfix/qmgr[2]: 4A78F20C0EC: from=<anna@other.example>, size=442, nrcpt=1 (queue active)",
  "2026-11-24T10:00:32Z out postfix/smtp[4]: 4A78F20C0EC: to=<bob@example.test>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.test[192.0.2.25]:25: Connection timed out)",
];
const asked = ["--to", "bob@example.test", "--from", "anna@other.example", "--zone", "UTC", "--json"];

test("tells what the receiver's log cannot know", async () => {
  const [own, theirs] = [put("mail.log", receiver), put("sender.log", sender)];
  const alone = await ask(own, ...asked);
  expect(JSON.parse(alone.out).answers[0]).toMatchObject({ outcome: "never-seen", cause: "never.no-trace" });
  const { answers, question } = JSON.parse((await ask(own, "--sender-log", theirs, ...asked)).out);
  expect(question.side).toBe("receiver");
  expect(answers[0]).toMatchObject({ outcome: "deferred", cause: "connect.timeout", party: "network" });
  expect(answers[0].evidence[0]).toMatchObject({ file: theirs, line: 3 });
});

test("is read together with the records, too", async () => {
  const [own, theirs] = [put("mail.log", receiver), put("sender.log", sender)];
  const data = join(folder, "data");
  expect((await run("import", own, "--data", data)).code).toBe(0);
  const alone = await ask("--data", data, ...asked);
  expect(JSON.parse(alone.out).answers[0]).toMatchObject({ outcome: "never-seen", cause: "never.no-trace" });
  const { answers, searched } = JSON.parse((await ask("--data", data, "--sender-log", theirs, ...asked)).out);
  expect(answers[0]).toMatchObject({ outcome: "deferred", cause: "connect.timeout", party: "network" });
  expect(answers[0].evidence[0]).toMatchObject({ file: theirs, line: 3, text: sender[2] });
  expect(searched.files).toEqual([own, theirs]);
});

test("alone is an error that says what to name", async () => {
  const { code, err } = await ask("--sender-log", put("sender.log", sender), "--data", folder, ...asked);
  expect(code).toBe(2);
  expect(err).toContain(`no records in ${folder}; name a log file to read`);
});

test("of a data folder without records its log files are read, which it says", async () => {
  const data = join(folder, "restored");
  mkdirSync(join(data, "logs"), { recursive: true });
  writeFileSync(
    join(data, "logs", "s20261124-00.log"),
    "192.0.2.9        [1A22D31397201000] 10:02:10.461 *** <anna@other.example> <bob@example.test> 1 216 00:00:00 OK 1A22D31397E01000 transid=1A22D31397E01000\n",
  );
  const { out, err } = await ask("--data", data, ...asked);
  expect(JSON.parse(out).answers[0]).toMatchObject({ outcome: "delivered", cause: "store.delivered" });
  expect(err).toContain(`no records in ${data}: its log files are read`);
});

test("what the asker knows of the servers comes from a file, too", async () => {
  const own = put("mail.log", receiver);
  const facts = put("facts.json", ['{"smtpd_timeout": "25s", "note": "a VPN"}']);
  const { out } = await ask(own, "--facts", facts, "--fact", "note=none", ...asked);
  expect(JSON.parse(out).question.facts).toEqual({ smtpd_timeout: "25s", note: "none" });
  const wrong = await ask(own, "--facts", put("wrong.json", ["[1]"]), ...asked);
  expect(wrong).toMatchObject({ code: 2, out: "" });
  expect(wrong.err).toContain("wrong.json: it holds no object");
});
