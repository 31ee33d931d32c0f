import { mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import type { MailEvent } from "../events/event.ts";
import { eventLine } from "./event-line.ts";
import { dateInName } from "./input.ts";
import { rawLines } from "./raw.ts";
import { type ReadOptions, readLogs } from "./read.ts";
import { maxLineBytes } from "./split.ts";

// All lines here are made up, in the shape of the recorded ones.
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-read-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const zone = new Zone("Europe/Rome");

function put(name: string, content: string | Buffer, modified?: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  if (modified) utimesSync(path, new Date(modified), new Date(modified));
  return path;
}

async function read(logs: readonly string[], more: Partial<ReadOptions> = {}) {
  const events: MailEvent[] = [];
  const stat = await readLogs({ logs, zone, ...more }, (event) => void events.push(event));
  return { events, stat };
}

const connect = "mx postfix/smtpd[7]: connect from unknown[192.0.2.7]";
const disconnect = "mx postfix/smtpd[7]: disconnect from unknown[192.0.2.7] ehlo=1 quit=1 commands=2";
const times = (events: readonly MailEvent[]) => events.map(({ at }) => new Date(at).toISOString());
const session = (time: string) => `${time} ${connect}\n${time} ${disconnect}\n`;

describe("stamps", () => {
  test.each([
    ["2026-11-24T10:00:00.123456+01:00", "2026-11-24T09:00:00.123Z"],
    ["2026-11-24T10:00:00Z", "2026-11-24T10:00:00.000Z"],
    ["2026-11-24T10:00:00-0500", "2026-11-24T15:00:00.000Z"],
    ["2026-11-24 10:00:00", "2026-11-24T09:00:00.000Z"],
    ["<22>Nov 24 10:00:00", "2026-11-24T09:00:00.000Z"],
    ["Nov  4 10:00:00.500", "2026-11-04T09:00:00.500Z"],
    ["Nov 4 10:00:00", "2026-11-04T09:00:00.000Z"],
    ["\tNov 24 10:00:00", "2026-11-24T09:00:00.000Z"],
    ["    2026-11-24T10:00:00Z", "2026-11-24T10:00:00.000Z"],
    ["> 2026-11-24T10:00:00Z", "2026-11-24T10:00:00.000Z"],
    ["Tue 2026-11-24 10:00:00 UTC", "2026-11-24T10:00:00.000Z"],
    ["Tue 2026-11-24 10:00:00 CET", "2026-11-24T09:00:00.000Z"],
    ["1795514400.250000", "2026-11-24T10:00:00.250Z"],
  ])("%s is read", async (stamp, instant) => {
    const { events, stat } = await read([put("mail.log-20261124", session(stamp))]);
    expect(times(events)[0]).toBe(instant);
    expect(stat.files[0]).toMatchObject({ format: "postfix", lines: 2, read: 2, unread: 0 });
  });

  test.each([
    ["BusyBox", "Nov 24 10:00:00 mx mail.info "],
    ["a container's rsyslog with levels in columns", "2026-11-24T10:00:00.5+01:00 INFO    "],
    ["the same with the longest of them", "2026-11-24T10:00:00.5+01:00 WARNING "],
    ["FreeBSD's syslogd -v", "Nov 24 10:00:00 <mail.info> mx "],
    ["FreeBSD's syslogd -vv", "Nov 24 10:00:00 <2.6> mx "],
    ["a line without its host", "Nov 24 10:00:00 "],
  ])("%s is read", async (_, head) => {
    const text = [connect, disconnect].map((line) => `${head}${line.slice("mx ".length)}\n`).join("");
    const { events, stat } = await read([put("mail.log-20261124", text)]);
    expect(events[0]).toMatchObject({ kind: "session.opened", peer: "192.0.2.7" });
    expect(events[0]?.node).toBe(head.includes("mx") ? "mx" : "log");
    expect(stat.files[0]).toMatchObject({ format: "postfix", lines: 2, read: 2, unread: 0 });
  });

  // As journalctl prints them under LC_TIME of that country.
  test.each(["Okt 24", "Mär  5", "giu 24", "févr. 24", "dez 24", "sty 24"])(
    "%s: a month of another language",
    async (date) => {
      const text = [connect, disconnect].map((line) => `${date} 10:00:00 ${line}\n`).join("");
      const { events } = await read([put("mail.log", text)], { year: 2026 });
      const month = ["sty", "févr.", "Mär", "", "", "giu", "", "", "", "Okt", "", "dez"].indexOf(
        date.split(" ")[0] ?? "",
      );
      expect(new Date(events[0]?.at ?? 0).getUTCMonth()).toBe(month);
    },
  );

  test("lines of programs' own files between those of syslog, and words that no logger wrote", async () => {
    const ban = "2026-11-24 10:00:00,802 fail2ban.actions        [811]: NOTICE  [postfix-sasl] Ban 198.51.100.88";
    const spoken = ["sh: 1: filter: not found", "From eve@sender.example", "Subject: Test", "done"];
    const text = [`Nov 24 09:59:59 ${connect}`, ban, `Nov 24 10:00:01 ${disconnect}`, ...spoken].join("\n");
    const { events, stat } = await read([put("mail.log-20261124", text)]);
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["session.opened", "decision"]));
    expect(stat.files[0]).toMatchObject({ format: "fail2ban+postfix", read: 3, unread: 4 });
  });

  test("RFC 5424 is read", async () => {
    const line = `<22>1 2026-11-24T10:00:00Z mx postfix/smtpd 7 - [x@1 a="\\"]"] connect from unknown[192.0.2.7]\n`;
    const { events } = await read([put("syslog", line)]);
    expect(events.map(eventLine)).toEqual([
      expect.stringMatching(/^2026-11-24T10:00:00.000Z session.opened session=\w{16} peer=192.0.2.7 role=server$/),
    ]);
  });

  test("a year is taken from --year, else from the name, else from the modification time, and rolls over", async () => {
    const text = session("Dec 31 23:59:59") + session("Jan  1 00:00:01") + session("Dec 31 23:59:59");
    const years = async (path: string, year?: number) =>
      times((await read([path], year === undefined ? {} : { year })).events).map((time) => time.slice(0, 13));
    const rolled = (before: number) =>
      [`${before}-12-31T22`, `${before}-12-31T23`, `${before}-12-31T22`].flatMap((time) => [time, time, time]);
    expect(await years(put("a.log", text), 2019)).toEqual(rolled(2019));
    expect(await years(put("mail.log-20210104", text, "2026-01-02T00:00:00Z"))).toEqual(rolled(2020));
    expect(await years(put("b.log", text, "2024-01-02T00:00:00Z"))).toEqual(rolled(2023));
  });

  test("in the hour that DST repeats, lines go on", async () => {
    const text = session("Oct 25 02:59:58") + session("Oct 25 02:00:01");
    const { events } = await read([put("mail.log-20261026", text)]);
    expect([...new Set(times(events))]).toEqual(["2026-10-25T00:59:58.000Z", "2026-10-25T01:00:01.000Z"]);
  });

  test("a date in a name is read from the right", () => {
    const dated = ["s20110516-00.log", "m120190913-01.log", "mail.log-20261124.gz", "2026-11-24.log", "mail.log.1"];
    const day = (time: number | undefined) => time && new Date(time).toISOString().slice(0, 10);
    expect(dated.map((name) => day(dateInName(name)))).toEqual([
      "2011-05-16",
      "2019-09-13",
      "2026-11-24",
      "2026-11-24",
      undefined,
    ]);
  });
});

