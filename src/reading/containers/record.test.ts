/** One small log as collectors keep it and people export it from them: each gives the events of the log as it was written, and its own lines as evidence. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Zone } from "../../base/zone.ts";
import type { MailEvent } from "../../events/event.ts";
import { rawLines } from "../raw.ts";
import { readLogs } from "../read.ts";

// All lines here are made up, in the shape of recorded ones.
const log = `Nov 24 10:00:01 mx1 postfix/smtpd[2101]: connect from mail.other.example[192.0.2.9]
Nov 24 10:00:01 mx1 postfix/smtpd[2101]: 4A78F20C0EC: client=mail.other.example[192.0.2.9]
Nov 24 10:00:01 mx1 postfix/cleanup[2105]: 4A78F20C0EC: message-id=<1@other.example>
Nov 24 10:00:01 mx1 postfix/qmgr[900]: 4A78F20C0EC: from=<anna@other.example>, size=442, nrcpt=1 (queue active)
Nov 24 10:00:02 mx1 postfix/smtpd[2101]: disconnect from mail.other.example[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
Nov 24 10:00:02 mx1 postfix/lmtp[2110]: 4A78F20C0EC: to=<bob@example.test>, relay=mx1.example.test[private/dovecot-lmtp], delay=0.31, delays=0.2/0.01/0/0.1, dsn=5.2.2, status=bounced (host mx1.example.test[private/dovecot-lmtp] said: 552 5.2.2 <bob@example.test> Quota "exceeded" (mailbox, for user; is full) (in reply to end of DATA command))
Nov 24 10:00:02 mx1 postfix/bounce[2111]: 4A78F20C0EC: sender non-delivery notification: 5B00120C0F0
Nov 24 10:00:02 mx1 postfix/qmgr[900]: 4A78F20C0EC: removed
Nov 24 10:00:03 mx1 dovecot[800]: imap-login: Login: user=<bob@example.test>, method=PLAIN, rip=192.0.2.7, lip=198.51.100.1, mpid=2200, TLS, session=<kRtyLPQnwNrAAAIH>
Nov 24 10:00:04 mx1 dovecot[800]: imap(bob@example.test)<2200><kRtyLPQnwNrAAAIH>: Disconnected: Logged out in=50 out=700
Nov 24 10:00:05 mx1 exim[2300]: 1vNAbC-000000001Ab-2cDe <= eve@sender.example H=out.sender.example [192.0.2.8] P=esmtp S=900 id=2@sender.example
Nov 24 10:00:06 mx1 exim[2302]: 1vNAbC-000000001Ab-2cDe ** carl@example.test R=dnslookup T=remote_smtp H=mx.example.test [192.0.2.10]: SMTP error from remote mail server after RCPT TO:<carl@example.test>: 550 5.1.1 No such user
Nov 24 10:00:06 mx1 exim[2302]: 1vNAbC-000000001Ab-2cDe Completed`.split("\n");

interface Parts {
  readonly line: string;
  /** "10:00:01". */
  readonly time: string;
  readonly iso: string;
  readonly epoch: number;
  readonly tag: string;
  readonly program: string;
  readonly pid: number;
  readonly text: string;
}

const parts: readonly Parts[] = log.map((line) => {
  const [, time = "", tag = "", program = "", pid = "", text = ""] =
    /^Nov 24 (\S+) mx1 ((\S+?)\[(\d+)\]): (.*)$/.exec(line) ?? [];
  const iso = `2026-11-24T${time}`;
  return { line, time, iso, epoch: Date.parse(`${iso}Z`) / 1000, tag, program, pid: Number(pid), text };
});

const folder = mkdtempSync(join(tmpdir(), "postino-record-"));
afterAll(() => rmSync(folder, { recursive: true }));
const saved = "2026-11-30T09:00:00Z";

async function read(text: string, zone = "UTC") {
  const path = join(folder, "export");
  writeFileSync(path, text);
  utimesSync(path, new Date(saved), new Date(saved));
  const events: MailEvent[] = [];
  const options = { logs: [path], zone: new Zone(zone), now: Date.parse(saved) };
  const stat = await readLogs(options, (event) => void events.push(event));
  return { events, stat };
}

