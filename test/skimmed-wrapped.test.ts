/** The same for lines that another logger has wrapped: Docker's JSON, journald's, a collector's records, and what docker compose puts before a line. */
import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { readCases, sectionOf } from "./case-file.ts";
import { compare, compareImported, placedIn } from "./skim-suite.ts";

type Wrap = (text: string, n: number) => string;

const second = (n: number) => new Date(Date.UTC(2026, 10, 24, 9) + n * 250).toISOString();
const head = /^(?:<\d+>)?(?:[A-Z][a-z]{2} [ \d]\d [\d:]{8}|\d{4}-\S+) (\S+) ([\w./-]+)(?:\[(\d+)\])?: (.*)$/s;

/** As the journal has it: of a line of syslog its program and text, of any other the text alone. */
const fromJournal: Wrap = (text, n) => {
  const [, host = "mx", program, pid, said = text] = head.exec(text) ?? [];
  const time = { __REALTIME_TIMESTAMP: String(Date.parse(second(n)) * 1000), _HOSTNAME: host };
  return JSON.stringify({ ...time, SYSLOG_IDENTIFIER: program, SYSLOG_PID: pid, MESSAGE: said });
};

const fromCollector: Wrap = (text, n) => {
  const [, host = "mx", program, pid, said = text] = head.exec(text) ?? [];
  return JSON.stringify({ "@timestamp": second(n), host: { name: host }, program, pid, message: said });
};

const wraps: Readonly<Record<string, Wrap>> = {
  "Docker's JSON": (text, n) => JSON.stringify({ log: `${text}\n`, stream: "stdout", time: second(n) }),
  "journald's JSON": fromJournal,
  "a collector's records": fromCollector,
  "docker compose": (text) => `mail-1  | ${text}`,
  "docker compose, with stamps": (text, n) => `mail-1  | ${second(n).replace("Z", "000000Z")} ${text}`,
  // Every third line has lost its stamp: it is of the time of the one before.
  "what lost its stamps": (text, n) =>
    n % 3 === 2
      ? `mail-1  | ${text.replace(head, (_, _host, program, pid, said) => `${program}${pid ? `[${pid}]` : ""}: ${said}`)}`
      : `mail-1  | ${text}`,
};

/** All cases in all wrappings take a minute: `EVERY=1`. */
const every = Number(process.env.EVERY ?? 4);

for (const [nth, [name, wrap]] of Object.entries(wraps).entries())
  test(`cases in ${name} are the same skimmed as read whole`, async () => {
    for (const file of readCases("src/reading/cases").filter((_, index) => (index + nth) % every === 0)) {
      const { text } = sectionOf(file, "log");
      const bytes = Buffer.from(text.split("\n").map(wrap).join("\n"));
      await compare({ [`${file.name}.log`]: bytes });
    }
  }, 600_000);

test("a log that was imported while it grew gives the same", { timeout: 120_000 }, async () => {
  const names: readonly string[] = ["postfix-everything", "exim-all", "dovecot-everything", "postfix-milters"];
  for (const file of readCases("src/reading/cases").filter(({ name }) => names.includes(name)))
    for (const wrap of Object.values(wraps)) {
      const lines = sectionOf(file, "log").text.split("\n").map(wrap);
      await compareImported({ "mail.log": Buffer.from(`${lines.join("\n")}\n`) }, 3);
    }
});

test("such a log is skimmed", async () => {
  const [file] = readCases("src/reading/cases").filter(({ name }) => name === "postfix-everything");
  const text = file ? sectionOf(file, "log").text : "";
  for (const [name, wrap] of Object.entries(wraps))
    expect(await placedIn("mail.log", Buffer.from(text.split("\n").map(wrap).join("\n"))), name).toBeGreaterThan(10);
});
