import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import { keys } from "../sessions/keys.ts";
import { Linked } from "./linked.ts";
import { readSource } from "./log-source.ts";

const always = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
const start = Date.UTC(2026, 10, 24, 10);
const [shared, own] = ["same@list.example", "own@sender.example"];

/** A message of that second. */
function linesOf(n: number, id: string): string {
  const at = new Date(start + n * 1000).toISOString();
  const queueId = (0xa00000 + n).toString(16).toUpperCase();
  return [
    `${at} mx postfix/cleanup[7]: ${queueId}: message-id=<${id}>`,
    `${at} mx postfix/qmgr[8]: ${queueId}: from=<ann@sender.example>, size=442, nrcpt=1 (queue active)`,
    `${at} mx postfix/qmgr[8]: ${queueId}: removed`,
  ].join("\n");
}

/** One message a second, all but the last under the same Message-ID; that one has its id twice, an hour apart. */
function logOf(messages: number): string {
  const all = Array.from({ length: messages }, (_, n) => linesOf(n, shared));
  return `${[...all, linesOf(messages, own), linesOf(messages + 3600, own)].join("\n")}\n`;
}

test.each([
  ["few", 150, 150],
  ["a mass", 250, 1],
])("an id that %s bear leads to all of them, or no further than its part", async (_, messages, found) => {
  const folder = mkdtempSync(join(tmpdir(), "postino-linked-"));
  try {
    const log = join(folder, "mail.log");
    writeFileSync(log, logOf(messages));
    const source = await readSource({ logs: [log], zone: new Zone("UTC") });
    const { begun: __, ...unknowing } = source;
    for (const each of [source, unknowing]) {
      const linked = await Linked.over(each, { from: start, to: start + 7_200_000 });
      const part = { from: start, to: start + 1000 };
      const around = linked.around({ ...part, sessions: await each.between(part.from, part.to) });
      expect(await around.find([keys.messageId(shared)], ...always)).toHaveLength(found);
      expect(await around.find([keys.messageId(own)], ...always)).toHaveLength(2);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("in each other part of the time only the ids are asked for that lead there", async () => {
  const folder = mkdtempSync(join(tmpdir(), "postino-linked-"));
  try {
    const log = join(folder, "mail.log");
    const twice = [...Array(20).keys()].flatMap((n) => [
      linesOf(n, `${n}@sender.example`),
      linesOf(3600 + n, `${n}@sender.example`),
    ]);
    writeFileSync(log, `${twice.sort().join("\n")}\n`);
    const source = await readSource({ logs: [log], zone: new Zone("UTC") });
    const asked: number[] = [];
    const find: typeof source.find = (anyOf, ...rest) => {
      asked.push(anyOf.length);
      return source.find(anyOf, ...rest);
    };
    const linked = await Linked.over({ ...source, find }, { from: start, to: start + 7_200_000 });
    const part = { from: start, to: start + 60_000 };
    const around = linked.around({ ...part, sessions: await source.between(part.from, part.to) });
    const ids = [...Array(20).keys()].map((n) => keys.messageId(`${n}@sender.example`));
    expect(await around.find(ids, ...always)).toHaveLength(40);
    expect(asked).toEqual(ids.map(() => 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
