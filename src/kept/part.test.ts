/** A part gives back what was put into it, and says what a disk has changed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { endings, OpenPlaces } from "../reading/open-places.ts";
import { linesOfFile } from "./keeper.ts";
import { KeptPart, PartBuilder } from "./part.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-kept-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const [always, ever] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** A row of numbers that looks like chance, and is the same each time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

function sessionOf(next: (below: number) => number): OpenPlaces {
  const open = new OpenPlaces();
  open.begin(1_700_000_000_000 + next(86_400_000) + next(2) / 2, next(20) === 0 ? next(5) : 0);
  open.nameless = next(10) === 0;
  open.after = next(10) === 0;
  let line = next(3) * linesOfFile + 1 + next(1_000_000);
  const first = line;
  for (let runs = next(6) + 1; runs > 0; runs--) {
    for (let count = next(20) + 1; count > 0; count--) open.line(line++);
    line += next(1000) + (next(30) === 0 ? linesOfFile : 1);
  }
  const begins = next(4);
  if (begins === 0) open.beginning = { line: first, times: 0, before: 0 };
  if (begins === 1) open.beginning = { line: first + 1, times: next(3), before: next(300) };
  for (let words = next(8); words > 0; words--) open.word(1 + next(2 ** 24 - 1));
  return open;
}

function written(count: number, seed: number) {
  const next = chance(seed);
  const builder = new PartBuilder();
  const sessions = Array.from({ length: count }, (_, n) => {
    const open = sessionOf(next);
    const [ending, format] = [endings[next(3)] ?? "told", ["postfix", "exim", "dovecot"][next(3)] ?? ""] as const;
    builder.add(open, ending, format);
    const { from, nth, after, beginning, nameless, runs, runsEnd, words, wordsEnd } = open;
    const lines: number[] = [];
    for (let at = 0; at < runsEnd; at += 2)
      for (let line = 0; line < (runs[at + 1] ?? 0); line++) lines.push((runs[at] ?? 0) + line);
    return {
      n,
      row: { from, nth, after, beginning, ending, lines, formatId: format },
      nameless,
      words: words.slice(0, wordsEnd),
    };
  });
  const path = join(folder, "1.part");
  writeFileSync(path, Buffer.concat([...builder.pieces()]));
  return { path, sessions };
}

describe("a part", () => {
  test("gives back each session, and finds it by each word", () => {
    const { path, sessions } = written(3000, 1);
    const part = new KeptPart(path);
    expect(part.sessions).toBe(3000);
    const byWord = Map.groupBy(
      sessions.flatMap(({ n, words }) => words.map((word) => ({ n, word }))),
      ({ word }) => word,
    );
    for (const { n, row } of sessions) expect(part.row(n)).toMatchObject(row);
    for (const [word, found] of byWord)
      expect(
        part
          .find(always, ever, [word], false)
          .map(([n]) => n)
          .sort((a, b) => a - b),
      ).toEqual(found.map(({ n }) => n));
    const nameless = sessions.filter((session) => session.nameless).map(({ n }) => n);
    expect(part.find(always, ever, [], true).map(([n]) => n)).toEqual(nameless);
    expect(part.damaged.size).toBe(0);
  });

  test("finds those of a time alone", () => {
    const { path, sessions } = written(3000, 2);
    const part = new KeptPart(path);
    const [from, to] = [1_700_020_000_000, 1_700_030_000_000];
    for (const { n, row, words } of sessions.slice(0, 200)) {
      const isFound = words.some((word) => part.find(from, to, [word], false).some(([number]) => number === n));
      expect(isFound).toBe(words.length > 0 && row.from >= from && row.from < to);
    }
  });

  test("gives all of it to the part that goes on", () => {
    const { path, sessions } = written(500, 3);
    const builder = new PartBuilder();
    for (const row of new KeptPart(path).all()) builder.add(...row);
    const again = join(folder, "2.part");
    writeFileSync(again, Buffer.concat([...builder.pieces()]));
    const part = new KeptPart(again);
    for (const { n, row, words } of sessions) {
      expect(part.row(n)).toMatchObject(row);
      for (const word of words) expect(part.find(always, ever, [word], false).map(([number]) => number)).toContain(n);
    }
    expect(part.find(always, ever, [], true).length).toBe(sessions.filter(({ nameless }) => nameless).length);
  });

  test("whatever byte a disk changes: nothing wrong is told, and what is missing is named", () => {
    const { path, sessions } = written(1500, 4);
    const whole = readFileSync(path);
    const next = chance(5);
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(whole);
      const at = next(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << next(8));
      writeFileSync(path, bytes);
      let part: KeptPart;
      try {
        part = new KeptPart(path);
      } catch (error) {
        expect(error, "damage is no error of the program").toMatchObject({
          message: expect.stringMatching(/^it(?:s summary is damaged| has no end)$/),
        });
        continue;
      }
      let missing = 0;
      for (const { n, row, words } of sessions) {
        const told = part.row(n);
        if (told) expect(told.lines).toEqual(row.lines);
        const isFound = words.every((word) => part.find(always, ever, [word], false).some(([number]) => number === n));
        if (!told || !isFound) missing += 1;
      }
      if (missing > 0) expect(part.damaged.size).toBeGreaterThan(0);
    }
  });
});
