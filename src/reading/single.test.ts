import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectLinear } from "../../test/growth.ts";
import { Zone } from "../base/zone.ts";
import { cyrusPatterns } from "./cyrus/lines.ts";
import { dmaPatterns } from "./dma/lines.ts";
import { eventLine } from "./event-line.ts";
import { amavisPatterns } from "./formats/amavis.ts";
import { clamdPatterns } from "./formats/clamd.ts";
import { clamsmtpPatterns } from "./formats/clamsmtp.ts";
import { dkimpyMilterPatterns } from "./formats/dkimpy-milter.ts";
import { fail2banPatterns } from "./formats/fail2ban.ts";
import { fetchmailPatterns } from "./formats/fetchmail.ts";
import { getmailPatterns } from "./formats/getmail.ts";
import { haproxyPatterns } from "./formats/haproxy.ts";
import { maildropPatterns } from "./formats/maildrop.ts";
import { mailfromdPatterns } from "./formats/mailfromd.ts";
import { mailscannerPatterns } from "./formats/mailscanner.ts";
import { mimedefangPatterns } from "./formats/mimedefang.ts";
import { msmtpPatterns } from "./formats/msmtp.ts";
import { opendkimPatterns } from "./formats/opendkim.ts";
import { opendmarcPatterns } from "./formats/opendmarc.ts";
import { pmgPatterns } from "./formats/pmg.ts";
import { policydRateLimitPatterns } from "./formats/policyd-rate-limit.ts";
import { policydSpfPatterns } from "./formats/policyd-spf.ts";
import { policydSpfPerlPatterns } from "./formats/policyd-spf-perl.ts";
import { policydWeightPatterns } from "./formats/policyd-weight.ts";
import { postfwdPatterns } from "./formats/postfwd.ts";
import { postgreyPatterns } from "./formats/postgrey.ts";
import { postsrsdPatterns } from "./formats/postsrsd.ts";
import { procmailPatterns } from "./formats/procmail.ts";
import { pyspfMilterPatterns } from "./formats/pyspf-milter.ts";
import { rspamdPatterns } from "./formats/rspamd.ts";
import { saslauthdPatterns } from "./formats/saslauthd.ts";
import { spamassMilterPatterns } from "./formats/spamass-milter.ts";
import { spamassassinPatterns } from "./formats/spamassassin.ts";
import { spamcPatterns } from "./formats/spamc.ts";
import { spampdPatterns } from "./formats/spampd.ts";
import { sqlgreyPatterns } from "./formats/sqlgrey.ts";
import { ssmtpPatterns } from "./formats/ssmtp.ts";
import { stunnelPatterns } from "./formats/stunnel.ts";
import { unboundPatterns } from "./formats/unbound.ts";
import { nullmailerPatterns } from "./nullmailer/lines.ts";
import { readLogs } from "./read.ts";

const tables = {
  amavis: amavisPatterns,
  clamd: clamdPatterns,
  clamsmtpd: clamsmtpPatterns,
  fail2ban: fail2banPatterns,
  maildrop: maildropPatterns,
  mailscanner: mailscannerPatterns,
  mimedefang: mimedefangPatterns,
  cyrus: cyrusPatterns,
  dma: dmaPatterns,
  msmtp: msmtpPatterns,
  nullmailer: nullmailerPatterns,
  opendkim: opendkimPatterns,
  opendmarc: opendmarcPatterns,
  pmg: pmgPatterns,
  "policyd-spf": policydSpfPatterns,
  "policy-spf": policydSpfPerlPatterns,
  "policyd-weight": policydWeightPatterns,
  postfwd: postfwdPatterns,
  postgrey: postgreyPatterns,
  postsrsd: postsrsdPatterns,
  procmail: procmailPatterns,
  rspamd: rspamdPatterns,
  "pyspf-milter": pyspfMilterPatterns,
  "dkimpy-milter": dkimpyMilterPatterns,
  "spamass-milter": spamassMilterPatterns,
  mailfromd: mailfromdPatterns,
  "policyd-rate-limit": policydRateLimitPatterns,
  fetchmail: fetchmailPatterns,
  getmail: getmailPatterns,
  haproxy: haproxyPatterns,
  stunnel: stunnelPatterns,
  unbound: unboundPatterns,
  saslauthd: saslauthdPatterns,
  spamc: spamcPatterns,
  spamd: spamassassinPatterns,
  spampd: spampdPatterns,
  sqlgrey: sqlgreyPatterns,
  ssmtp: ssmtpPatterns,
};

