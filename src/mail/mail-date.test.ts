import { expect, test } from "vitest";
import { parseMailDate } from "./mail-date.ts";

test.each([
  ["Tue, 24 Nov 2026 11:00:03 +0100 (CET)", "2026-11-24T10:00:03.000Z"],
  ["24 Nov 2026 10:00 -0000", "2026-11-24T10:00:00.000Z"],
  ["Tue, 24 Nov 26 05:00:00 EST", "2026-11-24T10:00:00.000Z"],
  ["Fri, 19 Jan 01 11:36:54 +0530", "2001-01-19T06:06:54.000Z"],
  ["24-Nov-2026 10:00:00 (GMT)", "2026-11-24T10:00:00.000Z"],
  ["Tue,  3 Nov 1998 10:00:00 MET", "1998-11-03T09:00:00.000Z"],
])("%s", (text, iso) => expect(new Date(parseMailDate(text) ?? 0).toISOString()).toBe(iso));

test.each(["", "yesterday", "24 Foo 2026 10:00", "2026-11-24T10:00:00Z"])("%s is no date of a message", (text) =>
  expect(parseMailDate(text)).toBeUndefined(),
);