describe("wrapped lines", () => {
  const stamp = "2026-11-24T10:00:00.5Z";
  /** Fields after systemd.journal-fields(7). */
  const journal = (message: unknown) =>
    JSON.stringify({
      __REALTIME_TIMESTAMP: String(Date.parse(stamp) * 1000),
      _HOSTNAME: "mx",
      SYSLOG_IDENTIFIER: "postfix/smtpd",
      _PID: "7",
      MESSAGE: message,
    });
  const docker = (log: string) => JSON.stringify({ log, stream: "stdout", time: stamp });
  const [came, went] = [connect, disconnect].map((line) => line.slice(line.indexOf(": ") + 2)) as [string, string];
  test.each([
    ["journald's JSON", [journal(came), journal([...Buffer.from(went)])], "mx"],
    ["Docker's JSON", [docker(`postfix/smtpd[7]: ${came}\n`), docker(`postfix/smtpd[7]: ${went}\n`)], "log"],
    ["syslog in Docker's JSON", [connect, disconnect].map((line) => docker(`Nov 24 11:00:00.5 ${line}\n`)), "mx"],
    ["Kubernetes", [connect, disconnect].map((line) => `${stamp} stdout F Nov 24 11:00:00.5 ${line}`), "mx"],
    ["docker compose", [connect, disconnect].map((line) => `mail-1  | ${stamp} ${line}`), "mx"],
    [
      "docker compose in a journal",
      [connect, disconnect].map(
        (line) => `Nov 24 11:00:01 host docker-compose[2]: mail-1  | Nov 24 11:00:00.5 ${line}`,
      ),
      "mx",
    ],
    [
      "the same of a container without stamps",
      [came, went].map((text) => `${stamp} host docker-compose[2]: mail-1  | postfix/smtpd[7]: ${text}`),
      "host",
    ],
  ])("%s is read, and its evidence is the whole line", async (_, lines, node) => {
    const { events, stat } = await read([put("mail.log-20261124", `${lines.join("\n")}\n`)]);
    expect(stat.files[0]).toMatchObject({ format: "postfix", read: 2, unread: 0 });
    expect(events.map(({ kind }) => kind)).toEqual(["session.opened", "session.counted", "session.closed"]);
    expect(events[0]).toMatchObject({ at: Date.parse(stamp), node, peer: "192.0.2.7" });
    expect(await rawLines(events.flatMap(({ source }) => source ?? []))).toEqual([lines[0], lines[1], lines[1]]);
  });

  test.each([
    ["kubectl", "mx-0 ", "mx-0"],
    ["nothing", "", "log"],
    ["docker compose", "smtp_1       | ", "log"],
  ])("without a stamp, behind %s, they are of their file's time", async (_, before, node) => {
    const lines = [came, went].map((text) => `${before}postfix/smtpd[7]: ${text}`);
    const { events, stat } = await read([put("mail.log", `${lines.join("\n\n")}\n`, stamp)]);
    expect(stat.files[0]).toMatchObject({ format: "postfix", read: 2, unread: 0 });
    expect(events[0]).toMatchObject({ at: Date.parse(stamp), node, peer: "192.0.2.7" });
    expect(await rawLines(events.flatMap(({ source }) => source ?? []))).toEqual([lines[0], lines[1], lines[1]]);
  });

  test("lines of another kind among them are unread, and nothing throws", async () => {
    const good = [journal(came), journal(went), journal(came), journal(went)];
    const lines = [...good, "{", '{"MESSAGE":null}', "[]", journal("x"), '{"log":7,"time":{}}', "", ...good];
    const { stat } = await read([put("mail.log-20261124", lines.join("\n"))]);
    expect(stat.files[0]).toMatchObject({ lines: 14, read: 8, ignored: 1, unread: 5 });
  });
});

