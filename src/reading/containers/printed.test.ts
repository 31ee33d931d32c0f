import { expect, test } from "vitest";
import { Zone } from "../../base/zone.ts";
import { LineView } from "../view.ts";
import { isPrinted, listed, printed } from "./printed.ts";

const file = { path: "hits.json", modified: Date.UTC(2026, 10, 30) };

/** The texts of its records, and the line at which each stands. */
function records(text: string, container = printed) {
  const strip = container.open({ file, zone: new Zone("UTC") });
  const view = new LineView(file);
  let [offset, number] = [0, 0];
  const found: string[] = [];
  for (const line of text.split("\n")) {
    const bytes = Buffer.from(line);
    view.place(bytes, 0, bytes.length, offset, ++number);
    offset += bytes.length + 1;
    if (strip(view) === true) found.push(`${view.source().line} ${view.program}[${view.pid}] ${view.text()}`);
  }
  return found;
}

const connect = "connect from a[192.0.2.1]";

test("the line of the text is the record's evidence", () => {
  expect(
    records(`{\n\t"SYSLOG_IDENTIFIER" : "postfix/smtpd",\n\t"MESSAGE" : "${connect}",\n\t"_PID" : "7"\n}`),
  ).toEqual([`3 postfix/smtpd[7] ${connect}`]);
});

test("a record is what stands in a list, or in nothing, with all that is nested in it", () => {
  const fields = { process: { name: "postfix/smtpd", pid: 7 }, sort: [1, 2], message: [connect] };
  const all = [`${connect}`].map((text) => `postfix/smtpd[7] ${text}`);
  const textsOf = (value: unknown, indent: number | string) =>
    records(JSON.stringify(value, undefined, indent)).map((found) => found.replace(/^\d+ /, ""));
  expect(textsOf({ hits: { total: { value: 1 }, hits: [{ _source: fields }] } }, 1)).toEqual(all);
  expect(textsOf([{ fields }, { fields }], "\t")).toEqual([...all, ...all]);
  expect(textsOf(fields, 2)).toEqual(all);
  const listed = `[\n${JSON.stringify(fields)},\n${JSON.stringify(fields)}\n]`;
  expect(records(listed)).toEqual([`2 ${all[0]}`, `3 ${all[0]}`]);
});

test("a record that has lost its end costs itself alone", () => {
  const whole = `{\n"program": "postfix/smtpd",\n"pid": 7,\n"message": "${connect}"\n}`;
  expect(records(`{\n"program": "x",\n${whole}\n${whole}`)).toHaveLength(2);
  expect(records(`}\n]\n${whole}`)).toHaveLength(1);
});

test("what goes on for too long is no record, and those behind it are", () => {
  const whole = `{\n"program": "postfix/smtpd",\n"pid": 7,\n"message": "${connect}"\n}`;
  const endless = `{\n"message": "x",\n"list": [\n${'"pad",\n'.repeat(300_000)}`;
  expect(records(`[\n${whole},\n${endless}${whole},\n${whole}\n]`)).toHaveLength(3);
  expect(records(`[\n${whole},\n{\n"other": [\n${'{\n"a": 1\n},\n'.repeat(200_000)}1\n]},\n${whole}\n]`)).toHaveLength(
    2,
  );
});

test("records that begin where one before ends, and lists that stand for records, are of a kind of their own", () => {
  const whole = `{\n"program": "postfix/smtpd",\n"pid": 7,\n"message": "${connect}"\n}`;
  expect(records(`[${whole}, ${whole}, ${whole}]`, listed)).toHaveLength(3);
  const pair = `[\n"1795510800000000000",\n"postfix/smtpd[7]: ${connect}"\n]`;
  const streams = `{\n"streams": [\n{\n"stream": {"host": "mx"},\n"values": [\n${pair},\n${pair}\n]\n}\n]\n}`;
  expect(records(streams, listed)).toHaveLength(2);
  expect(records(streams)).toHaveLength(0);
});

test("what is hostile costs nothing", () => {
  expect(records(`${"[\n".repeat(10_000)}${"]\n".repeat(10_000)}`)).toEqual([]);
  expect(records(`{"a":\n`.repeat(10_000))).toEqual([]);
  expect(records(`{\n"__proto__": {"message": "x"},\n"constructor": 1,\n"message": {"message": []}\n}`)).toEqual([]);
  expect(records(`{\n"message": "${"\\".repeat(100_000)}\n"pid": \u0000\n}`)).toEqual([]);
});

test("by its first lines", () => {
  expect(isPrinted(["{", '\t"_PID" : "7",'])).toBe(true);
  expect(isPrinted(["[", "  {"])).toBe(true);
  expect(isPrinted(['[{"message":"x"},', '{"message":"y"}]'])).toBe(true);
  expect(isPrinted(['{"message":"x"}', '{"message":"y"}'])).toBe(false);
  expect(isPrinted(["[15C0] 00:02:10 >>> 220 mail", "x"])).toBe(false);
});
