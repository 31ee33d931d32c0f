import { beforeEach, expect, test } from "vitest";
import { openState } from "../app/state.ts";
import { Senders } from "./senders.ts";
import { openSenders } from "./store.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const limits = { recipientsPerHour: 6, recipientsPerDay: 20, refusedPercent: 50, newNetworkRecipients: 3 };
const unlimited = { ...limits, recipientsPerHour: 0, recipientsPerDay: 0 };
const from = (peer?: string, session = "019F03A5E00010A7") => ({ session, ...(peer !== undefined && { peer }) });
let database = openState(":memory:");
const open = (its: typeof limits = limits) => new Senders(() => its, openSenders(database));

beforeEach(() => {
  database = openState(":memory:");
});

test("so many recipients in an hour, then one each ten minutes; accounts do not count against each other", () => {
  const senders = open();
  for (let n = 0; n < 6; n++) expect(senders.add("ann", from(), 0)).toBeUndefined();
  expect(senders.add("ann", from(undefined, "later"), 0)).toEqual({
    ...{ within: "hour", limit: 6, waitMilliseconds: 10 * minute },
    session: "019F03A5E00010A7",
  });
  expect(senders.add("bob", from(), 0)).toBeUndefined();
  expect(senders.add("ann", from(), 9 * minute)).toMatchObject({ waitMilliseconds: minute });
  expect(senders.add("ann", from(), 10 * minute)).toBeUndefined();
  expect(senders.add("ann", from(), 10 * minute)).toMatchObject({ within: "hour" });
});

test("the day has its own limit, and 0 is none", () => {
  const daily = open({ ...limits, recipientsPerHour: 0 });
  for (let n = 0; n < 20; n++) expect(daily.add("ann", from(), n * minute)).toBeUndefined();
  expect(daily.add("ann", from(), 20 * minute)).toMatchObject({ within: "day", limit: 20 });
  const none = open(unlimited);
  for (let n = 0; n < 5000; n++) expect(none.add("bob", from(), 0)).toBeUndefined();
});

test("an account most of whose recipients are refused is found, over several sessions of an hour", () => {
  const senders = open();
  expect(senders.ended("ann", 19, 19, 0)).toBeUndefined();
  expect(senders.ended("ann", 30, 1, minute)).toBeUndefined();
  expect(senders.ended("ann", 20, 20, 2 * minute)).toMatchObject({ recipients: 69, refused: 40 });
  expect(senders.ended("bob", 19, 19, 0)).toBeUndefined();
  expect(senders.ended("bob", 19, 19, 61 * minute)).toBeUndefined();
});

test("counts outlive the program, saved and not a moment longer than they count", () => {
  const before = open();
  for (let n = 0; n < 6; n++) before.add("ann", from(), 0);
  before.ended("ann", 19, 19, 0);
  before.save();
  const after = open();
  expect(after.add("ann", from(), minute)).toMatchObject({ within: "hour" });
  expect(after.ended("ann", 1, 1, minute)).toMatchObject({ recipients: 20, refused: 20 });
  expect(open().add("ann", from(), hour)).toBeUndefined();
});

test("what could not be saved is saved the next time", () => {
  const senders = open();
  for (let n = 0; n < 6; n++) senders.add("ann", from(), 0);
  database.exec("ALTER TABLE sender RENAME TO elsewhere");
  expect(() => senders.save()).toThrow("no such table");
  database.exec("ALTER TABLE elsewhere RENAME TO sender");
  senders.save();
  expect(open().add("ann", from(), 0)).toMatchObject({ within: "hour" });
});

test("too many recipients from a network where the account was never seen are told once, the first network is its own", () => {
  const senders = open(unlimited);
  for (let n = 0; n < 9; n++) expect(senders.add("ann", from("198.51.100.7"), 0)).toBeUndefined();
  for (let n = 0; n < 9; n++) expect(senders.add("ann", from("198.51.7.9"), 0)).toBeUndefined();
  senders.seen("ann", from("203.0.113.7"), hour);
  senders.save();
  // After a restart.
  const after = open(unlimited);
  for (let n = 0; n < 3; n++) expect(after.add("ann", from("203.0.113.8"), 2 * hour)).toBeUndefined();
  expect(after.add("ann", from("203.0.99.8"), 2 * hour)).toEqual({ network: "203.0.0.0/16", recipients: 4, limit: 3 });
  expect(after.add("ann", from("203.0.99.8"), 2 * hour)).toBeUndefined();
  // Without an address, that of a web client say, nothing is learnt or counted.
  for (let n = 0; n < 9; n++) expect(after.add("ann", from(), 2 * hour)).toBeUndefined();
});

test("a day later the network is known, and half a year of absence makes it new again; IPv6 counts by /32", () => {
  const senders = open(unlimited);
  senders.seen("ann", from("198.51.100.7"), 0);
  senders.seen("ann", from("2001:db8:1::7"), 0);
  for (let n = 0; n < 9; n++) expect(senders.add("ann", from("2001:db8:2::7"), day)).toBeUndefined();
  senders.seen("ann", from("198.51.100.7"), 100 * day);
  const later = 182 * day;
  for (let n = 0; n < 3; n++) expect(senders.add("ann", from("2001:db8:3::7"), later)).toBeUndefined();
  expect(senders.add("ann", from("2001:db8:3::7"), later)).toMatchObject({ network: "2001:db8::/32" });
});

test("of more than fifty networks the one that was seen last longest ago is forgotten, and whoever is idle for long", () => {
  const senders = open(unlimited);
  for (let n = 0; n < 60; n++) senders.seen("ann", from(`10.${n}.0.1`), n * day);
  senders.save();
  const kept = Object.keys(openSenders(database).find("ann")?.networks ?? {});
  expect(kept).toHaveLength(50);
  expect(kept).not.toContain("10.9.0.0/16");
  expect(kept).toContain("10.10.0.0/16");
  senders.prune(239 * day);
  expect(openSenders(database).find("ann")).toBeDefined();
  senders.prune(240 * day);
  expect(openSenders(database).find("ann")).toBeUndefined();
});
