import { describe, expect, test } from "vitest";
import type { MailEvent } from "../events/event.ts";
import { Activity } from "./activity.ts";

const minute = 60_000;
const start = Date.UTC(2026, 10, 24, 9);
const base = { atPrecisionSeconds: 0.001, node: "1", service: "system" } as const;

/** A log with a sign of life in each of these minutes. */
function busy(...minutes: readonly number[]): Activity {
  const activity = new Activity();
  for (const at of minutes) activity.note(start + at * minute);
  return activity;
}
type System = "log.heartbeat" | "service.started" | "service.stopped";
const event = (kind: System, atMinute: number) =>
  ({ ...base, kind, at: start + atMinute * minute, title: "smtp" }) as MailEvent;

/** Holes in minutes from the start, `10-50 silent`. */
const holes = (activity: Activity, from = 0, to = 10_000): readonly string[] =>
  activity
    .gaps(start + from * minute, start + to * minute)
    .map((gap) => `${(gap.from - start) / minute}-${(gap.to - start) / minute} ${gap.why}`);

const each = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, n) => from + n * step);

describe("a log without heartbeats", () => {
  test("is silent only where it says nothing for more than half an hour", () => {
    expect(holes(busy(...each(0, 10), ...each(41, 50)))).toEqual([]);
    expect(holes(busy(...each(0, 10), ...each(42, 50)))).toEqual(["11-42 silent"]);
  });
  test("of a small server, quiet by habit, is silent after ten of its pauses", () => {
    const usual = each(0, 60, 10);
    expect(holes(busy(...usual, 160))).toEqual([]);
    expect(holes(busy(...usual, 162))).toEqual(["61-162 silent"]);
  });
  test("that never spoke, or once only, has no holes to tell of", () => {
    expect(holes(busy())).toEqual([]);
    expect(holes(busy(5))).toEqual([]);
  });
});

describe("a log with heartbeats", () => {
  const beating = (step: number, ...beats: readonly number[]) => {
    const activity = new Activity();
    for (const at of beats) activity.take(event("log.heartbeat", at * step));
    return activity;
  };
  test("each minute is silent after three missed ones", () => {
    expect(beating(1, 0, 1, 2).heartbeats).toBe(true);
    expect(holes(beating(1, 0, 1, 2, 6, 7))).toEqual([]);
    expect(holes(beating(1, 0, 1, 2, 7, 8))).toEqual(["3-7 silent"]);
  });
  test("each ten minutes is silent after three of those", () => {
    expect(holes(beating(10, 0, 1, 2, 5))).toEqual([]);
    expect(holes(beating(10, 0, 1, 2, 6))).toEqual(["21-60 silent"]);
  });
  test("of which one was seen only says nothing of its habits", () => {
    expect(beating(1, 0).heartbeats).toBe(false);
  });
});

describe("what the log itself says of its holes", () => {
  test("lost lines are a hole, however short", () => {
    const activity = busy(...each(0, 10));
    const lost = { from: start + 3 * minute, to: start + 3.5 * minute, lostLines: 7 };
    activity.take({ ...base, kind: "log.gap", at: start + 4 * minute, ...lost });
    expect(holes(activity)).toEqual(["3-3.5 lost"]);
  });
  test("between stop and start is a hole, but a restart within a minute is none", () => {
    const activity = busy(...each(0, 20));
    activity.take(event("service.stopped", 4));
    activity.take(event("service.started", 9));
    activity.take(event("service.stopped", 12));
    activity.take(event("service.started", 13));
    expect(holes(activity)).toEqual(["4-9 stopped"]);
  });
  test("a start without a stop tells of no hole", () => {
    const activity = busy(...each(0, 10));
    activity.take(event("service.started", 5));
    expect(holes(activity)).toEqual([]);
  });
});

test("only the holes of the time in question are told, in order of time", () => {
  const activity = busy(...each(0, 10), ...each(100, 110), ...each(200, 210));
  activity.take(event("service.stopped", 12));
  activity.take(event("service.started", 90));
  expect(holes(activity)).toEqual(["12-90 stopped", "13-90 silent", "111-200 silent"]);
  expect(holes(activity, 150, 160)).toEqual(["111-200 silent"]);
  expect(holes(activity, 95, 111)).toEqual([]);
});

test("the span is from the first minute with a sign of life to the end of the last; stamps that are none do not count", () => {
  expect(busy().span()).toBeUndefined();
  expect(busy(7, 3, Number.NaN).span()).toEqual({ from: start + 3 * minute, to: start + 8 * minute });
});
