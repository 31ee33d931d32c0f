import { expect, test } from "vitest";
import { byTime, readFileName, writeFileName } from "./file-name.ts";

test("a name tells service, server, day and number, read from the right", () => {
  expect(readFileName("m120190913-01.log")).toEqual({ service: "imap", server: "1", day: "20190913", index: 1 });
  expect(readFileName("s20261124-00.log")).toEqual({ service: "smtp", day: "20261124", index: 0 });
  expect(readFileName("s20261124-100.log")?.index).toBe(100);
  for (const other of ["mail.log", "z20261124-00.log", "s2026112-00.log", "s20261124-0.log", "s20261124-00.log.gz"])
    expect(readFileName(other)).toBeUndefined();
});

test("a written name is read back, and after 99 comes 100", () => {
  const name = { service: "smtp", server: "2", day: "20261124", index: 100 } as const;
  expect(readFileName(writeFileName(name))).toEqual(name);
  expect(
    [name, { ...name, index: 99 }, { ...name, day: "20261123", index: 200 }].sort(byTime).map(({ index }) => index),
  ).toEqual([200, 99, 100]);
});
