/** The same for Postfix, whose lines stand in syslog files: hosts, years and clocks that go back come in. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { address, compare, compareImported, host, pace, patience, placed, quietHead } from "./skim-suite.ts";

const queueId = fc.constantFrom("4A78F20C0EC", "7CEE120C0D9", "4XYZk56Vhqz1d", "B9E5520C0D9");
const pid = fc.constantFrom(7, 7, 8, 9);
const client = fc.constantFrom(
  ...[
    "unknown[192.0.2.7]",
    "mx1.example.net[192.0.2.1]",
    "unknown[192.0.2.7]:40112",
    "LOCALHOST[::1]",
    "x_y[unknown]",
    "odd",
  ],
);
const messageId = fc.constantFrom("<1@example.com>", "<odd id@x>", "<a+b@example.com>", "", "<no-at>", "<x@y> tail");
const envelope = fc
  .tuple(address, address, host)
  .map(([sender, to, helo]) => `from=<${sender}> to=<${to}> proto=ESMTP helo=<${helo}>`);
const rest = "delay=0.04, delays=0.02/0.02/0/0, dsn=2.0.0,";
const smtpd = fc.tuple(client, queueId, envelope, address, fc.nat(20)).map(([from, queued, told, other, kind]) => {
  const lines = [
    ...[`connect from ${from}`, `connect from ${from}`, `disconnect from ${from} ehlo=1 mail=1 quit=1 commands=3`],
    ...[
      `disconnect from ${from}`,
      `${queued}: client=${from}`,
      `${queued}: client=${from}`,
      `${queued}: client=${from}, x=y`,
    ],
    `NOQUEUE: reject: RCPT from ${from}: 550 5.1.1 <${other}>: no such user; ${told}`,
    `NOQUEUE: reject: RCPT from ${from}: 450 4.7.1 later <again>; ${told}`,
    `NOQUEUE: reject: MAIL from ${from}: 552 5.3.4 too big; from=<${other}> proto=ESMTP helo=<x>`,
    ...[`lost connection after DATA (27 bytes) from ${from}`, `timeout after EHLO from ${from}`],
    ...[`warning: ${queued}: queue file size limit exceeded`, "warning: something else", "what is this?"],
    `warning: ${from}: SASL LOGIN authentication failed: UGFzc3dvcmQ6`,
    `warning: ${from}: SASL PLAIN authentication failed: (reason unavailable), sasl_username=${other}`,
    `${queued}: milter-hold: END-OF-MESSAGE from ${from}: milter triggers HOLD action; ${told}`,
  ];
  return `smtpd|${lines[kind % lines.length]}`;
});
const queue = fc
  .tuple(queueId, queueId, messageId, address, address, client, envelope, fc.nat(40))
  .map(([queued, other, message, recipient, sender, from, told, kind]) => {
    const lines = [
      ...[`cleanup|${queued}: message-id=${message}`, `cleanup|${queued}: message-id=${message}`],
      `qmgr|${queued}: from=<${sender}>, size=442, nrcpt=1 (queue active)`,
      `qmgr|${queued}: from=<${sender}>, size=442, nrcpt=1 (queue active) and more`,
      ...[`qmgr|${queued}: removed`, `qmgr|${queued}: removed`, `postsuper|${queued}: removed`],
      `virtual|${queued}: to=<${recipient}>, relay=virtual, ${rest} status=sent (delivered to maildir)`,
      `lmtp|${queued}: to=<${recipient}>, relay=mx[private/dovecot-lmtp], ${rest} status=sent (250 2.0.0 <${recipient}> k9y2AbCdEf12+Q:R2 Saved)`,
      `smtp|${queued}: to=<${recipient}>, relay=mx.example.net[192.0.2.1]:25, ${rest} status=sent (250 2.0.0 Ok: queued as ${other})`,
      `smtp|${queued}: to=<${recipient}>, orig_to=<${sender}>, relay=none, ${rest} status=deferred (no route)`,
      `local|${queued}: to=<${recipient}>, orig_to=<${sender}>, relay=local, ${rest} status=sent (forwarded as ${other})`,
      `smtp|${queued}: to=<${recipient}>, relay=none, status=sent (torn`,
      `bounce|${queued}: sender non-delivery notification: ${other}`,
      `pickup|${queued}: uid=0 from=<${sender}> orig_id=${other}`,
      `cleanup|${queued}: milter-reject: END-OF-MESSAGE from ${from}: 5.7.1 Spam; ${told}`,
      `cleanup|warning: ${queued}: odd`,
      "master|daemon started -- version 3.7.11, configuration /etc/postfix",
      ...["postscreen|CONNECT from [192.0.2.7]:40112 to [192.0.2.25]:25", "postscreen|PASS OLD [192.0.2.7]:40112"],
      ...["postscreen|DISCONNECT [192.0.2.7]:40112", "dnsblog|addr 192.0.2.7 listed by domain x as 127.0.0.2"],
      ...["CRON|(root) CMD (true)", "|last message repeated 2 times"],
    ];
    return lines[kind % lines.length] ?? "";
  });
const postfixLine = fc.record({
  pid,
  pace,
  text: fc.oneof(smtpd, queue),
  host: fc.constantFrom("mx", "mx", "mx", "mx2"),
  shape: fc.nat(30),
  end: fc.constantFrom("\n", "\n", "\r\n"),
});
type PostfixParts = typeof postfixLine extends fc.Arbitrary<infer T> ? T : never;
const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Before New Year, or before the clocks go back. */
const beginnings = [Date.UTC(2025, 11, 31, 23, 40), Date.UTC(2026, 9, 25, 1, 20)];

