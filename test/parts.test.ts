/** What is listed a few sessions at a time is what is listed of all at once. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { judgedFor, tracedFor } from "../src/app/lists.ts";
import { fromLogs } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import type { Question } from "../src/diagnosis/question.ts";
import type { SessionSource } from "../src/sessions/source.ts";
import { readCases } from "./case-file.ts";
import { writeLogs } from "./case-questions.ts";

const zone = new Zone("UTC");
const now = Date.UTC(2026, 10, 28, 18);
const everything: Question = { to: [], facts: {}, limit: 0 };
const few = 3;
const near = 20_000;
const folders = ["src/reading/cases", "src/diagnosis/cases", "test/complications"];

async function listed(source: SessionSource, most?: number, question = everything) {
  const parts = await Array.fromAsync(tracedFor(question, source, [], most));
  const sessions = (await Array.fromAsync(judgedFor(question, source, [], most))).flat();
  const traced = parts.flatMap((part) => part.traced);
  return {
    parts: parts.length,
    times: traced.map(({ at }) => at),
    // What is of one instant is in no order.
    traced: traced
      .map((attempt) => ({
        row: `${attempt.at} ${attempt.session} ${attempt.recipient} ${attempt.status}`,
        ...attempt,
      }))
      .sort((a, b) => (a.row < b.row ? -1 : a.row > b.row ? 1 : 0)),
    unfinished: parts.reduce((sum, part) => sum + part.unfinished, 0),
    sessions: sessions.map(
      ({ session, verdict, status }) => `${session.from} ${session.id} ${status} ${verdict.cause}`,
    ),
  };
}

describe.each(folders)("%s", (place) => {
  for (const file of readCases(place).filter(({ sections }) => sections.some(({ words }) => words[0] === "log")))
    test(file.name, async () => {
      const folder = mkdtempSync(join(tmpdir(), "postino-parts-"));
      try {
        const source = await fromLogs({ logs: writeLogs(file, folder), zone, now });
        const [whole, inParts] = [await listed(source), await listed(source, few)];
        expect(inParts).toEqual({ ...whole, parts: inParts.parts });
        const { begun: _, ...unknowing } = source;
        expect(await listed(unknowing, few)).toEqual(inParts);
        expect(inParts.times).toEqual(inParts.times.toSorted((a, b) => a - b));
        const about = whole.times[Math.floor(whole.times.length / 2)] ?? now;
        const isThen = ({ at }: { readonly at: number }) => at >= about - near && at < about + near;
        for (const most of [few, undefined]) {
          const then = await listed(source, most, { ...everything, about, windowMilliseconds: near });
          expect(then.traced).toEqual(whole.traced.filter(isThen));
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
});
