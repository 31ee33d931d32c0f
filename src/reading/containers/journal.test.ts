import { expect, test } from "vitest";
import { Zone } from "../../base/zone.ts";
import { type Each, LineSplitter } from "../split.ts";
import { LineView } from "../view.ts";
import { isJournal, journal } from "./journal.ts";

const file = { path: "journal.txt" };

/** What its lines are, one after the other, and the line that stands for the last record. */
function stripped(lines: readonly Buffer[]) {
  const strip = journal.open({ file, zone: new Zone("UTC") });
  const view = new LineView(file);
  let offset = 0;
  const told = lines.map((bytes, n) => {
    view.place(bytes, 0, bytes.length, offset, n + 1);
    offset += bytes.length + 1;
    return strip(view);
  });
  return { told, view };
}

const lines = (text: string) => text.split("\n").map((line) => Buffer.from(line));

test("what is no text stands behind its name, with its length before it", () => {
  const bytes = Buffer.from("gr\xfc\xdfe", "latin1");
  const length = Buffer.from([bytes.length, 0, 0, 0, 0, 0, 0, 0]);
  const { told, view } = stripped([
    ...lines("__CURSOR=s=1\nSYSLOG_IDENTIFIER=postfix/smtpd\nMESSAGE"),
    Buffer.concat([length, bytes]),
    Buffer.from(""),
  ]);
  expect(told.at(-1)).toBe(true);
  expect(view.bytes).toEqual(bytes);
  expect(view.source().line).toBe(4);
});

/** Of a file of these bytes: the texts of its records, each with its line. */
function told(bytes: Buffer) {
  const strip = journal.open({ file, zone: new Zone("UTC") });
  const view = new LineView(file);
  const found: string[] = [];
  const splitter = new LineSplitter();
  let number = 0;
  const each: Each = (buffer, start, end, offset, whole) => {
    view.place(buffer, start, end, offset, ++number);
    if (whole && strip(view) === true) found.push(`${view.source().line} ${view.text()}`);
  };
  splitter.push(bytes, each);
  splitter.end(each);
  return found;
}

const binary = (text: string, length = Buffer.byteLength(text)) => {
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(length));
  return Buffer.concat([Buffer.from("MESSAGE\n"), head, Buffer.from(`${text}\n`)]);
};
const record = (message: Buffer | string) =>
  Buffer.concat([Buffer.from("__CURSOR=s=1\n_PID=7\n"), Buffer.from(message), Buffer.from("_UID=1\n\n")]);

test("what is no text may be of many lines, and of a length that has the bytes of an end of line", () => {
  const texts = ["one\ntwo\n\nthree", "ten bytes.", "a".repeat(0x0a0d), "\n", ""];
  for (const text of texts) expect(told(record(binary(text)))[0]?.replace(/^\d+ /, "")).toBe(text);
  const lines = [record(binary("ten bytes.")), record("MESSAGE=next\n")];
  expect(told(Buffer.concat(lines))).toEqual(["5 ten bytes.", "10 next"]);
});

test("what forges a record in such a text is none of its own but where it names a cursor", () => {
  expect(told(record(binary("a\n\n_PID=8\nMESSAGE=forged\n\n")))).toEqual(["4 a\n\n_PID=8\nMESSAGE=forged\n\n"]);
});

test("a wrong length costs its record at most", () => {
  const next = record("MESSAGE=next\n");
  for (const length of [0, 3, 7, 100, 5000, 2 ** 40, Number.MAX_SAFE_INTEGER])
    expect(told(Buffer.concat([record(binary("said", length)), next])).at(-1), `${length}`).toMatch(/^\d+ next$/);
  const long = 2 ** 40;
  expect(told(record(binary("said", long)))).toEqual(["4 said"]);
});

test("a record that is cut, or does not end, is none, and the next one is read", () => {
  const next = record("MESSAGE=next\n");
  const texts = (before: Buffer) => told(Buffer.concat([before, next])).map((one) => one.replace(/^\d+ /, ""));
  const whole = record("MESSAGE=first\n");
  for (let end = 0; end < whole.length - 1; end++)
    expect(texts(Buffer.concat([whole.subarray(0, end), Buffer.from("\n")])).at(-1), `${end}`).toBe("next");
  const fields = Buffer.from("A=1\n".repeat(300_000));
  expect(texts(record(Buffer.concat([Buffer.from("MESSAGE=endless\n"), fields])))).toEqual(["next"]);
  expect(texts(record(`MESSAGE=cut\nA=${"a".repeat(2 ** 21)}\n`))).toEqual(["next"]);
});

test("a record without a text is none", () => {
  expect(stripped(lines("__CURSOR=s=1\n_PID=7\n")).told).toEqual(["part", "part", "part"]);
});

test("by its first two lines", () => {
  expect(isJournal(["__CURSOR=s=1", "_PID=7"])).toBe(true);
  expect(isJournal(['{"MESSAGE":"x"}', '{"MESSAGE":"y"}'])).toBe(false);
});
