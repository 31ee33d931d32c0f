import { expect, test } from "vitest";
import { Senders } from "./senders.ts";

const minute = 60_000;
const limits = { recipientsPerHour: 6, recipientsPerDay: 20, refusedPercent: 50 };

test("so many recipients in an hour, then one each ten minutes; accounts do not count against each other", () => {
  const senders = new Senders(() => limits);
  for (let n = 0; n < 6; n++) expect(senders.add("ann", 0)).toBeUndefined();
  expect(senders.add("ann", 0)).toEqual({ within: "hour", limit: 6, waitMilliseconds: 10 * minute });
  expect(senders.add("bob", 0)).toBeUndefined();
  expect(senders.add("ann", 9 * minute)?.waitMilliseconds).toBe(minute);
  expect(senders.add("ann", 10 * minute)).toBeUndefined();
  expect(senders.add("ann", 10 * minute)?.within).toBe("hour");
});
test("the day has its own limit, and 0 is none", () => {
  const day = new Senders(() => ({ ...limits, recipientsPerHour: 0 }));
  for (let n = 0; n < 20; n++) expect(day.add("ann", n * minute)).toBeUndefined();
  expect(day.add("ann", 20 * minute)).toMatchObject({ within: "day", limit: 20 });
  const none = new Senders(() => ({ ...limits, recipientsPerHour: 0, recipientsPerDay: 0 }));
  for (let n = 0; n < 5000; n++) expect(none.add("ann", 0)).toBeUndefined();
});
test("an account most of whose recipients are refused is found, over several sessions of an hour", () => {
  const senders = new Senders(() => limits);
  expect(senders.ended("ann", 19, 19, 0)).toBeUndefined();
  expect(senders.ended("ann", 30, 1, minute)).toBeUndefined();
  expect(senders.ended("ann", 20, 20, 2 * minute)).toMatchObject({ recipients: 69, refused: 40 });
  expect(senders.ended("bob", 19, 19, 0)).toBeUndefined();
  expect(senders.ended("bob", 19, 19, 61 * minute)).toBeUndefined();
});
