/** The same for Dovecot, and for whatever else stands in one mail.log: each session is of the format that knows its lines. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { dovecotPatterns } from "../src/reading/formats/dovecot.ts";
import { registry } from "../src/reading/formats/registry.gen.ts";
import { compare, compareImported, pace, patience, placedIn, quietHead } from "./skim-suite.ts";

const name = fc.constantFrom(
  "kNiONcJ1CmvqbwAAg+zDdQ",
  "V7nDW1Bhc7R/AAAL",
  "kNiONcJ1CmvqbwAAg+zDdQ:T3",
  "z4hnW1BhA5J/AAAE",
);
const user = fc.constantFrom("alice@example.test", "Bob@example.test", "alice@example.test", "carol");
const pid = fc.constantFrom("7", "8");
/** A known line of another session, process and user. */
const dovecotText = fc
  .tuple(fc.constantFrom(...dovecotPatterns.flatMap(({ samples }) => samples)), name, user, pid)
  .map(([sample, session, who, process]) =>
    sample
      .replace(/^([\w-]+\([^()]*\))<\d+><[^<>]*>/, `$1<${process}><${session}>`)
      .replace(/^([\w-]+)\(\d+\)/, `$1(${process})`)
      .replace(/^((?:imap|pop3|lmtp|lda)\()[^()\d][^()]*\)/, `$1${who})`)
      .replace(/session=<[^<>]*>/, `session=<${session}>`)
      .replace(/,<[^<>]*>\)/, `,<${session}>)`),
  );
const login = "method=PLAIN, rip=192.0.2.7, lip=192.0.2.25, session=<V7nDW1Bhc7R/AAAL>";
const often = fc.constantFrom(
  ...[
    "lmtp(7): Info: Connect from 192.0.2.9",
    "lmtp(alice@example.test)<7><kNiONcJ1CmvqbwAAg+zDdQ>: sieve: msgid=<1@client.example>: discard action: Marked message to be discarded if not explicitly delivered (discard action)",
    "lmtp(alice@example.test)<7><kNiONcJ1CmvqbwAAg+zDdQ:T3>: msgid=<2@client.example>: saved mail to INBOX",
    "lmtp(7): Info: Disconnect from 192.0.2.9: Logged out (state=READY)",
    "auth: passwd-file(alice@example.test,192.0.2.7,<V7nDW1Bhc7R/AAAL>): Password mismatch",
    `imap-login: Login: user=<alice@example.test>, ${login}`,
    `imap-login: Disconnected: Aborted login by logging out (auth failed, 2 attempts in 5 secs): user=<alice@example.test>, ${login}`,
    "imap(alice@example.test)<7><V7nDW1Bhc7R/AAAL>: copy from INBOX: box=Archive, uid=1, msgid=<3@client.example>, size=585",
    "imap(alice@example.test)<7><V7nDW1Bhc7R/AAAL>: expunge: box=INBOX, uid=2, msgid=<3@client.example>, size=585",
    "imap(alice@example.test)<7><V7nDW1Bhc7R/AAAL>: Error: something odd",
    "lmtp(alice@example.test)<7><kNiONcJ1CmvqbwAAg+zDdQ>: Error: something else",
  ],
);
const dovecotLine = fc.oneof(dovecotText, often, often).map((text) => `dovecot|${text}`);
/** All programs beside a mail server, and the server itself. */
const others = Object.values(registry).flatMap(({ id, programs = [], samples }) =>
  ["dovecot", "postfix", "exim"].includes(id)
    ? []
    : samples.map((text) => `${programs[0]?.replaceAll("*", "") ?? id}|${text}`),
);
const server = fc.constantFrom(
  ...[
    "postfix/smtpd|connect from mx1.example.net[192.0.2.7]",
    "postfix/smtpd|4A78F20C0EC: client=mx1.example.net[192.0.2.7]",
    "postfix/smtpd|disconnect from mx1.example.net[192.0.2.7] ehlo=1 quit=1 commands=2",
    "postfix/cleanup|4A78F20C0EC: message-id=<1@client.example>",
    "postfix/qmgr|4A78F20C0EC: from=<ann@example.com>, size=442, nrcpt=1 (queue active)",
    "postfix/qmgr|4A78F20C0EC: removed",
    "exim|1xXBxe-00071H-1r <= eve@sender.example H=(client.example) [192.0.2.7] P=esmtp S=342 id=1@client.example",
    "exim|1xXBxe-00071H-1r Completed",
  ],
);
const text = fc.oneof(
  { weight: 6, arbitrary: dovecotLine },
  { weight: 3, arbitrary: server },
  { weight: 2, arbitrary: fc.constantFrom(...others) },
);
const line = fc.record({ text, pace, pid, shape: fc.nat(40), host: fc.constantFrom("mx", "mx", "mx", "mx2") });
type Parts = typeof line extends fc.Arbitrary<infer T> ? T : never;
/** Before the clocks go back. */
const beginning = Date.UTC(2026, 9, 25, 1, 20);