describe.each(Object.entries(tables))("the patterns of %s", (_, patterns) => {
  test.each(patterns.map((pattern) => [pattern.name, pattern] as const))(
    "%s alone reads its samples",
    (name, { samples }) => {
      expect(samples.length).toBeGreaterThan(0);
      for (const sample of samples)
        expect(
          patterns.filter(({ line }) => line.test(sample)).map((pattern) => pattern.name),
          sample,
        ).toEqual([name]);
    },
  );

  test("take time in proportion to the length of a hostile line", async () => {
    const read = (texts: readonly string[]) => {
      for (const text of texts) for (const { line } of patterns) line.test(text);
    };
    const starts = patterns.flatMap(({ samples }) => samples.flatMap((one) => [one, one.slice(0, one.length / 2)]));
    for (const tail of ["<a>,", ", id: <", "(a", "[", ", ", "A(1)", "x: y, ", "-> <", " "]) {
      const lines = (bytes: number) => starts.map((start) => start + tail.repeat(bytes / tail.length));
      const [short, long] = [lines(32_768), lines(65_536)];
      await expectLinear({ name: tail, short: () => read(short), long: () => read(long), times: 3, least: 33 });
    }
  }, 60_000);
});

/** Reads one file; what is told of it, without the sessions' ids. */
async function told(name: string, lines: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "postino-single-"));
  try {
    const path = join(folder, name);
    writeFileSync(path, `${lines.join("\n")}\n`);
    const events: string[] = [];
    const options = { logs: [path], zone: new Zone("UTC"), now: 0 };
    const { files } = await readLogs(options, (event) => void events.push(eventLine(event)));
    const told = events.filter((line) => !/ session\.(?:opened|closed) /.test(line));
    return {
      format: files[0]?.format,
      unread: files[0]?.unread,
      told: told.map((line) => line.replace(/ session=\w+/, "")),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("a program's own file", () => {
  test("of fail2ban is read: bans and what they were for", async () => {
    // As Fail2ban 1.0.2 wrote it.
    const lines = [
      "2026-11-28 07:10:55,961 fail2ban.server         [24968]: INFO    Starting Fail2ban v1.0.2",
      "2026-11-28 07:10:59,993 fail2ban.filter         [24968]: INFO    [dovecot] Found 192.0.2.7 - 2026-11-28 07:10:59",
      "2026-11-28 07:11:01,987 fail2ban.actions        [24968]: NOTICE  [dovecot] Ban 192.0.2.7",
      "2026-11-28 07:11:04,012 fail2ban.actions        [24968]: NOTICE  [dovecot] Unban 192.0.2.7",
    ];
    expect(await told("fail2ban.log", lines)).toEqual({
      format: "fail2ban",
      unread: 0,
      told: [
        '2026-11-28T07:10:55.961Z service.started service=intrusion title="Fail2ban v1.0.2"',
        '2026-11-28T07:10:59.993Z decision service=intrusion peer=192.0.2.7 by=fail2ban.dovecot verdict=found detail="Found 192.0.2.7"',
        '2026-11-28T07:11:01.987Z decision service=intrusion peer=192.0.2.7 by=fail2ban.dovecot verdict=ban detail="Ban 192.0.2.7"',
        '2026-11-28T07:11:01.987Z block.added service=intrusion blocked=192.0.2.7 rule=dovecot code="" reason="fail2ban jail dovecot"',
        '2026-11-28T07:11:04.012Z decision service=intrusion peer=192.0.2.7 by=fail2ban.dovecot verdict=unban detail="Unban 192.0.2.7"',
        "2026-11-28T07:11:04.012Z block.ended service=intrusion blocked=192.0.2.7 how=expired",
      ],
    });
  });

  test("of rspamd is read: the score, by queue id and Message-ID", async () => {
    // As rspamd 3.4 wrote it.
    const lines = [
      "2026-11-28 07:11:37 #25187(normal) <f357ab>; task; rspamd_mime_part_get_cte: detected missing CTE for part as: 7bit",
      "2026-11-28 07:11:37 #25187(normal) <f357ab>; task; rspamd_task_write_log: id: <spam1@client.example>, qid: <4A78F20C0EC>, ip: 192.0.2.7, from: <a@sender.example>, (default: S (reject): [15.00/15.00] [GTUBE(0.00){}]), len: 160, time: 0.233ms, dns req: 0, digest: <9cb801454a59df2f2ee0baf32295fa12> rcpts: <bob@example.test,ann@example.test>,  mime_rcpt: <bob@example.test>, ",
    ];
    expect(await told("rspamd.log", lines)).toEqual({
      format: "rspamd",
      unread: 0,
      told: [
        '2026-11-28T07:11:37.000Z message.scored service=antispam peer=192.0.2.7 queueId=4A78F20C0EC messageId=<spam1@client.example> sender=a@sender.example recipient=bob@example.test count=2 score=15 parts={"GTUBE":0} letters={} action=reject',
        '2026-11-28T07:11:37.000Z message.scored service=antispam peer=192.0.2.7 queueId=4A78F20C0EC messageId=<spam1@client.example> sender=a@sender.example recipient=ann@example.test count=2 score=15 parts={"GTUBE":0} letters={} action=reject',
      ],
    });
  });
});

test("programs of one syslog file are told apart by their names", async () => {
  const at = "2026-11-28T07:11:26.664371+00:00 vm";
  const { format, unread } = await told("mail.log", [
    `${at} policyd-spf[25415]: ${policydSpfPatterns[0]?.samples[0]}`,
    `${at} postgrey[25155]: ${postgreyPatterns[0]?.samples[0]}`,
    `${at} spamd[25989]: ${spamassassinPatterns[0]?.samples[0]}`,
    `${at} amavis[28437]: ${amavisPatterns[0]?.samples[1]}`,
    `${at} rspamd[25187]: ${rspamdPatterns[0]?.samples[0]}`,
    `${at} opendkim[21053]: ${opendkimPatterns[0]?.samples[0]}`,
    `${at} opendmarc[20214]: ${opendmarcPatterns[0]?.samples[0]}`,
    `${at} dovecot: imap-login: Login: user=<bob>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.25, mpid=1, session=<a>`,
  ]);
  expect({ format, unread }).toEqual({
    format: "amavis+dovecot+opendkim+opendmarc+policyd-spf+postgrey+rspamd+spamassassin",
    unread: 0,
  });
});

test("Postfix bears any name, also one below another; Cyrus has programs called so, too", async () => {
  const at = "2026-11-28T07:11:26.664371+00:00 vm";
  const reject =
    "NOQUEUE: reject: RCPT from [203.0.113.14]:44697: 550 5.7.1 Service unavailable; client [203.0.113.14] blocked using zen.example; from=<a@sender.example>, to=<bob@example.test>, proto=ESMTP, helo=<x>";
  const {
    format,
    unread,
    told: events,
  } = await told("mail.log", [
    `${at} mx-in/postscreen[25415]: CONNECT from [203.0.113.14]:44697 to [192.0.2.20]:25`,
    `${at} mx-in/postscreen[25415]: ${reject}`,
    `${at} mx-in/submission/smtpd[7063]: connect from phone.example[203.0.113.103]`,
    `${at} mx-in/submission/smtpd[7063]: NOQUEUE: reject: RCPT from phone.example[203.0.113.103]: 553 5.7.1 <a@example.test>: Sender address rejected: not owned by user b@example.test; from=<a@example.test> to=<c@example.org> proto=ESMTP helo=<phone>`,
    `${at} cyrus/master[7063]: process 456 exited, status 0`,
  ]);
  expect({ format, unread }).toEqual({ format: "cyrus+postfix", unread: 0 });
  expect(events.filter((event) => event.includes(" rcpt.refused "))).toHaveLength(2);
});
