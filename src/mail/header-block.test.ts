import { expect, test } from "vitest";
import { fieldValue, findHeaderEnd, readFields } from "./header-block.ts";

test.each([
  ["A: 1\r\n\r\nbody", 6],
  ["A: 1\n\nbody", 5],
  ["A: 1\n\r\nbody", 5],
  ["\r\nbody", 0],
  ["Subject: a\r\n b\r\nX-Y :c\r\nno field\r\nTo: d\r\n", 24],
  ["From somebody Tue Nov 24\r\nA: 1\r\n\r\n", 0],
  [" folds nothing\r\nA: 1\r\n\r\n", 0],
  ["A: 1\r\n \t\r\nbody", 6],
])("the header of %j ends where its fields end", (text, headerBytes) => {
  const bytes = Buffer.from(text);
  expect(findHeaderEnd(bytes)).toBe(headerBytes);
  for (let length = 1; length < text.length; length++) {
    if (findHeaderEnd(bytes.subarray(0, length)) !== undefined) continue;
    expect(findHeaderEnd(bytes, length), `searched to ${length}`).toBe(headerBytes);
  }
});

test("before its last line is whole there is no end", () => {
  expect(findHeaderEnd(Buffer.from("A: 1\r\nB: 2\r\n"))).toBeUndefined();
  expect(findHeaderEnd(Buffer.from("A: 1\r\n\r"))).toBeUndefined();
  expect(findHeaderEnd(Buffer.from("no field, perhaps"))).toBeUndefined();
});

test("fields keep their folded lines", () => {
  const fields = readFields("Subject: a\r\n\tb\r\nX-Y :c\r\n");
  expect(fields.map((field) => [field.name, fieldValue(field)])).toEqual([
    ["subject", "a\tb"],
    ["x-y", "c"],
  ]);
  expect(readFields("")).toEqual([]);
});