const textAt = (line: number | undefined) => parts[(line ?? 0) - 1]?.text ?? "no such line";

/** What was told, without where: sessions by their order. */
function toldBy(events: readonly MailEvent[], isHostless: boolean) {
  const sessions = [...new Set(events.map(({ session }) => session))];
  return events.map(({ source: _, atPrecisionSeconds: __, node, session, ...event }) => ({
    ...event,
    ...(isHostless ? {} : { node }),
    session: sessions.indexOf(session),
  }));
}

const json = (record: (line: Parts) => unknown) => parts.map((line) => JSON.stringify(record(line))).join("\n");
const document = (record: (line: Parts) => unknown, frame: (records: readonly unknown[]) => unknown) =>
  JSON.stringify(frame(parts.map(record)), undefined, 2);
/** As a page saves it: all in one line. */
const folded = (printed: string) => JSON.stringify(JSON.parse(printed));
const each = (line: (line: Parts) => string) => parts.map(line).join("\n");
const quoted = (cell: string | number) => `"${String(cell).replaceAll('"', '""')}"`;
const table = (names: string, row: (line: Parts) => readonly (string | number)[], delimiter = ",") =>
  [names, ...parts.map((line) => row(line).map(quoted).join(delimiter))].join("\r\n");
const taiOf = ({ epoch }: Parts) => (2n ** 62n + 10n + BigInt(epoch)).toString(16);
const kibanaTime = ({ time }: Parts) => `Nov 24, 2026 @ ${time}.000`;
const elastic = ({ iso, program, pid, text }: Parts) => ({
  ...{ "@timestamp": `${iso}.000Z`, host: { name: "mx1" }, process: { name: program, pid }, message: text },
});

// In the shape that rsyslog 8.2302 and syslog-ng 3.38 wrote when they were sent this log; the others are reconstructed, as those formats are commonly known.
const recorded: Readonly<Record<string, string>> = {
  "rsyslog's jsonmesg": json(({ line, iso, tag, program, pid, text }) => ({
    ...{ msg: ` ${text}`, rawmsg: `<22>${line}`, timereported: `${iso}+00:00`, hostname: "mx1", syslogtag: `${tag}:` },
    ...{ inputname: "imudp", fromhost: "localhost", "fromhost-ip": "127.0.0.1", pri: "22", syslogfacility: "2" },
    ...{ timegenerated: "2026-11-30T16:47:15.571878+00:00", programname: program.split("/")[0] },
    ...{ "protocol-version": "0", "app-name": program.split("/")[0], procid: String(pid), uuid: null, "$!": null },
  })),
  "a template of rsyslog, whose app-name ends at the slash": json(({ iso, program, pid, text }) => ({
    ...{ timestamp: `${iso}+00:00`, host: "mx1", appname: program.split("/")[0], procid: String(pid) },
    message: ` ${text}`,
  })),
  "syslog-ng with ISODATE": json(({ iso, tag, program, pid, text }) => ({
    ...{ SOURCE: "s", PROGRAM: program, PRIORITY: "info", PID: String(pid), MESSAGE: text },
    ...{ LEGACY_MSGHDR: `${tag}: `, ISODATE: `${iso}+00:00`, HOST_FROM: "localhost", HOST: "mx1", FACILITY: "mail" },
  })),
  "syslog-ng with DATE": json(({ line, program, pid, text }) => ({
    ...{ SOURCE: "s", PROGRAM: program, PID: String(pid), MESSAGE: text, HOST_FROM: "localhost", HOST: "mx1" },
    DATE: line.slice(0, 15),
  })),
};

