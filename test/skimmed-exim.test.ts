/** The same for Exim: every line that its reader knows, in main, reject and panic log, or through syslog, as they come. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { eximPatterns } from "../src/reading/exim/reader.ts";
import { compare, compareImported, pace, patience, placedIn, quietHead } from "./skim-suite.ts";

const samples = eximPatterns.flatMap((pattern) => pattern.samples);
const id = fc.constantFrom("1xXBxe-00071H-1r", "1xXBxf-00071W-0h", "1xXBxf-00071n-25", "1xXBxf-0000000071W-0hAb");
const peer = fc.constantFrom(
  ...["[192.0.2.7]", "[192.0.2.7]", "[192.0.2.8]", "[192.0.2.7]:40112", "[192.0.2.7]:40113", "[2001:db8::9]"],
);
const connectionId = fc.constantFrom("", "", "", " Ci=42");
const sender = fc.constantFrom("eve@sender.example", "Bob@Example.test", "odd+tag@example.org");
/** A known line under another id, of another client, about another message. */
const known = fc
  .tuple(fc.constantFrom(...samples), id, id, peer, connectionId, sender)
  .map(([sample, own, other, client, named, from]) =>
    sample
      .replace(/^\w{6}-\w{6,11}-\w{2,4} /, `${own} `)
      .replace(/R=\w{6}-\w{6,11}-\w{2,4}/, `R=${other}`)
      .replace(/(H=\S* ?(?:\([^)]*\) )?)\[[^\]]*\](?::\d+)?/, `$1${client}${named}`)
      .replace(/from (\([^)]*\) )?\[[^\]]*\](?::\d+)?/, `from $1${client}`)
      .replace(/\w+@sender\.example/, from),
  );
const often = fc.constantFrom(
  ...[
    "1xXBxe-00071H-1r <= eve@sender.example H=(client.example) [192.0.2.7]:40112 P=esmtp S=342 id=1@client.example",
    "1xXBxf-00071W-0h <= <> R=1xXBxe-00071H-1r U=Debian-exim P=local S=1707",
    "1xXBxf-00071W-0h <= eve@sender.example H=(client.example) [192.0.2.7] P=esmtp S=342",
    "1xXBxf-00071n-25 <= a.b+news@Sender.example H=mx.sender.example (client.example) [192.0.2.7] P=esmtps X=TLS1.3:ECDHE_X25519__AES_256_GCM:256 CV=no K S=342 id=2@client.example for x@example.test Odd+tag@example.org",
    '1xXBxe-00071H-1r <= SRS0=x=y=there.example=eve@fwd.example H=[192.0.2.8] P=esmtp S=9 T="for you" from <eve@sender.example> for x@example.test',
    "1xXBxf-00071W-0h <= eve@sender.example H=x.example [192.0.2.7] P=esmtpa A=login:eve@sender.example S=342 id=1@client.example: for x@example.test",
    "1xXBxf-00071n-25 <= root@example.test U=root P=local S=342",
    "1xXBxe-00071H-1r == bob@there.example R=dnslookup T=remote_smtp defer (110): Connection timed out",
    "1xXBxe-00071H-1r ** bob@there.example R=dnslookup T=remote_smtp: no",
    "1xXBxe-00071H-1r => bob <bob@example.test> R=mailboxes T=maildir",
    "1xXBxe-00071H-1r => >eve@sender.example <bob@example.test> R=away T=reply",
    "1xXBxe-00071H-1r => /srv/aside <system-filter> T=address_file",
    "1xXBxe-00071H-1r malware acl condition: clamd /run/clamd.ctl : unable to connect",
    "1xXBxe-00071H-1r H=(client.example) [192.0.2.7] F=<eve@sender.example> temporarily rejected after DATA",
    "1xXBxe-00071H-1r Completed",
    "H=(client.example) [192.0.2.7] F=<eve@sender.example> rejected RCPT <x@example.test>: Unrouteable address",
    "H=there.example (Client.Example) [192.0.2.7] X=TLS1.3:AES_256_GCM:256 CV=no F=<> temporarily rejected RCPT <Odd+tag@example.test>: 451 later",
    "H=192.0.2.7 [192.0.2.7] F=<a=b@sender.example> rejected RCPT <x@example.test>",
    "H=(client.example) [192.0.2.7]:40112 F=<eve@sender.example> rejected RCPT <x@example.test>: Unrouteable address",
    "SMTP connection from [192.0.2.7]:40112 I=[192.0.2.25]:25 (TCP/IP connection count = 1)",
    "SMTP connection from (client.example) [192.0.2.7]:40112 I=[192.0.2.25]:25 closed by QUIT",
    "SMTP connection from (client.example) [192.0.2.7]:40112 lost while reading message data",
    "no MAIL in SMTP connection from (client.example) [192.0.2.7] D=0.200s C=EHLO,QUIT",
    "H=(client.example) [192.0.2.7] incomplete transaction (RSET) from <eve@sender.example> for x@example.test",
    "1xXBxf-00071n-25 H=(client.example) [192.0.2.7] F=<eve@sender.example> rejected after DATA: spam",
  ],
);
/** What stands behind a refusal in a reject log, and what nobody wrote. */
const other = fc.constantFrom(
  ...["Envelope-from: <eve@sender.example>", "Envelope-to: <alice@example.test>", "    <bob@example.test>"],
  ...[
    "I Message-Id: <9@client.example>",
    "F From: Eve <eve@home.example>",
    "  Subject: hello",
    "  Subject: and again",
    "",
    "torn",
  ],
);
const text = fc.oneof(known, often, often);
const line = fc.record({ text, other, pace, shape: fc.nat(40), end: fc.constantFrom("\n", "\n", "\r\n") });
type Parts = typeof line extends fc.Arbitrary<infer T> ? T : never;

