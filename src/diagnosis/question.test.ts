import { describe, expect, test } from "vitest";
import { isAsked, type Question, windows } from "./question.ts";

const hour = 3_600_000;
const about = Date.UTC(2026, 10, 24, 9);
const asked = (more: Partial<Question>): Question => ({ to: [], facts: {}, limit: 5, ...more });
/** Hours before and after the stated time. */
const hours = (question: Question) =>
  windows(question).map(({ from, to }) => [(about - from) / hour, (to - about) / hour]);

describe("where to look", () => {
  test("is everywhere when no time was told", () => {
    expect(windows(asked({}))).toEqual([{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }]);
  });
  test("widens around a time: 45 minutes, then five days of a queue, then zones", () => {
    expect(hours(asked({ about }))).toEqual([
      [0.75, 0.75],
      [1, 120],
      [14, 120],
    ]);
  });
  test("is the window that was asked for, and never wider", () => {
    expect(hours(asked({ about, windowMilliseconds: 2 * hour }))).toEqual([[2, 2]]);
    expect(hours(asked({ about, windowMilliseconds: 0 }))).toEqual([[0, 0]]);
  });
});

describe("an address is asked for", () => {
  test("when it is the same, whatever case and brackets", () => {
    expect(isAsked("bob@example.test", "<Bob@Example.TEST>")).toBe(true);
    expect(isAsked("bob@example.test", "bobby@example.test")).toBe(false);
    expect(isAsked("bob@example.test", "bob@example.test.example")).toBe(false);
  });
  test("when it has a tag that was not asked for; a tag that was asked for must be there", () => {
    expect(isAsked("bob@example.test", "bob+news@example.test")).toBe(true);
    expect(isAsked("bob+news@example.test", "bob+news@example.test")).toBe(true);
    expect(isAsked("bob+news@example.test", "bob@example.test")).toBe(false);
  });
  test("by its domain: anybody there, nobody below or beside", () => {
    expect(isAsked("@Example.test", "bob@example.test")).toBe(true);
    expect(isAsked("@example.test", "bob@sub.example.test")).toBe(false);
    expect(isAsked("@example.test", "bob@myexample.test")).toBe(false);
    expect(isAsked("@example.test", "")).toBe(false);
  });
});
