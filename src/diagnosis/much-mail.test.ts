/** Of an address with much mail that is asked for alone: what was lost last, whole, and a word where not all was looked at. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeReader } from "../app/reader.ts";
import { Zone } from "../base/zone.ts";
import type { Answers } from "./answer.ts";

const zone = new Zone("UTC");
const begin = Date.UTC(2026, 10, 3, 8);
const busy = "busy@example.test";

/** A line of Postfix so many seconds after the beginning. */
const line = (second: number, program: string, text: string): string =>
  `${new Date(begin + second * 1000).toISOString().slice(0, 19)}+00:00 mx postfix/${program}: ${text}`;

/** A visit that brings a message, and its delivery: two sessions. */
function delivered(second: number, number: number, sender = "ann@other.example"): readonly string[] {
  const id = (0xa0000 + number).toString(16).toUpperCase();
  const [smtpd, peer] = [`smtpd[${1000 + (number % 50)}]`, "mail.other.example[192.0.2.9]"];
  return [
    line(second, smtpd, `connect from ${peer}`),
    line(second, smtpd, `${id}: client=${peer}`),
    line(second, "cleanup[90]", `${id}: message-id=<${id}@other.example>`),
    line(second, "qmgr[91]", `${id}: from=<${sender}>, size=2000, nrcpt=1 (queue active)`),
    line(second, smtpd, `disconnect from ${peer} ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`),
    line(
      second,
      "lmtp[92]",
      `${id}: to=<${busy}>, relay=mx[private/dovecot-lmtp], delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 <${busy}> x Saved)`,
    ),
    line(second, "qmgr[91]", `${id}: removed`),
  ];
}

function refused(second: number, process: number, sender: string, reply: string): readonly string[] {
  const [smtpd, peer] = [`smtpd[${process}]`, "out.slow.example[198.51.100.4]"];
  return [
    line(second, smtpd, `connect from ${peer}`),
    line(
      second,
      smtpd,
      `NOQUEUE: reject: RCPT from ${peer}: ${reply}; from=<${sender}> to=<${busy}> proto=ESMTP helo=<out.slow.example>`,
    ),
    line(second, smtpd, `disconnect from ${peer} ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4`),
  ];
}

/** What Dovecot says of it. */
const dovecot = (second: number, texts: readonly string[]): readonly string[] =>
  texts.map((text) => line(second, "", text).replace("postfix/: ", "dovecot: "));
const messageId = (number: number): string => `<${(0xa0000 + number).toString(16).toUpperCase()}@other.example>`;
const stored = (second: number, number: number): readonly string[] =>
  dovecot(second, [
    `lmtp(${busy})<92><x${number}>: sieve: msgid=${messageId(number)}: stored mail into mailbox 'INBOX'`,
  ]);

/** A mail program fetches that message over POP3, and deletes it. */
const fetched = (second: number, number: number): readonly string[] =>
  dovecot(second, [
    `pop3-login: Login: user=<${busy}>, method=PLAIN, rip=192.0.2.77, lip=192.0.2.1, mpid=77, session=<abc>`,
    `pop3(${busy})<77><abc>: expunge: box=INBOX, uid=${number}, msgid=${messageId(number)}, size=2400`,
    `pop3(${busy})<77><abc>: Disconnected: Logged out top=0/0, retr=1/2400, del=1/900, size=2400`,
  ]);