test("of a time without a date it is the last one before the file was changed", async () => {
  const lines = ["11:00:01", "9:59:59"].map((time) => `${time} mx mail.info ${connect.slice("mx ".length)}`);
  const { events } = await read([put("mail.log", `${lines.join("\n")}\n`, "2026-11-24T09:30:00Z")]);
  const opened = events.filter(({ kind }) => kind === "session.opened");
  expect(times(opened)).toEqual(["2026-11-23T10:00:01.000Z", "2026-11-24T08:59:59.000Z"]);
  expect(opened[0]?.node).toBe("mx");
});

test("of Dovecot's lines without a stamp the services tell that they are its own", async () => {
  const line =
    "imap(bob@example.test)<974><UjBpKvbpZqAqAjAz>: expunge: box=INBOX, uid=120, msgid=<a@b.example>, size=9";
  const { stat } = await read([put("mail.log", `${line}\n`, "2026-11-24T09:30:00Z")]);
  expect(stat.files[0]).toMatchObject({ format: "dovecot", read: 1, unread: 0 });
});

describe("lines that stand for several", () => {
  const refused =
    "mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from unknown[192.0.2.7]: 550 5.1.1 <x@example.test>: no; from=<a@b.example> to=<x@example.test> proto=ESMTP helo=<c>";
  const quoted = refused.replace("NOQUEUE", "message repeated 3 times: [ NOQUEUE");
  test.each([
    ["syslogd", `Nov 24 10:00:01 ${refused}\nNov 24 10:00:09 mx last message repeated 3 times\n`],
    ["rsyslog", `Nov 24 10:00:01 ${refused}\nNov 24 10:00:09 ${quoted}]\n`],
  ])("%s: each refusal is one", async (_, repeated) => {
    const text = `Nov 24 10:00:00 ${connect}\n${repeated}Nov 24 10:00:10 ${disconnect}\n`;
    const { events, stat } = await read([put("mail.log-20261124", text)]);
    const refusals = events.filter(({ kind }) => kind === "rcpt.refused");
    expect(times(refusals).map((time) => time.slice(17, 19))).toEqual(["01", "09", "09", "09"]);
    expect(new Set(events.map((event) => event.session)).size).toBe(1);
    expect(stat.files[0]).toMatchObject({ lines: 4, read: 4, unread: 0 });
  });

  test("a repetition of nothing, and a number that is made up, keep nobody", async () => {
    const text = `Nov 24 10:00:00 mx last message repeated 3 times\nNov 24 10:00:00 ${connect}\nNov 24 10:00:09 mx last message repeated 999999999 times\n`;
    const { events, stat } = await read([put("mail.log-20261124", text)]);
    expect(events.length).toBeLessThan(5000);
    expect(stat.files[0]).toMatchObject({ lines: 3, unread: 1 });
  });
});

