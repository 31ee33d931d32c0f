import { expect, test } from "vitest";
import { Zone } from "../../base/zone.ts";
import { exchange } from "../formats/exchange.ts";
import { icewarp } from "../formats/icewarp.ts";
import { LineView } from "../view.ts";
import { isTable, table } from "./table.ts";

const file = { path: "export.csv", modified: Date.UTC(2026, 10, 30) };

function rows(text: string) {
  const strip = table.open({ file, zone: new Zone("UTC") });
  const view = new LineView(file);
  let offset = 0;
  return text.split("\n").map((line, nth) => {
    const bytes = Buffer.from(line);
    view.place(bytes, 0, bytes.length, offset, nth + 1);
    offset += bytes.length + 1;
    const told = strip(view);
    return told === true ? `${view.host} ${view.program}[${view.pid}] ${view.text()}` : told;
  });
}

test("records of JSON are no table, though their names stand between quotes and commas", () => {
  const fields = { __REALTIME_TIMESTAMP: "1795510800000000", _HOSTNAME: "mx", SYSLOG_PID: "7", MESSAGE: "removed" };
  expect(isTable([JSON.stringify(fields)])).toBe(false);
  expect(isTable([`2026-11-24T10:00:00+00:00\tmail.mx\t${JSON.stringify(fields)}`])).toBe(false);
  expect(isTable(['"time","host","message"'])).toBe(true);
});

test("cells may be quoted, with quotes, delimiters and ends of lines in them", () => {
  const found = rows(`\ufefftime;"host";tag;message
2026-11-24T10:00:00Z;mx;postfix/smtpd[7]:;"said ""no; never"" again"
2026-11-24T10:00:00Z;mx;postfix/smtpd[7]:;plain "quoted" text
2026-11-24T10:00:00Z;mx;postfix/smtpd[7]:;"begins
and ends"
2026-11-24T10:00:00Z;mx
time;"host";tag;message
2026-11-24T10:00:00Z;;postfix/smtpd[7]:;more`);
  expect(found).toEqual([
    "part",
    'mx postfix/smtpd[7] said "no; never" again',
    'mx postfix/smtpd[7] plain "quoted" text',
    "part",
    "mx postfix/smtpd[7] begins\nand ends",
    false,
    "part",
    "undefined postfix/smtpd[7] more",
  ]);
});

test("a quote that does not end costs a hundred lines", () => {
  const row = '2026-11-24T10:00:00Z,mx,postfix/smtpd[7]:,"';
  const found = rows(`time,host,tag,message\n${row}begins\n${"plain\n".repeat(99)}${row}more"`);
  expect(found.filter((told) => told !== "part")).toEqual([false, "mx postfix/smtpd[7] more"]);
});

test("by its first line, which names a column for the text and one beside it", () => {
  expect(isTable(['"@timestamp","message"'])).toBe(true);
  expect(isTable(["_raw\t_time\thost"])).toBe(true);
  expect(isTable(["message,subject"])).toBe(false);
  expect(isTable(["Nov 24 10:00:00 mx postfix/smtpd[7]: warning: message, host"])).toBe(false);
});

test("tables that mail servers write themselves are none", () => {
  for (const line of [...exchange.samples, ...icewarp.samples]) expect(isTable([line]), line).toBe(false);
});
