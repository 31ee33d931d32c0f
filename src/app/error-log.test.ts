import { expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { createErrorLog } from "./error-log.ts";

const started = Date.UTC(2026, 10, 28, 10);

function sample() {
  const clock = { now: started };
  const notes: string[] = [];
  return {
    clock,
    notes,
    ...createErrorLog(
      (text) => void notes.push(text),
      () => clock.now,
    ),
  };
}
const full = () =>
  Object.assign(new Error("ENOSPC: no space left on device, open '/x'"), { code: "ENOSPC", stack: "" });

test("an error is told with the place that it came from; what a user can mend, without", () => {
  const { report, notes } = sample();
  report("a timer", new TypeError("x is no function"));
  expect(notes[0]).toMatch(/^Error in a timer: TypeError: x is no function \| at .*error-log\.test\.ts:\d+:\d+/);
  expect(notes[0]?.split(" | ").length).toBeLessThanOrEqual(4);
  report("a timer", new UsageError("levels.json is damaged"));
  report("the program", "a text that was thrown");
  expect(notes.slice(1)).toEqual([
    "Error in a timer: levels.json is damaged",
    "Error in the program: a text that was thrown",
  ]);
});

test("the same error is told once a minute, and how often it came", () => {
  const { report, settle, notes, clock } = sample();
  for (let times = 0; times < 3; times++) report("the delivery", full());
  clock.now += 59_999;
  settle();
  expect(notes).toHaveLength(1);
  clock.now += 1;
  settle();
  report("the delivery", full());
  settle();
  expect(notes.slice(1)).toEqual([
    "The same error 2 times more since 2026-11-28T10:00:00.000Z: the delivery: Error: ENOSPC: no space left on device, open '/x'",
  ]);
  settle(true);
  expect(notes.at(-1)).toMatch(/^The same error 1 times more since 2026-11-28T10:01:00\.000Z: /);
});

test("an error that stayed away for a minute is told whole when it comes again", () => {
  const { report, settle, notes, clock } = sample();
  report("the delivery", full());
  clock.now += 60_000;
  settle();
  report("the delivery", full());
  expect(notes).toHaveLength(2);
  expect(notes[1]).toBe(notes[0]);
});
