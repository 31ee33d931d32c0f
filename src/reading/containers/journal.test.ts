import { expect, test } from "vitest";
import { Zone } from "../../base/zone.ts";
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

test("a record without a text is none", () => {
  expect(stripped(lines("__CURSOR=s=1\n_PID=7\n")).told).toEqual(["part", "part", "part"]);
});

test("by its first two lines", () => {
  expect(isJournal(["__CURSOR=s=1", "_PID=7"])).toBe(true);
  expect(isJournal(['{"MESSAGE":"x"}', '{"MESSAGE":"y"}'])).toBe(false);
});
