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

/** One message a second, all but the last under the same Message-ID; that one has its id twice, an hour apart. */
function logOf(messages: number): string {
  const line = (n: number, id: string) => {
    const at = new Date(start + n * 1000).toISOString();
    const queueId = (0xa00000 + n).toString(16).toUpperCase();
    return [
      `${at} mx postfix/cleanup[7]: ${queueId}: message-id=<${id}>`,
      `${at} mx postfix/qmgr[8]: ${queueId}: from=<ann@sender.example>, size=442, nrcpt=1 (queue active)`,
      `${at} mx postfix/qmgr[8]: ${queueId}: removed`,
    ].join("\n");
  };
  const all = Array.from({ length: messages }, (_, n) => line(n, shared));
  return `${[...all, line(messages, own), line(messages + 3600, own)].join("\n")}\n`;
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