async function asked(
  lines: readonly string[],
  when: { readonly about?: number; readonly from?: string } = {},
): Promise<Answers> {
  const folder = mkdtempSync(join(tmpdir(), "postino-much-"));
  try {
    const log = join(folder, "mail.log");
    writeFileSync(log, `${lines.join("\n")}\n`);
    const reader = await composeReader({ logs: [log], data: folder, askerZone: zone, zone });
    return await reader.why({ to: [busy], ...when, facts: {}, limit: 2 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const greylisted = `450 4.2.0 <${busy}>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/example.html`;
const unknown = `550 5.1.1 <${busy}>: Recipient address rejected: User unknown in virtual mailbox table`;

test("what was lost last is told of, and what was tried long before is no news", async () => {
  const lines = Array.from({ length: 900 }, (_, n) => [
    ...delivered(n * 10, n),
    ...([300, 505, 510, 515].includes(n) ? refused(n * 10 + 2, 2000, `old${n}@slow.example`, unknown) : []),
    // Its first try lies before the newest sessions, and its second is the last of all.
    ...([480, 895].includes(n) ? refused(n * 10 + 3, 2001, "slow@slow.example", greylisted) : []),
  ]).flat();
  const { answers, others } = await asked(lines);
  expect(answers[0]).toMatchObject({ cause: "rcpt.user-unknown", outcome: "refused" });
  expect(answers[0]?.attempts.map(({ at }) => (at - begin) / 1000)).toEqual([5152]);
  expect(others.map(({ cause, at }) => [cause, (at - begin) / 1000])).toEqual([
    ["rcpt.user-unknown", 5102],
    ["rcpt.user-unknown", 5052],
  ]);
  expect(answers[0]?.missing.join()).not.toContain("only the newest");
});

test("where nothing was lost in all that can be looked at, the answer says that there is more", async () => {
  const few = await asked(Array.from({ length: 500 }, (_, n) => delivered(n * 10, n)).flat());
  expect(few.answers[0]?.missing.join()).not.toContain("only the newest");
  const { answers } = await asked(Array.from({ length: 2100 }, (_, n) => delivered(n * 10, n)).flat());
  expect(answers[0]).toMatchObject({ cause: "store.delivered" });
  expect(answers[0]?.missing).toContain(
    "the time of the message: there is more than can be looked at, and only the newest 2000 sessions were",
  );
});

test("a second that is told means what came about then, and a second in which nothing came all the rest", async () => {
  const lines = Array.from({ length: 900 }, (_, n) => [
    ...delivered(n * 3, n),
    ...(n === 300 ? refused(n * 3 + 1, 2000, "old@slow.example", unknown) : []),
    // It is tried again a quarter of an hour later.
    ...([310, 610].includes(n) ? refused(n * 3 + 2, 2001, "slow@slow.example", greylisted) : []),
  ]).flat();
  const at = (second: number) => ({ about: begin + second * 1000 });
  const near = await asked(lines, at(901));
  expect(near.answers[0]).toMatchObject({ cause: "rcpt.user-unknown" });
  const waits = await asked(lines, at(932));
  expect(waits.answers[0]).toMatchObject({ cause: "rcpt.greylist" });
  expect(waits.answers[0]?.attempts.map(({ at: tried }) => (tried - begin) / 1000)).toEqual([932, 1832]);
  // Within three quarters of an hour, but not within minutes.
  const later = await asked(lines, at(2697 + 20 * 60));
  expect(later.answers[0]).toMatchObject({ cause: "store.delivered" });
});

test.each([
  ["of that sender", "slow@slow.example", 0],
  ["without a sender, as bounces are", "", 0],
  ["among much other mail of his", "ann@other.example", 450],
])("what was put off and comes again hours later is found: %s", async (_, sender, others) => {
  const lines = [
    ...refused(1, 2000, sender, greylisted),
    ...refused(2 * 3600, 2001, sender, greylisted),
    ...Array.from({ length: others }, (_, n) => delivered(3 * 3600 + n, n)).flat(),
  ];
  const { answers } = await asked(lines, { about: begin + 1500 });
  expect(answers[0]).toMatchObject({ cause: "rcpt.greylist" });
  expect(answers[0]?.attempts.map(({ at }) => (at - begin) / 1000)).toEqual([1, 7200]);
});

test("what a mail program did with the message of the asked sender is known, however many came", async () => {
  const lines = Array.from({ length: 900 }, (_, n) => [
    ...delivered(n * 20, n, n === 300 ? "carl@other.example" : "ann@other.example"),
    ...stored(n * 20, n),
    ...(n === 310 ? fetched(n * 20 + 5, 300) : []),
  ]).flat();
  for (const about of [undefined, begin + 300 * 20_000 - 13 * 60_000]) {
    const { answers } = await asked(lines, { from: "carl@other.example", ...(about !== undefined && { about }) });
    expect(answers[0]).toMatchObject({ cause: "client.pop3-taken", outcome: "removed" });
  }
});
