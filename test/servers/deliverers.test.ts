/**
 * Delivery programs behind a real Postfix, which believes whatever they say with their exit. What became of each message is known from
 * the mailboxes; `why` must say the same from Postfix's log and from theirs.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composeReader } from "../../src/app/reader.ts";
import { Zone } from "../../src/base/zone.ts";
import { readLogs } from "../../src/reading/read.ts";
import { type Deliverers, startDeliverers } from "./deliverers.ts";

const zone = new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone);
const large = 300_000;

/** Sender, recipient, size of the body, and what must be told: outcome and cause. */
const stories: readonly (readonly [name: string, to: string, bodyBytes: number, told: string])[] = [
  ["inbox", "inbox@local.test", 100, "delivered store.delivered"],
  ["spam", "spam@local.test", 100, "delivered local.spam-folder"],
  ["drop", "drop@local.test", 100, "discarded local.filter-deleted"],
  ["forward", "forward@local.test", 100, "forwarded local.forward-nocopy"],
  ["program", "program@local.test", 100, "delivered local.autoreply-only"],
  ["copy", "copy@local.test", 100, "delivered store.delivered"],
  ["full", "full@local.test", large, "bounced eod.system-full"],
  ["full0", "full.0@local.test", large, "lost eod.system-full"],
  ["quota", "quota@local.test", large, "bounced local.quota-late"],
  ["quota0", "quota.0@local.test", large, "lost local.quota-late"],
  ["closed", "closed@local.test", 100, "bounced local.delivery-failed"],
  ["closed0", "closed.0@local.test", 100, "lost local.delivery-failed"],
  ["v-inbox", "inbox.verbose@local.test", 100, "delivered store.delivered"],
  ["v-drop", "drop.verbose@local.test", 100, "discarded local.filter-deleted"],
  ["v-quota0", "quota.verbose.0@local.test", large, "lost local.quota-late"],
  // Its log has no times, and says nothing of what it has done.
  ["b-inbox", "inbox.brief@local.test", 100, "delivered store.delivered"],
  ["m-inbox", "inbox@maildrop.test", 100, "delivered store.delivered"],
  ["m-drop", "drop@maildrop.test", 100, "discarded local.filter-deleted"],
  ["m-forward", "forward@maildrop.test", 100, "forwarded local.forward-nocopy"],
  ["m-program", "program@maildrop.test", 100, "delivered local.autoreply-only"],
  ["m-refuse", "refuse@maildrop.test", 100, "bounced local.delivery-failed"],
  ["m-full0", "full@maildrop0.test", large, "lost local.delivery-failed"],
  ["m-closed0", "closed@maildrop0.test", 100, "lost local.delivery-failed"],
  ["m-maildir0", "maildir@maildrop0.test", large, "lost local.delivery-failed"],
  ["l-inbox", "inbox@lda.test", 100, "delivered store.delivered"],
];

let site: Deliverers;
/** Bytes in the mailboxes that must stay empty. */
let lostBytes = 0;

const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0),
    0,
  );

/** With UPDATE=1 a program's log becomes a case that `npm test` reads; its events are then written by `cases.test.ts`. */
function record(program: string, version: string, name: string): void {
  const text = site.log(name).replaceAll(site.folder, "/srv/mail").trimEnd();
  const comment = `# Taken, thrown away, sent on, given to programs, and mailboxes that are full or closed: written by ${version} of Debian 12 behind Postfix.`;
  const path = `src/reading/cases/${name === "verbose.log" ? "procmail-verbose" : `${program}-deliveries`}.case`;
  writeFileSync(path, `${comment}\n-- log ${program} ${name} --\n${text}\n-- events --\n`);
}

/** … and with Postfix's log the case of what a program did behind its back; its answers are then written by `test/diagnosis.test.ts`. */
function recordQuestions(): void {
  const asked = stories.filter(([, to]) => to.endsWith("@local.test") && !/verbose|brief/.test(to)).map(([, to]) => to);
  const logs = [
    ["postfix", "mail.log", site.postfix.text()],
    ["procmail", "procmail.log", site.log("procmail.log")],
  ].map(
    ([format, name, text = ""]) =>
      `-- log ${format} ${name} --\n${text.replaceAll(site.folder, "/srv/mail").trimEnd()}`,
  );
  const comment =
    "# procmail behind Postfix, which believes that all is well where the shell says so.\n# Written by Postfix 3.7.11 and procmail 3.22 of Debian 12 under test/servers/deliverers.test.ts.";
  const questions = [...asked.map((to) => `--to ${to}`), "--to inbox.brief@local.test --from twin@sender.example"].join(
    "\n",
  );
  writeFileSync(
    "src/diagnosis/cases/local.delivery-failed.procmail.case",
    `${comment}\n${logs.join("\n")}\n-- questions --\n${questions}\n-- answers --\n`,
  );
}

