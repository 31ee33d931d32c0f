import { expect, test } from "vitest";
import { type Cause, causes, isCauseId } from "./causes.ts";

const all: readonly (readonly [string, Cause])[] = Object.entries(causes);

test("every cause that another may be confused with exists, and is another", () => {
  const wrong = all.flatMap(([id, { confused }]) =>
    confused.filter((other) => !isCauseId(other.id) || other.id === id).map((other) => `${id} -> ${other.id}`),
  );
  expect(wrong).toEqual([]);
});

test("an id begins with its stage, and has a name and a remedy", () => {
  expect(all.filter(([id, { stage }]) => !id.startsWith(`${stage}.`))).toEqual([]);
  expect(all.filter(([, { name, remedy }]) => name === "" || remedy.length === 0).map(([id]) => id)).toEqual([]);
});

test("an id from outside is looked up by its own name only", () => {
  expect(isCauseId("rcpt.user-unknown")).toBe(true);
  expect(isCauseId("toString")).toBe(false);
});