function postfixLog(parts: readonly PostfixParts[], beginning: number): Buffer {
  let at = beginning;
  const lines = parts.map((one) => {
    at += one.pace * 1000;
    const time = new Date(at);
    const [program = "", text] = one.text.split("|");
    const clocked = time.toISOString().slice(11, 19);
    const stamped =
      one.shape === 0
        ? `${time.toISOString().slice(0, 19)}+01:00`
        : `${names[time.getUTCMonth()]} ${String(time.getUTCDate()).padStart(2)} ${clocked}`;
    const named = program === "" ? "" : `${program === "CRON" ? program : `postfix/${program}`}[${one.pid}]: `;
    if (one.shape === 1) return `torn${one.end}`;
    return `${stamped} ${one.host} ${named}${text}${one.shape === 2 ? " \uFFFD" : ""}${one.end}`;
  });
  return Buffer.from(lines.join(""));
}
const opening = Buffer.from("Dec 31 23:00:00 mx postfix/smtpd[1]: connect from unknown[192.0.2.99]\n".repeat(3));
const postfixParts = fc.array(postfixLine, { maxLength: 80 });

const packedOrNot = fc.constantFrom(gzipSync, (bytes: Buffer) => bytes);

test("any lines, interleaved, rotated, packed and broken, over New Year and as clocks go back", {
  timeout: patience,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      postfixParts,
      postfixParts,
      fc.nat(1),
      fc.nat(60),
      packedOrNot,
      async (first, second, when, torn, pack) => {
        const one = Buffer.concat([...(when === 0 ? [opening] : []), postfixLog(first, beginnings[when] ?? 0)]);
        await compare({
          "mail.log-20260101": when === 0 ? pack(one.subarray(0, one.length - torn)) : Buffer.alloc(0),
          "mail.log-20261025": when === 0 ? Buffer.alloc(0) : pack(one),
          "mail.log-20261026": postfixLog(second, Date.UTC(2026, 9, 25, 12)),
        });
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 150) },
  );
});

/** Half a day later; what is open for a week without a word is kept as it stands when a log goes on. */
const later = 12 * 3_600_000;
const stampOf = (at: number) => new Date(at).toUTCString().replace(/^\w+, (\d+) (\w+) \d+ ([\d:]+) GMT$/, "$2 $1 $3");

test("the same is told of a log that was imported while it grew", { timeout: patience }, async () => {
  const file = (parts: readonly PostfixParts[], at: number) =>
    Buffer.concat([quietHead(`${stampOf(at)} mx cron[1]: nothing`), postfixLog(parts, at)]);
  await fc.assert(
    fc.asyncProperty(
      ...[postfixParts, postfixParts, fc.nat(1), fc.integer({ min: 1, max: 4 })],
      async (first, second, when, steps) => {
        const begun = beginnings[when] ?? 0;
        const [one, two] = when === 0 ? ["20251231", "20260102"] : ["20261025", "20261026"];
        const files = { [`mail.log-${one}`]: file(first, begun), [`mail.log-${two}`]: file(second, begun + later) };
        await compareImported(files, steps);
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 5) },
  );
});

test("is skimmed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "postino-skimmed-"));
  const path = join(folder, "mail.log-20260101");
  writeFileSync(path, opening);
  expect(await placed(path)).toBe(3);
  rmSync(folder, { recursive: true });
});