beforeAll(async () => {
  site = await startDeliverers();
  for (const [name, to, bodyBytes] of stories) await site.send(name, [to], bodyBytes);
  // One message for two: the folder of one of them bears his name.
  await site.send("both", ["inbox@local.test", "closed.0@local.test"]);
  // Two at once of one sender, and one word that may be of either.
  await site.send("twin", ["inbox.brief@local.test"]);
  await site.send("twin", ["closed.0@local.test"]);
  lostBytes = bytesBelow(join(site.folder, "disk/small")) + bytesBelow(join(site.folder, "closed"));
  if (process.env.UPDATE !== "1") return;
  record("procmail", "procmail 3.22", "procmail.log");
  record("procmail", "procmail 3.22", "verbose.log");
  record("maildrop", "maildrop 2.9.3", "maildrop.log");
  recordQuestions();
}, 300_000);

afterAll(() => site?.stop());

const readerOf = (...logs: readonly string[]) =>
  composeReader({ logs, data: site.folder, askerZone: zone, zone, now: Date.now() });

test("what was meant to happen did happen, by the mailboxes and by Postfix's log", () => {
  const names = (folder: string) => readdirSync(join(site.folder, "mail", folder));
  expect(names("inbox/new").length).toBe(5);
  expect(names(".Junk/new").length).toBe(1);
  expect([names("copy/new").length, names("archive/new").length]).toEqual([1, 1]);
  expect(readFileSync(join(site.folder, "mail/md"), "utf8").match(/^Subject: /gm)?.length).toBe(1);
  expect(names("lda/new").length).toBe(1);
  expect(lostBytes).toBe(0);
  const sent = site.postfix.text().match(/(?:0@local|@maildrop0)\.test>.*status=sent/g);
  expect(sent?.length).toBe(9);
});

test("no line of the programs is unread", async () => {
  const logs = ["procmail.log", "verbose.log", "maildrop.log", "lda.log"].map((name) =>
    join(site.folder, "logs", name),
  );
  const { files } = await readLogs({ logs, zone }, () => {});
  expect(files.map(({ format, unread }) => `${format} ${unread}`).sort()).toEqual([
    "dovecot 0",
    "maildrop 0",
    "procmail 0",
    "procmail 0",
  ]);
});

test("why tells what became of each, from both logs", async () => {
  const reader = await readerOf(site.postfix.log, join(site.folder, "logs"));
  const told: string[] = [];
  for (const [name, to] of stories) {
    const { answers } = await reader.why({ to: [to], from: `${name}@sender.example`, facts: {}, limit: 5 });
    told.push(`${name} ${answers[0]?.outcome} ${answers[0]?.cause}`);
    expect(answers[0]?.confidence, name).toBeGreaterThanOrEqual(0.7);
  }
  expect(told).toEqual(stories.map(([name, , , expected]) => `${name} ${expected}`));
});

test("of a message for two the failure is told of the one whose it is", async () => {
  const reader = await readerOf(site.postfix.log, join(site.folder, "logs"));
  const { answers } = await reader.why({
    to: ["closed.0@local.test"],
    from: "both@sender.example",
    facts: {},
    limit: 5,
  });
  expect(answers.map(({ recipient, outcome }) => `${recipient} ${outcome}`).sort()).toEqual([
    "closed.0@local.test lost",
    "inbox@local.test delivered",
  ]);
});

test("a failure that may be of two messages is no more than one of two answers to each", async () => {
  const reader = await readerOf(site.postfix.log, join(site.folder, "logs"));
  for (const to of ["inbox.brief@local.test", "closed.0@local.test"]) {
    const { answers } = await reader.why({ to: [to], from: "twin@sender.example", facts: {}, limit: 5 });
    const [answer] = answers;
    expect([answer?.cause, answer?.alternatives.map(({ cause }) => cause)]).toEqual([
      "store.delivered",
      ["local.delivery-failed"],
    ]);
    expect(answer?.confidence).toBeLessThan(0.6);
    expect(answer?.missing[0]).toMatch(/^whose delivery it was that failed: several deliveries fit/);
  }
});

test("without the program's log the answer says that it is missing, and no more than what Postfix knows", async () => {
  const reader = await readerOf(site.postfix.log);
  const { answers } = await reader.why({
    to: ["quota.0@local.test"],
    from: "quota0@sender.example",
    facts: {},
    limit: 5,
  });
  const [answer] = answers;
  expect(answer?.outcome).toBe("delivered");
  expect(answer?.sentence).toContain("was handed to the program /usr/bin/procmail");
  expect(answer?.missing).toEqual(["the log of the program that took it"]);
});