const reconstructed: Readonly<Record<string, string>> = {
  "Filebeat's JSON": json(({ line, iso }) => ({
    ...{ "@timestamp": `${iso}.500Z`, "@metadata": { beat: "filebeat" }, message: line },
    ...{ log: { file: { path: "/var/log/mail.log" }, offset: 1 }, agent: { hostname: "mx1" } },
  })),
  "Filebeat's JSON that was taken in six days later": json(({ line }) => ({
    "@timestamp": "2026-11-30T10:17:00.500Z",
    message: line,
  })),
  "Elasticsearch's documents": json(elastic),
  "Elasticsearch's hits": document(
    (line) => ({ _index: "logs", _source: elastic(line), sort: [line.epoch] }),
    (hits) => ({ took: 3, hits: { total: { value: hits.length }, hits } }),
  ),
  "Elasticsearch's hits, one in a line": json((line) => ({ _index: "logs", _id: "1", _source: elastic(line) })),
  "Kibana's fields, each a list": document(
    ({ iso, program, pid, text }) => ({
      fields: { "process.name": [program], "process.pid": [pid], "host.name": ["mx1"], message: [text] },
      _source: {},
      sort: [iso],
      "@timestamp": [`${iso}.000Z`],
    }),
    (hits) => hits,
  ),
  "Docker's lines in a table, each with its end": table("time,stream,log", ({ line, iso }) => [
    ...[`${iso}Z`, "stdout", `${line}\n`],
  ]),
  "Kibana's CSV": table('"@timestamp",message', (line) => [kibanaTime(line), line.line]),
  "Graylog's CSV": table('"timestamp","source","message"', ({ iso, tag, text }) => [
    ...[`${iso}.000Z`, "mx1", `${tag}: ${text}`],
  ]),
  "Graylog's CSV with columns of syslog": table(
    "timestamp;source;application_name;process_id;message",
    ({ iso, program, pid, text }) => [`${iso}.000Z`, "mx1", program, pid, text],
    ";",
  ),
  GELF: json(({ epoch, program, pid, text }) => ({
    ...{ version: "1.1", host: "mx1", short_message: text, timestamp: epoch, level: 6 },
    ...{ _application_name: program, _process_id: pid },
  })),
  "Logstash's JSON": json(({ iso, program, pid, text, line }) => ({
    ...{ "@timestamp": `${iso}.000Z`, logsource: "mx1", program, pid: String(pid), message: text },
    event: { original: line },
  })),
  "Loki's JSON": json(({ line, iso }) => ({ labels: { host: "mx1" }, line, timestamp: `${iso}.123456789Z` })),
  "Loki's lines": each(({ line, iso }) => `${iso}Z {host="mx1", job="mail"} ${line}`),
  "Grafana's text": `Common labels: {"job":"mail"}\n\n\n${each(({ line, iso, epoch }) => `${epoch}000\t${iso}.000Z\t${line}`)}`,
  "Splunk's CSV": table('"_raw","_time",host', ({ line, iso }) => [line, `${iso}.000+0000`, "mx1"]),
  "Splunk's JSON": json(({ line, iso }) => ({
    preview: false,
    result: { _raw: line, _time: `${iso}.000+00:00`, host: "mx1", source: "/var/log/mail.log" },
  })),
  "Splunk's events": json(({ line, epoch }) => ({
    time: epoch,
    host: "mx1",
    source: "/var/log/mail.log",
    event: line,
  })),
  "Vector's JSON": json(({ iso, program, pid, text }) => ({
    ...{ appname: program, facility: "mail", host: "10.0.0.1", hostname: "mx1", message: text, procid: pid },
    timestamp: `${iso}Z`,
  })),
  "fluentd's file": each(
    ({ iso, program, pid, text }) =>
      `${iso}+00:00\tmail.mx1\t${JSON.stringify({ host: "mx1", ident: program, pid: String(pid), message: text })}`,
  ),
  "CloudWatch's events": document(
    ({ line, epoch }) => ({ timestamp: epoch * 1000, message: line, ingestionTime: epoch * 1000 + 900 }),
    (events) => ({ events, nextForwardToken: "f/1" }),
  ),
  "CloudWatch's Insights": document(
    ({ line, iso }) => [
      { field: "@timestamp", value: `${iso.replace("T", " ")}.000` },
      { field: "@message", value: line },
    ],
    (results) => ({ results, status: "Complete" }),
  ),
  "Loki's answer": document(
    ({ line, epoch }) => [`${epoch}000000000`, line],
    (values) => ({ status: "success", data: { result: [{ stream: { host: "mx1", job: "mail" }, values }] } }),
  ),
  "awslogs, whose group and stream stand first": each(({ line }) => `mail mx1 ${line}`),
  "aws logs tail": each(({ line, iso }) => `${iso}.042000+00:00 mx1 ${line}`),
  "stern, in colours": each(({ line }) => `\x1b[36mmail-0\x1b[0m \x1b[35mpostfix\x1b[0m ${line}`),
  "Google's log entries": document(
    ({ iso, program, pid, text }) => ({
      ...{ insertId: "1", jsonPayload: { ident: program, pid, message: text, host: "mx1" }, timestamp: `${iso}Z` },
      resource: { labels: { instance_id: "7" }, type: "gce_instance" },
    }),
    (entries) => entries,
  ),
  "Datadog's search": document(
    ({ line, iso }) => ({ id: "A", attributes: { message: line, timestamp: `${iso}.000Z`, host: "mx1" } }),
    (data) => ({ data }),
  ),
  "Azure's CSV": table("TimeGenerated [UTC],Computer,ProcessName,ProcessID,SyslogMessage", (line) => [
    `11/24/2026, ${line.time}.000 AM`,
    ...["mx1", line.program, line.pid, line.text],
  ]),
  "Papertrail's archive": each(({ iso, tag, text }) =>
    ["1234567890", `${iso}Z`, `${iso}Z`, "99", "mx1", "192.0.2.1", "Mail", "Info", tag, text].join("\t"),
  ),
  "NXLog's JSON": json(({ iso, program, pid, text }) => ({
    ...{ EventTime: iso.replace("T", " "), Hostname: "mx1", SourceName: program, ProcessID: pid, Message: text },
  })),
  "s6-log and multilog": each((line) => `@${taiOf(line)}00000000 ${line.tag}: ${line.text}`),
  "a terminal's colours": each(({ line }) => `\x1b[32m${line.slice(0, 15)}\x1b[0m${line.slice(15)}`),
  "such colours, as a syslog daemon keeps them": each(
    ({ line }) => `#033[1;32m${line.slice(0, 15)}#033[0m${line.slice(15)}`,
  ),
  "a year before the month": each(({ line }) => `2026 ${line}`),
  "a year behind the day": each(({ line, time }) => `Nov 24 2026 ${time}${line.slice(15)}`),
};

