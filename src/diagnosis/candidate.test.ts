import { describe, expect, test } from "vitest";
import type { Fact } from "../events/event.ts";
import type { Attempt } from "../journeys/attempt.ts";
import type { Journey } from "../journeys/journey.ts";
import { type Candidate, candidatesFor } from "./candidate.ts";
import type { Question } from "./question.ts";

const minute = 60_000;
const start = Date.UTC(2026, 10, 24, 9);
const ann = "ann@sender.example";
const bob = "bob@example.test";

/** One try for Bob by Ann, so many minutes after nine. */
function attempt(atMinute: number, status: Attempt["status"], more: Partial<Attempt> = {}): Attempt {
  return {
    at: start + atMinute * minute,
    atPrecisionSeconds: 1,
    node: "mx",
    session: String(atMinute),
    role: "server",
    peer: "192.0.2.4",
    sender: ann,
    recipient: bob,
    direction: "inbound",
    status,
    stage: "rcpt",
    ...more,
  };
}
const journey = (...attempts: readonly Attempt[]): Journey => ({
  legs: [],
  sessions: [],
  facts: [],
  attempts,
  queueIds: attempts.flatMap(({ queueId }) => queueId ?? []),
  at: attempts[0]?.at ?? start,
});
const candidates = (question: Partial<Question>, ...journeys: readonly Journey[]) =>
  candidatesFor({ to: [bob], facts: {}, limit: 5, ...question }, bob, journeys);
/** The tries of each candidate in minutes: `0,15`. */
const tries = (found: readonly Candidate[]) =>
  found.map(({ attempts }) => attempts.map(({ at }) => (at - start) / minute).join(","));
const together = (first: Attempt, second: Attempt) => candidates({}, journey(first), journey(second)).length === 1;

describe("tries of one message", () => {
  test("are one candidate after 4xx or a broken session, oldest first", () => {
    const found = candidates({}, journey(attempt(15, "delivered")), journey(attempt(0, "deferred")));
    expect(tries(found)).toEqual(["0,15"]);
    expect(found[0]?.journeys).toHaveLength(2);
    expect(together(attempt(0, "aborted"), attempt(15, "delivered"))).toBe(true);
  });
  test("end with a final word: what comes after 5xx, or after its delivery, is another message", () => {
    for (const final of ["refused", "delivered", "relayed", "bounced", "expired"] as const)
      expect(together(attempt(0, final), attempt(15, "delivered")), final).toBe(false);
  });
  test("a visit that offered nothing is none", () => {
    expect(together(attempt(0, "nothing-offered"), attempt(15, "delivered"))).toBe(false);
  });
  test("have one sender, and another sender's try is his own message", () => {
    expect(together(attempt(0, "deferred"), attempt(15, "delivered", { sender: "carl@other.example" }))).toBe(false);
    expect(together(attempt(0, "deferred"), attempt(15, "delivered", { sender: "Ann@Sender.example" }))).toBe(true);
  });
  test("come from one network: large senders try again from a neighbour", () => {
    expect(together(attempt(0, "deferred"), attempt(15, "delivered", { peer: "192.0.2.77" }))).toBe(true);
    expect(together(attempt(0, "deferred"), attempt(15, "delivered", { peer: "198.51.100.4" }))).toBe(false);
    const six = (peer: string) => ({ peer });
    const first = attempt(0, "deferred", six("2001:db8:1:2::1"));
    expect(together(first, attempt(15, "delivered", six("2001:db8:1:2::77")))).toBe(true);
    expect(together(first, attempt(15, "delivered", six("2001:db8:1:3::1")))).toBe(false);
  });
  test("come within five days", () => {
    expect(together(attempt(0, "deferred"), attempt(5 * 1440, "delivered"))).toBe(true);
    expect(together(attempt(0, "deferred"), attempt(5 * 1440 + 1, "delivered"))).toBe(false);
  });
  test("are of one size, within what trace headers add, and of one Message-ID", () => {
    const size = (sizeBytes: number) => ({ sizeBytes });
    expect(together(attempt(0, "deferred", size(10_000)), attempt(15, "delivered", size(10_150)))).toBe(true);
    expect(together(attempt(0, "deferred", size(10_000)), attempt(15, "delivered", size(10_500)))).toBe(false);
    expect(together(attempt(0, "aborted", size(1460)), attempt(15, "delivered", size(10_500)))).toBe(true);
    const id = (messageId: string) => ({ messageId });
    expect(together(attempt(0, "deferred", id("<1@a>")), attempt(15, "delivered", id("<2@a>")))).toBe(false);
  });
  test("for two recipients are two candidates", () => {
    const both = [attempt(0, "deferred"), attempt(0, "delivered", { recipient: "carol@example.test" })];
    const found = candidatesFor({ to: [], facts: {}, limit: 5 }, "", [journey(...both)]);
    // Nothing was asked that could fit, so nobody is found.
    expect(found).toEqual([]);
    const from = candidatesFor({ to: [], from: ann, facts: {}, limit: 5 }, "", [journey(...both)]);
    expect(from.map(({ recipient }) => recipient).sort()).toEqual([bob, "carol@example.test"]);
  });
});

