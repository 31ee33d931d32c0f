import { expect, test } from "vitest";
import { Zone } from "./zone.ts";

const rome = new Zone("Europe/Rome");

test("a wall-clock time becomes an instant and back", () => {
  const epoch = rome.toEpoch(Date.UTC(2026, 10, 24, 10, 0, 0));
  expect(new Date(epoch).toISOString()).toBe("2026-11-24T09:00:00.000Z");
  expect(rome.wallTime(epoch)).toMatchObject({ year: 2026, month: 11, day: 24, hour: 10 });
  expect(rome.iso(epoch)).toBe("2026-11-24T10:00:00.000+01:00");
});

test("the hour that DST repeats has two instants", () => {
  const wall = Date.UTC(2026, 9, 25, 2, 30, 0);
  expect(new Date(rome.toEpoch(wall)).toISOString()).toBe("2026-10-25T00:30:00.000Z");
  expect(new Date(rome.toEpoch(wall, true)).toISOString()).toBe("2026-10-25T01:30:00.000Z");
});

test("a time that DST skips is read with the offset before the change", () => {
  expect(new Date(rome.toEpoch(Date.UTC(2026, 2, 29, 2, 30, 0))).toISOString()).toBe("2026-03-29T01:30:00.000Z");
});

test("an offset is a zone too", () => {
  expect(new Zone("+05:30").toEpoch(Date.UTC(2026, 0, 1, 5, 30))).toBe(Date.UTC(2026, 0, 1));
});

test("the time of day goes with the zone, second by second and also backwards", () => {
  const zone = new Zone("Asia/Kolkata");
  const at = Date.parse("2026-11-24T00:00:00.000+05:30");
  const asked = [at + 7, at + 999, at + 1000, at - 1, at];
  expect(asked.map((each) => zone.timeOfDay(each))).toEqual([
    "00:00:00.007",
    "00:00:00.999",
    "00:00:01.000",
    "23:59:59.999",
    "00:00:00.000",
  ]);
});