describe("lines", () => {
  test("CRLF, broken bytes and a last line without end are read, and each place is exact", async () => {
    const text = Buffer.concat([
      Buffer.from(`Nov 24 10:00:00 ${connect}\r\n`),
      Buffer.from("Nov 24 10:00:00 mx postfix/smtpd[7]: warning: \0\xff\xfe\n", "latin1"),
      Buffer.from(`Nov 24 10:00:01 ${disconnect}`),
    ]);
    const path = put("mail.log-20261124", text);
    const { events, stat } = await read([path]);
    expect(events.map(({ kind }) => kind)).toEqual([
      "session.opened",
      "program.warned",
      "session.counted",
      "session.closed",
    ]);
    expect(stat.files[0]).toMatchObject({ lines: 3, read: 3, unread: 0 });
    const places = events.flatMap(({ source }) => source ?? []);
    expect(await rawLines(places)).toEqual([
      `Nov 24 10:00:00 ${connect}`,
      "Nov 24 10:00:00 mx postfix/smtpd[7]: warning: \0\ufffd\ufffd",
      `Nov 24 10:00:01 ${disconnect}`,
      `Nov 24 10:00:01 ${disconnect}`,
    ]);
  });

  test("a line that is too long is cut and unread; the lines behind it stand where they stand", async () => {
    const path = put(
      "mail.log-20261124",
      `${session("Nov 24 10:00:00")}${"x".repeat(2 * maxLineBytes)}\n${session("Nov 24 10:00:01")}`,
    );
    const { events, stat } = await read([path]);
    expect(stat.files[0]).toMatchObject({ lines: 5, read: 4, unread: 1 });
    expect(await rawLines([events.at(-1)?.source ?? { file: "", line: 0, offset: 0, bytes: 0 }])).toEqual([
      `Nov 24 10:00:01 ${disconnect}`,
    ]);
  });

  test("programs that are no mail programs are counted, lines of mail programs that nobody understands are unread", async () => {
    const text = `${session("Nov 24 10:00:00")}Nov 24 10:00:01 mx CRON[1]: (root) CMD (true)\nNov 24 10:00:02 mx postfix/smtpd[7]: what is this?\n`;
    const { stat } = await read([put("mail.log-20261124", text)]);
    expect(stat.files[0]).toMatchObject({
      lines: 4,
      read: 2,
      ignored: 1,
      unread: 1,
      unreadByProgram: [
        { program: "CRON", claimed: false, count: 1 },
        {
          program: "postfix/smtpd",
          claimed: true,
          count: 1,
          samples: ["Nov 24 10:00:02 mx postfix/smtpd[7]: what is this?"],
        },
      ],
    });
    expect(stat.minutes).toEqual([Date.UTC(2026, 10, 24, 9) / 60_000]);
  });
});

