import { describe, expect, test } from "vitest";
import { UsageError } from "./error.ts";
import { exactTime, parseSpan } from "./span.ts";
import { Zone } from "./zone.ts";

const rome = new Zone("Europe/Rome");
/** A Tuesday in winter: 10:30 in Rome, an hour ahead of UTC. */
const now = Date.UTC(2026, 10, 24, 9, 30);
const at = (text: string, zone = rome, when = now) => new Date(exactTime(text, zone, when) ?? Number.NaN).toISOString();

describe("a span", () => {
  test("is a number with its unit, and minutes without one", () => {
    expect(["45", "90s", "90m", "2h", "3d", " 1.5 h "].map(parseSpan)).toEqual(
      [45 * 60, 90, 90 * 60, 7200, 3 * 86_400, 5400].map((seconds) => seconds * 1000),
    );
  });
  test("is nothing else", () => {
    for (const wrong of ["", "m", "-5m", "2w", "1h30m", "1e3", "2 hours"])
      expect(() => parseSpan(wrong), wrong).toThrow(UsageError);
  });
});

describe("a time", () => {
  test("with an offset is the same anywhere", () => {
    const tokyo = new Zone("Asia/Tokyo");
    for (const zone of [rome, tokyo]) {
      expect(at("2026-11-24T10:00Z", zone)).toBe("2026-11-24T10:00:00.000Z");
      expect(at("2026-11-24 10:00:01.5+0200", zone)).toBe("2026-11-24T08:00:01.500Z");
      expect(at("2026-11-24T10:00-03:30", zone)).toBe("2026-11-24T13:30:00.000Z");
    }
  });
  test("without one is in the zone of who asks, with that day's summer time", () => {
    expect(at("2026-11-24T10:00")).toBe("2026-11-24T09:00:00.000Z");
    expect(at("2026-07-24 10:00:05")).toBe("2026-07-24T08:00:05.000Z");
  });
  test("that is a day only is noon of that day", () => {
    expect(at("2026-11-20")).toBe("2026-11-20T11:00:00.000Z");
    expect(at("yesterday")).toBe("2026-11-23T11:00:00.000Z");
  });
  test("of day is the last one that has passed", () => {
    expect(at("9:15")).toBe("2026-11-24T08:15:00.000Z");
    expect(at("at 22")).toBe("2026-11-23T21:00:00.000Z");
    expect(at("10:30:00")).toBe("2026-11-24T09:30:00.000Z");
  });
  test("may name its day", () => {
    expect(at("yesterday 10:00")).toBe("2026-11-23T09:00:00.000Z");
    expect(at("Yesterday at 10:00")).toBe("2026-11-23T09:00:00.000Z");
    expect(at("today 23:00")).toBe("2026-11-24T22:00:00.000Z");
  });
  test("of yesterday is by the day of the zone, not of UTC", () => {
    const afterMidnight = Date.UTC(2026, 10, 23, 23, 30);
    expect(at("yesterday 10:00", rome, afterMidnight)).toBe("2026-11-23T09:00:00.000Z");
  });
  test("may be a span ago, or now", () => {
    expect(at("20m ago")).toBe("2026-11-24T09:10:00.000Z");
    expect(at("NOW")).toBe("2026-11-24T09:30:00.000Z");
  });
  test("is nothing else: no day or hour that does not exist either", () => {
    for (const wrong of ["", " ", "tomorrow", "soon ago", "24.11.2026", "2026-13-01", "2026-02-30", "25:00", "10:75"])
      expect(exactTime(wrong, rome, now), wrong).toBeUndefined();
  });
});