const stampOf = (at: number) => new Date(at).toISOString().slice(0, 19).replace("T", " ");

/** Before the clocks go back. */
const beginning = Date.UTC(2026, 9, 25, 1, 20);

/** As Exim writes into its own files: some stamps with milliseconds, a zone or the process. */
function eximFile(parts: readonly Parts[], isReject = false): Buffer {
  let at = beginning;
  const lines = parts.map((one) => {
    at += one.pace * 1000;
    if (one.shape < (isReject ? 15 : 2)) return one.other + one.end;
    const also = ["", ".250", " +0100", ".125 -0530", " [7]", " [8]"][one.shape - 15] ?? "";
    return `${stampOf(at)}${also} ${one.text}${one.shape === 30 ? " \uFFFD" : ""}${one.end}`;
  });
  return Buffer.from(lines.join(""));
}

/** As it comes through syslog: a refusal twice, a long line in parts. */
function syslogFile(parts: readonly Parts[]): Buffer {
  let at = beginning;
  const lines = parts.flatMap((one) => {
    at += one.pace * 1000;
    const head = `Oct 25 ${new Date(at).toISOString().slice(11, 19)} mx`;
    const said = (words: string) => `${head} exim[${one.shape < 20 ? 7 : 8}]: ${words}${one.end}`;
    const half = Math.floor(one.text.length / 2);
    if (one.shape === 0) return [`${head} last message repeated 2 times${one.end}`];
    if (one.shape === 1) return [said(`[1/2] ${one.text.slice(0, half)}`), said(`[2/2] ${one.text.slice(half)}`)];
    if (one.shape === 2) return [said(`[1\\2] ${one.text}`), said(`[2/2] ${one.other}`)];
    if (one.shape === 3) return [said(`message repeated 3 times: [ ${one.text}]`)];
    return one.shape < 12 ? [said(one.text), said(one.text)] : [said(one.text)];
  });
  return Buffer.from(lines.join(""));
}
const known3 = Buffer.from("2026-10-25 01:10:00 1xXBxz-00071H-1r Completed\n".repeat(3));
const parts = fc.array(line, { maxLength: 60 });
const runs = { numRuns: Number(process.env.RUNS ?? 50) };