describe("files", () => {
  test("rotated files in any naming and packing are read in order of time, by one reader", async () => {
    put("mail.log", `Nov 24 10:00:03 ${disconnect}\n`);
    put("mail.log.1.gz", gzipSync(`Nov 24 10:00:02 mx postfix/smtpd[7]: warning: here\n`));
    put("mail.log.2.zst", zstdCompressSync(Buffer.from(`Nov 24 10:00:01 ${connect}\n`)));
    put("picture.png", Buffer.alloc(1000));
    const { events, stat } = await read([folder], { year: 2026 });
    expect(events.map(({ kind }) => kind)).toEqual([
      "session.opened",
      "program.warned",
      "session.counted",
      "session.closed",
    ]);
    expect(new Set(events.map((event) => event.session)).size).toBe(1);
    expect(stat.skipped).toEqual([{ file: join(folder, "picture.png"), why: "it is no text" }]);
    const places = events.flatMap(({ source }) => source ?? []);
    expect((await rawLines(places)).map((text) => text?.slice(0, 15))).toEqual([
      "Nov 24 10:00:01",
      "Nov 24 10:00:02",
      "Nov 24 10:00:03",
      "Nov 24 10:00:03",
    ]);
  });

  test("a log with a hole, as a machine leaves it that lost its power, is a log", async () => {
    put(
      "mail.log",
      Buffer.concat([Buffer.alloc(100), Buffer.from(`\nNov 24 10:00:01 ${connect}\nNov 24 10:00:03 ${disconnect}\n`)]),
    );
    const { events, stat } = await read([folder], { year: 2026 });
    expect(stat.skipped).toEqual([]);
    expect(events.map(({ kind }) => kind)).toEqual(["session.opened", "session.counted", "session.closed"]);
  });

  test("ids do not depend on name, folder or packing, and equal first lines have different ones", async () => {
    const text = session("2026-11-24T10:00:00Z") + session("2026-11-24T10:00:00Z");
    const ids = async (path: string) => (await read([path])).events.map((event) => event.session);
    const plain = await ids(put("a.log", text));
    mkdirSync(join(folder, "other"));
    expect(await ids(put("other/b.gz", gzipSync(text)))).toEqual(plain);
    expect(new Set(plain).size).toBe(2);
  });

  test("standard input is read once, and kept where the caller keeps it", async () => {
    const kept: Buffer[] = [];
    const stdin = () => Readable.from([Buffer.from(session("Nov 24 10:00:00"))]);
    const { events } = await read(["-"], {
      stdin,
      keepStdin: (chunk) => void kept.push(chunk),
      now: Date.UTC(2026, 10, 25),
    });
    const places = events.flatMap(({ source }) => source ?? []);
    expect(await rawLines(places.slice(0, 1), { kept: Buffer.concat(kept) })).toEqual([`Nov 24 10:00:00 ${connect}`]);
  });

  test("lines of a file that is gone or cut are undefined", async () => {
    const path = put("mail.log-20261124", session("Nov 24 10:00:00"));
    const places = (await read([path])).events.flatMap(({ source }) => source ?? []);
    truncateSync(path, 70);
    expect((await rawLines(places)).map((text) => text !== undefined)).toEqual([true, false, false]);
    rmSync(path);
    expect(await rawLines(places)).toEqual([undefined, undefined, undefined]);
  });

  test.each([
    ["a missing file", () => join(folder, "gone.log"), "no such file or folder"],
    ["a damaged gzip file", () => put("a.gz", gzipSync("x".repeat(10_000)).subarray(0, 30)), "damaged"],
  ])("%s is an error that says what to do, and nothing was emitted", async (_, make, words) => {
    const good = put("good.log", session("2026-11-24T10:00:00Z"));
    const events: MailEvent[] = [];
    const reading = readLogs({ logs: [good, make()], zone }, (event) => void events.push(event));
    await expect(reading).rejects.toThrow(words);
    expect(events).toEqual([]);
  });

  test("a packed file beyond the limit is an error that names it", async () => {
    const path = put("big.gz", gzipSync(session("2026-11-24T10:00:00Z").repeat(2000)));
    await expect(read([path], { maxUnpackedBytes: 100_000 })).rejects.toThrow(path);
  });

  test("a text that no format reads is unread where it was named, and skipped in a folder", async () => {
    const path = put("notes.txt", "buy milk\nand bread\n");
    expect((await read([path])).stat).toMatchObject({ unread: 2, files: [{ format: null }] });
    expect((await read([folder])).stat).toMatchObject({ unread: 0, files: [], skipped: [{ file: path }] });
  });
});

describe("sessions of Postfix", () => {
  test("a connection whose end was not logged ends when its process serves another", async () => {
    const text = `2026-11-24T10:00:00Z ${connect}\n2026-11-24T10:00:05Z ${connect}\n`;
    const { events } = await read([put("a.log", text)]);
    expect(events.map(({ kind }) => kind)).toEqual(["session.opened", "session.closed", "session.opened"]);
    expect(events[1]?.at).toBe(Date.UTC(2026, 10, 24, 10));
  });

  test("a queue id seen again long after its removal is another entry, a late line is not", async () => {
    const qmgr = (time: string, text: string) => `2026-11-24T${time}Z mx postfix/qmgr[9]: 4A78F20C0EC: ${text}\n`;
    const active = "from=<a@example.com>, size=10, nrcpt=1 (queue active)";
    const text =
      qmgr("10:00:00", active) + qmgr("10:00:01", "removed") + qmgr("10:00:01", active) + qmgr("11:00:00", active);
    const { events } = await read([put("a.log", text)]);
    expect(events.filter(({ kind }) => kind === "session.opened")).toHaveLength(2);
    expect(events.filter(({ kind }) => kind === "message.accepted")).toHaveLength(2);
  });
});