describe("the message meant", () => {
  test("is of the sender that was asked for; another sender's is beside it, however near", () => {
    const about = start + minute;
    const other = journey(attempt(1, "refused", { sender: "carl@other.example" }));
    const found = candidates({ from: ann, about }, other, journey(attempt(40, "delivered")));
    expect(found.map(({ meant, attempts }) => [attempts[0]?.sender, meant])).toEqual([
      [ann, true],
      ["carl@other.example", false],
    ]);
    expect(candidates({ from: ann }, other).map(({ meant }) => meant)).toEqual([false]);
  });
  test("is of that sender even where more of the rest fits another's", () => {
    const peer = "198.51.100.4";
    const base = { at: start, atPrecisionSeconds: 1, node: "mx", service: "smtp", peer } as const;
    const facts: readonly Fact[] = [{ ...base, kind: "message.accepted", sender: "carl@other.example" }];
    const other = { ...journey(attempt(0, "refused", { sender: "carl@other.example", peer })), facts };
    const found = candidates({ from: ann, about: start, ip: peer }, journey(attempt(600, "delivered")), other);
    expect(found.map(({ meant }) => meant)).toEqual([true, false]);
    expect(found[0]?.match.score).toBeLessThan(found[1]?.match.score ?? 0);
  });
  test("may be one whose sender the log does not tell, or whose queue id was asked for", () => {
    const { sender: _, ...senderless } = attempt(0, "refused");
    expect(candidates({ from: ann }, journey(senderless))[0]?.meant).toBe(true);
    const other = journey(attempt(0, "refused", { sender: "carl@other.example", queueId: "4A" }));
    expect(candidates({ from: ann, queueId: "4A" }, other)[0]?.meant).toBe(true);
  });
  test("matches by what was asked: recipient, sender, time", () => {
    const [first] = candidates({ from: ann, about: start }, journey(attempt(0, "refused")));
    expect(first?.match).toEqual({ score: 1, by: ["recipient", "sender", "time"] });
  });
  test("is the nearer one where both fit, and without a time the one that did not arrive", () => {
    const refused = journey(attempt(0, "refused"));
    const delivered = journey(attempt(30, "delivered"));
    expect(tries(candidates({ about: start + 29 * minute }, refused, delivered))).toEqual(["30", "0"]);
    expect(tries(candidates({}, refused, delivered))).toEqual(["0", "30"]);
  });
  test("is the one at the very second, if the time was told to the second", () => {
    const refused = journey(attempt(0, "refused"));
    const delivered = journey(attempt(1 / 60, "delivered", { at: start + 1000 }));
    const first = (about: number) => candidates({ about }, refused, delivered)[0]?.attempts[0]?.status;
    expect(first(start + 1000)).toBe("delivered");
    expect(first(start + minute)).toBe("refused");
  });
  test("may lie anywhere in the second of a stamp without fractions", () => {
    const stamped = (at: number, atPrecisionSeconds: number, status: Attempt["status"]): Journey => ({
      ...journey(attempt(0, status, { at, session: status })),
      facts: [{ at, atPrecisionSeconds, node: "mx", service: "smtp", kind: "message.accepted", sender: ann }],
    });
    const whole = stamped(start, 1, "delivered");
    const exact = stamped(start + 600, 0.001, "refused");
    expect(candidates({ about: start + 500 }, whole, exact)[0]?.attempts[0]?.status).toBe("delivered");
    expect(candidates({ about: start + 1600 }, whole, exact)[0]?.attempts[0]?.status).toBe("delivered");
    expect(candidates({ about: start + 1600 }, stamped(start, 0.001, "delivered"), exact)[0]?.at).toBe(start + 600);
  });
  test("may be found by the address before aliases, or by its domain", () => {
    const alias = journey(attempt(0, "delivered", { recipient: "dora@example.test", originalRecipient: bob }));
    expect(candidates({}, alias)[0]?.recipient).toBe(bob);
    const found = candidatesFor({ to: ["@example.test"], facts: {}, limit: 5 }, "@example.test", [alias]);
    expect(found).toHaveLength(1);
  });
  test("is not one for others only, but one that was refused before its recipients were named may be", () => {
    expect(candidates({}, journey(attempt(0, "refused", { recipient: "carol@example.test" })))).toEqual([]);
    const { recipient: _, ...nameless } = attempt(0, "refused", { stage: "mail" });
    expect(candidates({ from: ann }, journey(nameless))).toMatchObject([{ recipient: "", meant: true }]);
  });
});