/** Names of the administrator's own, by which no format is told. */
const renamed = (program: string): string =>
  program.replace(/^postfix\/.*/, "mta-out").replace(/^dovecot$/, "imap-back");

function mailLog(parts: readonly Parts[], named: (program: string) => string = (program) => program): Buffer {
  let at = beginning;
  const lines = parts.map((one) => {
    at += one.pace * 1000;
    const iso = new Date(at).toISOString();
    const [program, said] = [one.text.slice(0, one.text.indexOf("|")), one.text.slice(one.text.indexOf("|") + 1)];
    const isExact = one.shape === 0 && !program.startsWith("postfix");
    const stamp = isExact ? `${iso.slice(0, 19)}.125+01:00` : `Oct 25 ${iso.slice(11, 19)}`;
    if (one.shape === 1) return `${stamp} ${one.host} last message repeated 2 times\n`;
    if (one.shape === 2) return "torn\n";
    const words = one.shape === 3 ? `message repeated 3 times: [ ${said}]` : said;
    return `${stamp} ${one.host} ${named(program)}[${one.pid}]: ${words}\n`;
  });
  return Buffer.from(lines.join(""));
}

const dovecotStamp = (at: number) => `Oct 25 ${new Date(at).toISOString().slice(11, 19)}`;

/** As Dovecot writes into a file of its own, where a level stands in each line. */
function ownFile(parts: readonly Parts[]): Buffer {
  let at = beginning;
  const lines = parts.map(({ text: whole, pace: later }) => {
    at += later * 1000;
    const said = whole.slice(whole.indexOf("|") + 1);
    return `${dovecotStamp(at)} ${/: (?:Info|Warning|Error): /.test(said) ? said : said.replace(": ", ": Info: ")}\n`;
  });
  return Buffer.from(lines.join(""));
}
const parts = fc.array(line, { maxLength: 60 });
const runs = { numRuns: Number(process.env.RUNS ?? 50) };

test("any lines of any program in one mail.log, rotated, as clocks go back", { timeout: patience }, async () => {
  await fc.assert(
    fc.asyncProperty(parts, parts, parts, async (first, second, own) => {
      await compare({
        "mail.log-20261025": mailLog(first),
        "mail.log-20261026": mailLog(second),
        "dovecot.log": ownFile(own),
      });
    }),
    runs,
  );
});

test("Dovecot and Postfix under names that tell nothing", { timeout: patience }, async () => {
  await fc.assert(
    fc.asyncProperty(parts, parts, async (first, second) => {
      await compare({ "mail.log-20261025": mailLog(first, renamed), "mail.log-20261026": mailLog(second, renamed) });
    }),
    runs,
  );
});

test("the same is told of a log that was imported while it grew", { timeout: patience }, async () => {
  // A log is known by its first lines: no two begin alike.
  const syslogHead = (second: number) => quietHead(`Oct 25 03:20:0${second} mx cron[1]: nothing`);
  const files = (first: readonly Parts[], second: readonly Parts[], own: readonly Parts[]) => ({
    "mail.log-20261025": Buffer.concat([syslogHead(0), mailLog(first)]),
    "mail.log-20261026": Buffer.concat([syslogHead(1), mailLog(second)]),
    "dovecot.log": Buffer.concat([
      quietHead("Oct 25 03:20:00 master: Info: Dovecot v2.3.19.1 starting up"),
      ownFile(own),
    ]),
  });
  await fc.assert(
    fc.asyncProperty(parts, parts, parts, fc.integer({ min: 1, max: 4 }), async (first, second, own, steps) =>
      compareImported(files(first, second, own), steps),
    ),
    { numRuns: Number(process.env.RUNS ?? 5) },
  );
});

test("deliveries of a client that came long before, each with no other line than its own", async () => {
  const told = (text: string, later: number) => ({ text, pace: later, pid: "7", shape: 40, host: "mx" }) as Parts;
  const saved = (session: string) =>
    `dovecot|lmtp(alice@example.test)<7><${session}>: msgid=<${session}@client.example>: saved mail to INBOX`;
  const lines = [
    told("dovecot|lmtp(7): Info: Connect from 192.0.2.9", 0),
    told(saved("kNiONcJ1CmvqbwAAg+zDdQ"), 2000),
    told(saved("kNiONcJ1CmvqbwAAg+zDdQ:T3"), 2000),
  ];
  expect(await compare({ "mail.log-20261025": mailLog(lines) })).toBe(2);
});

test("lines of three formats in one file are skimmed", async () => {
  const lines = [
    "dovecot: imap-login: Login: user=<bob@example.test>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.25, session=<V7n>",
    "postfix/smtpd[7]: connect from unknown[192.0.2.7]",
    "exim[7]: 1xXBxe-00071H-1r Completed",
  ];
  const bytes = Buffer.from(lines.map((said) => `Oct 25 10:00:00 mx ${said}\n`).join(""));
  expect(await placedIn("mail.log-20261025", bytes)).toBe(3);
});