test("any lines of main, reject and panic log, rotated, as clocks go back", { timeout: patience }, async () => {
  await fc.assert(
    fc.asyncProperty(parts, parts, parts, parts, async (first, second, reject, panic) => {
      await compare({
        "mainlog.1": Buffer.concat([known3, eximFile(first)]),
        mainlog: Buffer.concat([known3, eximFile(second)]),
        rejectlog: Buffer.concat([known3, eximFile(reject, true)]),
        paniclog: Buffer.concat([known3, eximFile(panic)]),
      });
    }),
    runs,
  );
});

test("any lines through syslog, and beside its own file", { timeout: patience }, async () => {
  await fc.assert(
    fc.asyncProperty(parts, parts, async (first, second) => {
      await compare({ "mail.log-20261026": syslogFile(first), mainlog: Buffer.concat([known3, eximFile(second)]) });
    }),
    runs,
  );
});

test("the same is told of logs that were imported while they grew", { timeout: patience }, async () => {
  // A log is known by its first lines: no two begin alike.
  const quiet = (minute: number) => quietHead(`2026-10-25 01:1${minute}:00 1xXBxz-00071H-1r Completed`);
  await fc.assert(
    fc.asyncProperty(parts, parts, parts, fc.integer({ min: 1, max: 4 }), async (first, second, reject, steps) =>
      compareImported(
        {
          "mainlog.1": Buffer.concat([quiet(0), eximFile(first)]),
          mainlog: Buffer.concat([quiet(1), eximFile(second)]),
          rejectlog: Buffer.concat([quiet(2), eximFile(reject, true)]),
        },
        steps,
      ),
    ),
    { numRuns: Number(process.env.RUNS ?? 5) },
  );
});

test("a refused recipient that the reject log tells, too, whichever is read first", async () => {
  const said =
    "H=(client.example) [192.0.2.7] F=<eve@sender.example> rejected RCPT <x@example.test>: Unrouteable address\n";
  const lines = Buffer.from(`2026-10-25 01:20:00 ${said}2026-10-25 01:20:00 ${said}2026-10-25 01:40:00 ${said}`);
  expect(await compare({ mainlog: lines, rejectlog: lines })).toBe(2);
  expect(await compare({ mainlog: lines, "a.rejectlog": lines })).toBe(2);
});

test("a client whose message was delivered while it came, in one line or in parts", async () => {
  const head = "Oct 25 01:20:00 mx exim[7]: ";
  const said = [
    '>> carol@takes.test R=remote T=remote_smtp H=127.0.0.2 [192.0.2.7] C="250 2.0.0 Ok: queued as R3M0TE2"',
  ].concat("<= eve@sender.example H=(client.example) [192.0.2.7]:40112 P=esmtp S=342 id=1@client.example");
  const lines = said.map((words) => `${head}1xXBxe-00071H-1r ${words}\n`);
  const parts = said.flatMap((words) => [
    `${head}[1/2] 1xXBxe-00071H-1r ${words.slice(0, 40)}\n`,
    `${head}[2/2] ${words.slice(40)}\n`,
  ]);
  expect(await compare({ "mail.log-20261026": Buffer.from(lines.join("")) })).toBe(2);
  expect(await compare({ "mail.log-20261026": Buffer.from(parts.join("")) })).toBe(2);
});

test("a sender who is refused behind a refused recipient, in the next file", async () => {
  const head = "2026-10-25 01:20:00";
  const client = "H=(client.example) [192.0.2.7]";
  const recipient = `${head} ${client} F=<eve@sender.example> rejected RCPT <x@example.test>: Unrouteable address\n`;
  const sender = `${head} rejected MAIL FROM:<eve@sender.example> ${client}: message too big: size=30000 max=20000\n`;
  const files = { "mainlog.1": recipient, mainlog: sender };
  const beginning = `2026-10-25 01:10:00 1xXBxz-00071H-1r Completed\n`;
  const logs = Object.entries(files).map(([name, said]) => [name, Buffer.from(beginning + said)]);
  expect(await compare(Object.fromEntries(logs))).toBe(4);
});

test("is skimmed", async () => {
  expect(await placedIn("mainlog", known3)).toBe(3);
});
