/** The same for logs whose records are of many lines: the journal's export, printed JSON of the journal and of collectors, and tables. */
import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { readCases, sectionOf } from "./case-file.ts";
import { compare, compareImported, placedIn } from "./skim-suite.ts";

/** Never a whole one: of a collector that would be a time to the second. */
const second = (n: number) => new Date(Date.UTC(2026, 10, 24, 9) + n * 250 + 1);
const head = /^(?:<\d+>)?(?:[A-Z][a-z]{2} [ \d]\d [\d:]{8}|\d{4}-\S+) (\S+) ([\w./-]+)(?:\[(\d+)\])?: (.*)$/s;

interface Said {
  readonly n: number;
  readonly host: string;
  readonly program?: string | undefined;
  readonly pid?: string | undefined;
  readonly text: string;
}

/** Of a line of syslog its program and text, of any other the text alone. */
function saidIn(line: string, n: number): Said {
  const [, host = "mx", program, pid, text = line] = head.exec(line) ?? [];
  return { n, host, program, pid, text };
}

const said = (log: string): readonly Said[] => log.split("\n").map(saidIn);
const microseconds = (n: number) => String(second(n).getTime() * 1000);

const inJournal = ({ n, host, program, pid, text }: Said) => ({
  ...{ __CURSOR: `s=1;i=${n}`, __REALTIME_TIMESTAMP: microseconds(n), _BOOT_ID: "7" },
  ...{ _HOSTNAME: host, SYSLOG_IDENTIFIER: program, MESSAGE: text, SYSLOG_PID: pid },
});

const inCollector = ({ n, host, program, pid, text }: Said) => ({
  ...{ "@timestamp": second(n).toISOString(), host: { name: host }, tags: ["mail", "prod"] },
  ...{ process: { name: program, pid }, message: text },
});

/** As journald does where a text has a control character: here each third one. */
function exported(name: string, value: string, n: number): Buffer {
  if (n % 3 > 0 && !value.includes("\n")) return Buffer.from(`${name}=${value}\n`);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(value)));
  return Buffer.concat([Buffer.from(`${name}\n`), length, Buffer.from(`${value}\n`)]);
}

const asExport = (log: string): Buffer =>
  Buffer.concat(
    said(log).flatMap((one) => [
      ...Object.entries(inJournal(one)).flatMap(([name, value]) =>
        value === undefined ? [] : exported(name, value, name === "MESSAGE" ? one.n : 1),
      ),
      Buffer.from("\n"),
    ]),
  );

const cell = (text = "") => `"${text.replaceAll('"', '""')}"`;
/** Each fifth row has a cell of two lines; in the middle the columns are named anew, in another order. */
const asTable = (log: string): string =>
  `time,note,host,program,pid,message\n${said(log)
    .map(({ n, host, program, pid, text }) => {
      const cells = [second(n).toISOString(), n % 5 === 0 ? "seen\ntwice" : "", host, program, pid, text].map(cell);
      const isOther = n >= 40;
      const names = n === 40 ? "message,pid,program,host,note,time\n" : "";
      return `${names}${(isOther ? cells.toReversed() : cells).join(",")}\n`;
    })
    .join("")}`;

const printed = (value: unknown, indent: number | string = 2) => JSON.stringify(value, undefined, indent);

