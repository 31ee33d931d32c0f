/** Segments that are made of others, block by block where that can be, hold what one of all sessions would. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeDatabase, openFinished } from "../base/database.ts";
import type { Fact, MailEvent } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";
import { encodeFrame } from "./frame.ts";
import { readOpenPart } from "./open-part.ts";
import { findIn, type Part, sessionsIn, storedIn } from "./part.ts";
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

/** With a command that is only in the transcript, and a fact that stands in both. */
function spoken(n: number): Session {
  const { id, peer = "" } = session(n, n);
  const common = { at: n, atPrecisionSeconds: 0.001, node: "1", service: "smtp", session: id, peer } as const;
  const command: MailEvent = { ...common, kind: "smtp.command", verb: "MAIL", argument: `FROM:<a${n}@example.org>` };
  const fact: Fact = { ...common, kind: "message.accepted", queueId: `Q${n}`, sender: "a@example.org" };
  return { ...session(n, n), facts: [fact], events: [command, fact] };
}

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
        pieces.reduce((sum, one) => sum + numbersIn(one), 0) * (9 / 8) + 32,
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
    sealed([open(Array.from({ length: 320 }, (_, n) => session(begin + n, begin + n)))]),
  );
  const merged = sealed(parts);
  const blocks = (one: Part | undefined) => Array.from(one?.packed?.begins() ?? [], (_, n) => one?.packed?.block(n));
  expect(blocks(merged).slice(0, 9)).toEqual(blocks(parts[0]).slice(0, 9));
  expect(blocks(merged).slice(10, 19)).toEqual(blocks(parts[1]).slice(0, 9));
  for (const one of [...parts, merged]) one.close();
});

const everything = (part: Part) => [...sessionsIn(part, always, ever)].toReversed().map((one) => ({ ...one }));

test("a session comes back with its transcript; where that is damaged with its facts, and its time is named", () => {
  const all = Array.from({ length: 40 }, (_, n) => spoken(n));
  const path = join(root, `${files++}.sqlite`);
  buildSegment(path, [open(all)]);
  const whole = openSegment(path, span);
  expect(everything(whole)).toEqual(all);
  expect(everything(sealed([whole]))).toEqual(all);
  whole.close();

  const bytes = readFileSync(path);
  const place = bytes.lastIndexOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]));
  bytes[place + 40] = (bytes[place + 40] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  const damaged = openSegment(path, span);
  const found = everything(damaged);
  const withFacts = (one: Session) => ({ ...one, events: one.facts });
  expect(found.map(withFacts)).toEqual(all.map(withFacts));
  const cut = found.filter(({ events }) => events.length === 1).map(({ from }) => from);
  expect([8, 32]).toContain(cut.length);
  expect(damaged.damaged()).toMatchObject([{ from: cut[0] }]);
  damaged.close();
});

test("a file from before transcripts stood apart is read, and its sessions go into others", () => {
  const all = Array.from({ length: 10 }, (_, n) => spoken(n));
  const [today, before] = [join(root, `${files++}.sqlite`), join(root, `${files++}.sqlite`)];
  buildSegment(today, [open(all)]);
  const line = ({ from, facts, events, ...one }: Session) => {
    const places = { facts: facts.map((fact) => events.indexOf(fact)), events, files: [], base: 0, precision: 0.001 };
    return `${from}\t${JSON.stringify({ ...one, from, ...places })}`;
  };
  const rows = openFinished(today);
  makeDatabase(before, (database) => {
    database.exec("CREATE TABLE session_block (n INTEGER PRIMARY KEY, body BLOB NOT NULL)");
    database.prepare("INSERT INTO session_block VALUES (0, ?)").run(zstdCompressSync(all.map(line).join("\n")));
    for (const [table, fields] of Object.entries({
      key_block: ["n", "crc", "body"],
      directory: ["name", "crc", "body"],
    })) {
      database.exec(`CREATE TABLE ${table} (${fields[0]} PRIMARY KEY, crc INTEGER, body BLOB)`);
      const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?)`);
      for (const row of rows.prepare(`SELECT * FROM ${table}`).all())
        insert.run(...fields.map((name) => row[name] ?? null));
    }
  });
  rows.close();
  const part = openSegment(before, span);
  expect(everything(part)).toEqual(all);
  expect([...findIn(part, ["queue-id:Q7"], always, ever)]).toEqual([all[7]]);
  const later = Array.from({ length: 60 }, (_, n) => spoken(n + 10));
  const merged = sealed([part, sealed([open(later)])]);
  expect(everything(merged)).toEqual([...all, ...later]);
  expect(part.damaged()).toEqual([]);
});
