/** What every source of sessions must do, whatever it keeps them in: generated histories, asked everything. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { keysOf } from "../src/sessions/keys.ts";
import type { Session } from "../src/sessions/session.ts";
import type { SessionSource } from "../src/sessions/source.ts";

const start = Date.UTC(2026, 10, 24);
const hour = 3_600_000;
const address = fc.constantFrom("ann@a.example", "Ben@B.example", "ben+tag@b.example", "cleo@a.example");
const peer = fc.constantFrom("192.0.2.1", "192.0.2.2", "2001:db8::1");

/** A few days; many begin in the same millisecond, some last over midnight, and once the clock was set back. */
const visit = fc.record({
  from: fc.oneof(fc.integer({ min: 0, max: 72 * hour }), fc.constantFrom(0, hour, 24 * hour, 48 * hour)),
  lasts: fc.constantFrom(-hour, 0, 1, 1000, 5 * hour, 30 * hour),
  peer: fc.option(peer, { nil: undefined }),
  sender: address,
  recipients: fc.uniqueArray(address, { maxLength: 3 }),
  refused: fc.boolean(),
});

type Visit = typeof visit extends fc.Arbitrary<infer V> ? V : never;

function sessionOf({ from, lasts, peer, sender, recipients, refused }: Visit, n: number): Session {
  const id = (0xabcdef0000 + ((n * 7919) % 1009)).toString(16).padStart(16, "0").toUpperCase();
  const at = start + from;
  const base = { at, atPrecisionSeconds: 0.001, node: "1", service: "smtp", session: id } as const;
  const source = { file: `s${n % 2}.log`, line: n + 1, offset: n * 100, bytes: 99 };
  const refusal = { kind: "rcpt.refused", stage: "connect", reply: { code: 550, text: "no\nnever" } } as const;
  return {
    ...{ id, service: "smtp", role: "server", node: "1", from: at, to: at + lasts, ended: "quit" },
    ...(peer !== undefined && { peer }),
    transactions: [{ number: 1, sender, recipients: recipients.map((to) => ({ address: to })), status: "queued" }],
    facts: refused ? [{ ...base, ...(peer !== undefined && { peer }), ...refusal }] : [],
    events: [{ ...base, kind: "smtp.command", verb: "NOOP", argument: `\u00e9\t${n}`, source }],
  };
}

const instant = fc.oneof(
  fc.integer({ min: -hour, max: 80 * hour }).map((at) => start + at),
  fc.constantFrom(start, start + hour, start + 24 * hour, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
);

const question = fc.record({ from: instant, to: instant, limit: fc.constantFrom(1, 2, 5, Number.POSITIVE_INFINITY) });

const inOrder = (sessions: readonly Session[]) =>
  sessions.toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
const last = (sessions: readonly Session[], limit: number) => sessions.slice(Math.max(0, sessions.length - limit));

/** Asks a source that holds these sessions, and no others, everything that the port promises. */
async function examine(
  source: SessionSource,
  sessions: readonly Session[],
  { from, to, limit }: typeof question extends fc.Arbitrary<infer Q> ? Q : never,
): Promise<void> {
  const all = inOrder(sessions);
  const within = all.filter((session) => session.from >= from && session.from < to);
  expect(await source.between(from, to)).toEqual(within);
  expect(await source.between(from, to, 2)).toEqual(within.slice(-2));
  for (const key of new Set(["address:nobody@a.example", "nameless:", ...sessions.flatMap(keysOf)])) {
    const bearing = within.filter((session) => keysOf(session).includes(key));
    expect(await source.find([key], from, to, limit), key).toEqual(last(bearing, limit));
  }
  const some = ["address:ann@a.example", "host:nobody", "ip:192.0.2.2"];
  const bearing = within.filter((session) => keysOf(session).some((key) => some.includes(key)));
  expect(await source.find(some, from, to, limit)).toEqual(last(bearing, limit));
  expect(await source.find([], from, to, limit)).toEqual([]);
  for (const session of sessions) {
    expect(await source.get(session.id)).toEqual(session);
    expect(await source.get(session.id.toLowerCase())).toEqual(session);
  }
  expect(await source.get("00000000000000FF")).toBeUndefined();
  const before = all.filter((session) => session.peer === "192.0.2.1" && session.from < to);
  expect(await source.before("192.0.2.1", to, limit)).toEqual(last(before, limit));
  const coverage = await source.coverage(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  expect(coverage.lines).toBe(sessions.length);
  expect(coverage.gaps.filter(({ why }) => why === "damaged")).toEqual([]);
}

/** `fill` makes a source of the sessions, which come in order of their end; `done` ends it. */
export function sourceSuite(
  name: string,
  fill: (sessions: readonly Session[]) => Promise<{ readonly source: SessionSource; readonly done: () => void }>,
): void {
  test(`${name} gives the sessions of a time, a key, a peer and an id, whole and in order`, {
    timeout: 60_000,
  }, async () => {
    const histories = fc.array(visit, { maxLength: 40 }).map((visits) => visits.map(sessionOf));
    await fc.assert(
      fc.asyncProperty(histories, fc.array(question, { minLength: 1, maxLength: 4 }), async (sessions, questions) => {
        const { source, done } = await fill(sessions.toSorted((a, b) => a.to - b.to));
        try {
          for (const each of questions) await examine(source, sessions, each);
        } finally {
          done();
        }
      }),
      { numRuns: 40 },
    );
  });
}
