import { beforeEach, expect, test } from "vitest";
import { language } from "../text/t.ts";
import { bytesText, spanText, timeText } from "./time-text.ts";

beforeEach(() => {
  language.value = "en";
});

test("an instant is told in the reader's zone, and what is none is nothing", () => {
  expect(timeText("2026-07-01T10:00:05.250Z", "full", "Europe/Rome")).toBe("1 Jul 2026, 12:00:05");
  expect(timeText("2026-07-01T10:00:05.250Z", "clock", "Europe/Rome")).toBe("12:00:05.250");
  expect(timeText(Date.UTC(2026, 0, 1), "day", "Europe/Rome")).toBe("Thu, 1 Jan 2026");
  expect([null, undefined, "yesterday", Number.NaN].map((at) => timeText(at))).toEqual(["", "", "", ""]);
  language.value = "it";
  expect(timeText("2026-07-01T10:00:05.250Z", "clock", "Europe/Rome")).toBe("12:00:05,250");
});

test.each([
  [0.25, "0.3 seconds"],
  [1, "1 second"],
  [300, "5 minutes"],
  [5400, "1.5 hours"],
  [86_400 * 12, "12 days"],
  [-90, "-1.5 minutes"],
])("%d seconds are %s", (seconds, text) => {
  expect(spanText(seconds)).toBe(text);
});

test.each([
  [0, "0 byte"],
  [1536, "1.5 kB"],
  [4_000_000_000, "3.7 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
