import { expect, test } from "vitest";
import { ask, endOfList, printList } from "./ask.ts";
import type { Io } from "./command.ts";

const io: Io = { print: () => {}, warn: () => {}, terminal: false, now: () => Date.UTC(2026, 10, 24), env: {} };

test("an address in the place of a log is told from a file that is not there", async () => {
  await expect(ask(["mail.log", "bob@example.com"], { zone: "UTC" }, io)).rejects.toThrow(
    "bob@example.com is no file or folder; if it is an address, write --to bob@example.com, or --from",
  );
});

const printed = async (parts: readonly (readonly number[])[], options: Readonly<Record<string, unknown>> = {}) => {
  const lines: string[] = [];
  const objects = async (part: readonly number[]) => part.map((n) => ({ n }));
  const texts = async (part: readonly number[]) => part.map(String);
  const count = await printList(options, { ...io, print: (text) => lines.push(text) }, parts, objects, texts);
  return { count, text: lines.join("\n") };
};

test("a list goes on behind a part of the time in which there is nothing", async () => {
  const parts = [[1, 2], [], [3], [], []];
  expect(await printed(parts)).toEqual({ count: 3, text: "1\n2\n3" });
  expect(JSON.parse((await printed(parts, { json: true })).text)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect((await printed(parts, { jsonl: true })).text).toBe('{"n":1}\n{"n":2}\n{"n":3}');
  expect(await printed([[], []], { json: true })).toEqual({ count: 0, text: "[]" });
});

test("a list ends at its limit, and asks for no more", async () => {
  let made = 0;
  const parts = (function* () {
    for (;;) {
      made += 1;
      yield [made * 2 - 1, made * 2];
    }
  })();
  const lines: string[] = [];
  const texts = async (part: readonly number[]) => part.map(String);
  const print = (text: string) => void lines.push(text);
  expect(await printList({ limit: "3" }, { ...io, print }, parts, async () => [], texts)).toBe(3);
  expect(lines).toEqual(["1\n2", "3"]);
  expect(made).toBe(2);
});

test("that nothing was found is said of what was looked for, not of none that was asked for", () => {
  const warned = (limit?: string) => {
    const said: string[] = [];
    return [
      endOfList(0, limit === undefined ? {} : { limit }, { ...io, warn: (text) => void said.push(text) }),
      said.length,
    ];
  };
  expect([warned(), warned("3"), warned("0")]).toEqual([
    [1, 1],
    [1, 1],
    [1, 0],
  ]);
});