describe("a log that went through a collector", async () => {
  const plain = await read(log.join("\n"));
  test("is small, and of three programs", () => {
    expect(plain.stat.files[0]).toMatchObject({ format: "dovecot+exim+postfix", read: 13, unread: 0 });
    expect(plain.events.length).toBeGreaterThan(15);
  });

  const printed = Object.entries(reconstructed).filter(([, text]) => /^[[{]\n/.test(text));
  const inOneLine = printed.map(([name, text]) => [`${name}, in one line`, folded(text)] as const);
  test.each([...Object.entries({ ...recorded, ...reconstructed }), ...inOneLine])("%s", async (name, text) => {
    const { events, stat } = await read(`${text}\n`);
    const isHostless = /s6-log/.test(name);
    expect(stat.files[0]).toMatchObject({ read: 13, unread: name.startsWith("Grafana") ? 1 : 0 });
    expect(toldBy(events, isHostless)).toEqual(toldBy(plain.events, isHostless));
    for (const [nth, { source }] of events.entries()) {
      const [raw = ""] = await rawLines(source ? [source] : []);
      expect(text).toContain(raw);
      expect(raw.replace(/""|\\"/g, '"')).toContain(textAt(plain.events[nth]?.source?.line));
    }
  });
});

describe("times", () => {
  const record = (time: unknown) =>
    JSON.stringify({ time, host: "mx1", tag: "postfix/smtpd[7]:", message: "connect from a[192.0.2.9]" });
  test.each([
    ["2026-11-24T10:00:01", "09:00:01.000"],
    ["2026-11-24 10:00:01.250", "09:00:01.250"],
    ["2026/11/24 10:00:01", "09:00:01.000"],
    ["2026-11-24T10:00:01.250Z", "10:00:01.250"],
    ["2026-11-24 10:00:01 UTC", "10:00:01.000"],
    ["2026-11-24 10:00:01 +0200", "08:00:01.000"],
    ["Nov 24, 2026 @ 10:00:01.250", "09:00:01.250"],
    ["11/24/2026, 1:00:01 PM", "12:00:01.000"],
    [1_795_514_401, "10:00:01.000"],
    [1_795_514_401.25, "10:00:01.250"],
    ["1795514401250", "10:00:01.250"],
    [1_795_514_401_250_000, "10:00:01.250"],
    ["1795514401250000000", "10:00:01.250"],
  ])("%s is read, in the log's zone where it names none", async (time, instant) => {
    const { events } = await read(`${record(time)}\n`, "Europe/Rome");
    expect(new Date(events[0]?.at ?? 0).toISOString()).toBe(`2026-11-24T${instant}Z`);
  });

  test("a text's own stamp has the year of the record, and the zone where the two differ by one", async () => {
    const line = (stamp: string) => `${stamp} mx1 postfix/smtpd[7]: connect from a[192.0.2.9]`;
    const told = async (at: string, stamp: string) =>
      new Date(
        (await read(JSON.stringify({ "@timestamp": at, message: line(stamp) }))).events[0]?.at ?? 0,
      ).toISOString();
    expect(await told("2021-11-24T10:00:03Z", "Nov 24 10:00:01")).toBe("2021-11-24T10:00:01.000Z");
    expect(await told("2021-01-02T10:00:03Z", "Dec 31 10:00:01")).toBe("2020-12-31T10:00:01.000Z");
    expect(await told("2026-11-24T09:00:03Z", "Nov 24 10:00:01")).toBe("2026-11-24T09:00:03.000Z");
  });
});

describe("what is no log of mail", () => {
  test("records of which no program is known are not read", async () => {
    const { stat } = await read(`{"ts":1795514401,"level":"info","msg":"handled request"}\n`.repeat(20));
    expect(stat.files[0]).toMatchObject({ read: 0, unread: 20 });
  });

  const text = "connect from a[192.0.2.9]";
  test.each([
    ["a line of a megabyte", `{"program":"postfix/smtpd","message":"${"x".repeat(1_000_000)}"}`],
    ["a name of a megabyte", `{"${" [".repeat(400_000)}\\n":1,"message":"x"}`],
    ["no text", `{"message":{}}\n{"message":[]}\n{"message":null}\n{"message":7}\n{"MESSAGE":[{},"x",1e9],"_PID":"x"}`],
    [
      "names of prototypes",
      `{"__proto__":{"message":"x"},"constructor":{"prototype":1},"toString":"x","message":"${text}"}`,
    ],
    ["deep nesting", `${'{"event":'.repeat(5000)}1${"}".repeat(5000)}`],
    ["numbers for texts", `{"time":1e300,"host":-1,"program":0,"pid":1.5,"message":"${text}"}`],
    ["a time of no calendar", `{"__REALTIME_TIMESTAMP":1e300,"SYSLOG_IDENTIFIER":"postfix/smtpd","MESSAGE":"${text}"}`],
    ["a label of no time", `@ffffffffffffffffffffffff postfix/smtpd[7]: ${text}`],
    ["quotes that do not end", `message,host\n"${'""'.repeat(1000)}\n"a"b,"c`],
    ["codes that do not end", `\x1b[${"0;".repeat(50_000)}\x1b]${"x".repeat(50_000)}`],
  ])("%s does no harm", async (_, hostile) => {
    const { stat } = await read(`${hostile}\n${hostile}\n`);
    expect(stat.files.every(({ lines, read: known, ignored, unread }) => lines === known + ignored + unread)).toBe(
      true,
    );
  });
});