const wraps: Readonly<Record<string, (log: string) => Buffer | string>> = {
  "the journal's export": asExport,
  "the journal's export with CR LF": (log) =>
    Buffer.from(asExport(log).toString("latin1").replaceAll("\n", "\r\n"), "latin1"),
  "the journal's printed JSON": (log) =>
    said(log)
      .map((one) => `${printed(inJournal(one), "\t")}\n`)
      .join(""),
  "records of jq": (log) =>
    said(log)
      .map((one) => `${printed(inCollector(one))}\n`)
      .join(""),
  "a printed list": (log) => printed(said(log).map(inCollector)),
  "hits of a search": (log) =>
    printed({
      ...{
        took: 3,
        hits: { total: { value: 7 }, hits: said(log).map((one) => ({ _id: one.n, _source: inCollector(one) })) },
      },
      aggregations: { hosts: [{ key: "mx", message: "of no line" }] },
    }),
  "a list with a record in each line": (log) =>
    `[\n${said(log)
      .map((one) => JSON.stringify(inCollector(one)))
      .join(",\n")}\n]\n`,
  "a list in one line": (log) => JSON.stringify(said(log).map(inCollector)),
  "a table": asTable,
  "a list for each name": (log) =>
    printed(Object.fromEntries(said(log).map((one) => [`of ${one.n}`, [inCollector(one)]]))),
};

/** All cases in all of them take some minutes: `EVERY=1`. */
const every = Number(process.env.EVERY ?? 6);

for (const [nth, [name, wrap]] of Object.entries(wraps).entries())
  test(`cases in ${name} are the same skimmed as read whole`, async () => {
    for (const file of readCases("src/reading/cases").filter((_, index) => (index + nth) % every === 0))
      await compare({ [`${file.name}.log`]: Buffer.from(wrap(sectionOf(file, "log").text)) });
  }, 600_000);

test("a log that was imported while it grew gives the same", { timeout: 240_000 }, async () => {
  const names: readonly string[] = ["postfix-everything", "exim-all", "dovecot-everything", "postfix-milters"];
  // What is in one line is cut into others when it grows.
  for (const file of readCases("src/reading/cases").filter(({ name }) => names.includes(name)))
    for (const [, wrap] of Object.entries(wraps).filter(([name]) => name !== "a list in one line"))
      await compareImported(
        { "mail.log": Buffer.concat([Buffer.from(wrap(sectionOf(file, "log").text)), Buffer.from("\n")]) },
        3,
      );
});

test("what is hostile, or of no log, is passed over the same", { timeout: 120_000 }, async () => {
  const [file] = readCases("src/reading/cases").filter(({ name }) => name === "postfix-milters");
  const log = file ? sectionOf(file, "log").text : "";
  const between: Readonly<Record<string, string>> = {
    "a record without an end": `__CURSOR=s=1\n{\n"message": "x",\n${'"a": "1",\n'.repeat(130_000)}`,
    "a line of megabytes": `"${"a".repeat(3 << 20)}"\n`,
    "a record in which such a line stands": `__CURSOR=s=1\nMESSAGE=x\n{\n"message":\n"${"a".repeat(2 << 20)}"\n}\n\n`,
    "broken bytes": "\u0000\ufffd\n\n}\n]\nMESSAGE\n\u0001\n",
    "plain lines": log,
  };
  for (const [name, wrap] of Object.entries(wraps).filter(([name]) => name !== "a list in one line"))
    for (const [what, junk] of Object.entries(between)) {
      const bytes = Buffer.from(wrap(log));
      const cut = bytes.subarray(0, bytes.indexOf("\n", bytes.length / 2) + 1);
      const all = Buffer.concat([
        cut,
        Buffer.from(junk),
        bytes,
        Buffer.from("\n"),
        Buffer.from(junk),
        bytes.subarray(bytes.length / 3),
      ]);
      expect(await compare({ "mail.log": all }), `${name}, ${what}`).toBeGreaterThan(0);
    }
});

test("such a log is skimmed", async () => {
  const [file] = readCases("src/reading/cases").filter(({ name }) => name === "postfix-everything");
  const text = file ? sectionOf(file, "log").text : "";
  for (const [name, wrap] of Object.entries(wraps))
    expect(await placedIn("mail.log", Buffer.from(wrap(text))), name).toBeGreaterThan(10);
  const more = Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`agent.field${n}`, n]));
  const long = printed(said(text).map((one) => ({ ...more, ...inCollector(one) })));
  expect(await placedIn("mail.log", Buffer.from(long)), "of many fields").toBeGreaterThan(10);
});
