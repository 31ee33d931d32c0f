/** Segments that are made of others, block by block where that can be, hold what one of all sessions would. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Session } from "../sessions/session.ts";
import { encodeFrame } from "./frame.ts";
import { readOpenPart } from "./open-part.ts";
import { findIn, type Part, storedIn } from "./part.ts";
import { buildSegment, numbersIn, openSegment } from "./segment.ts";

const [always, ever] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const span = { from: 0, to: 1_000_000 };
let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "postino-segment-"));
});
afterAll(() => rmSync(root, { recursive: true }));

const session = (n: number, from: number): Session => ({
  ...{ id: `00A1B2C3D4${String(n).padStart(6, "0")}`, service: "smtp", role: "server", node: "1" },
  ...{ peer: `192.0.2.${n % 7}`, from, to: from, ended: "quit", transactions: [], facts: [], events: [] },
});

let files = 0;
function sealed(parts: readonly Part[]): Part {
  const path = join(root, `${files++}.sqlite`);
  buildSegment(path, parts);
  return openSegment(path, span);
}

function open(sessions: readonly Session[]): Part {
  const path = join(root, `${files++}.open`);
  writeFileSync(path, Buffer.concat(sessions.map((one) => encodeFrame({ session: one }))));
  return readOpenPart(path);
}

const contents = (part: Part) => [...storedIn(part, always, ever)].map(({ from, json }) => `${from} ${json}`);

/** When each session of a part begins after the one before, and the part after the one before. */
const part = fc.record({
  after: fc.constantFrom(-500, -50, 0, 1, 100, 5000),
  gaps: fc.array(fc.constantFrom(0, 0, 1, 1, 3, 40), { maxLength: 400, size: "max" }),
});

test("parts one after the other, interleaved, and with sessions of one instant", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.boolean(), (parts, withOpen) => {
      let [n, at] = [0, 1000];
      const told = parts.map(({ after, gaps }) => {
        at += after;
        return gaps.map((gap) => {
          at += gap;
          return session(n++, at);
        });
      });
      const all = told.flat();
      const whole = sealed([open(all)]);
      const pieces = told.map((sessions, index) =>
        withOpen && index === 1 ? open(sessions) : sealed([open(sessions)]),
      );
      const merged = sealed(pieces);
      const again = sealed([merged, sealed([])]);
      // As many numbers as `maxNumbers` allows for.
      expect(numbersIn(merged)).toBeLessThanOrEqual(
        pieces.reduce((sum, one) => sum + numbersIn(one), 0) * (9 / 8) + 16,
      );
      for (const one of [merged, again]) {
        expect(contents(one)).toEqual(contents(whole));
        for (let peer = 0; peer < 7; peer++) {
          const ids = (of: Part) => [...findIn(of, [`ip:192.0.2.${peer}`], always, ever)].map(({ id }) => id);
          expect(ids(one)).toEqual(ids(whole));
        }
        for (const { id, from } of all.slice(0, 50))
          expect([...findIn(one, [`session:${id}`], from, from + 1)]).toHaveLength(1);
      }
      for (const one of [whole, ...pieces, merged, again]) one.close();
    }),
    { numRuns: 15 },
  );
});

test("sessions of one instant stand in the order of their ids, whichever part they come from", () => {
  const parts = [0, 1].map((odd) => sealed([open(Array.from({ length: 60 }, (_, n) => session(2 * n + odd, 1000)))]));
  const merged = sealed(parts);
  expect(contents(merged)).toEqual(contents(merged).toSorted());
  for (const one of [...parts, merged]) one.close();
});

test("what lies in order is taken over as it is packed", () => {
  const parts = [0, 1000].map((begin) =>
    sealed([open(Array.from({ length: 160 }, (_, n) => session(begin + n, begin + n)))]),
  );
  const merged = sealed(parts);
  const blocks = (one: Part | undefined) => Array.from(one?.packed?.begins() ?? [], (_, n) => one?.packed?.body(n));
  expect(blocks(merged).slice(0, 9)).toEqual(blocks(parts[0]).slice(0, 9));
  expect(blocks(merged).slice(10, 19)).toEqual(blocks(parts[1]).slice(0, 9));
  for (const one of [...parts, merged]) one.close();
});
