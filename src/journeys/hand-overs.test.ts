import { describe, expect, test } from "vitest";
import type { Fact } from "../events/event.ts";
import type { Attempt } from "./attempt.ts";
import { inOrder, withoutHandOvers } from "./hand-overs.ts";

const start = Date.UTC(2026, 10, 28, 9);
const base = { atPrecisionSeconds: 1, node: "mx", service: "smtp" } as const;

/** An attempt of a queue entry, so many seconds after nine. */
function attempt(second: number, more: Partial<Attempt> & Pick<Attempt, "status" | "queueId" | "recipient">): Attempt {
  const at = start + second * 1000;
  const { recipient = "", status } = more;
  const fact: Fact = { ...base, at, kind: "attempt.ended", recipient, status };
  return { at, ...base, session: "S", role: "queue", direction: "inbound", stage: "queue", fact, ...more };
}
const told = (attempts: readonly Attempt[]) =>
  attempts.map(({ queueId, status, originalRecipient }) =>
    [queueId, status, originalRecipient].filter(Boolean).join(" "),
  );

const bob = "bob@example.test";
const handed = attempt(1, { queueId: "A1", status: "queued", recipient: bob, remoteId: "B2" });

describe("in order", () => {
  test("the next queue's attempt comes behind the hand-over to it, though it was written down before", () => {
    const delivered = attempt(0, { queueId: "B2", status: "delivered", recipient: bob });
    expect(told(inOrder([delivered, handed], []))).toEqual(["A1 queued", "B2 delivered"]);
  });
  test("what was forwarded fails behind the line that says so", () => {
    const forwarded = attempt(1, { queueId: "A1", status: "forwarded", recipient: bob });
    const failed = attempt(0, {
      queueId: "C3",
      status: "bounced",
      recipient: "carol@far.example",
      originalRecipient: bob,
    });
    const link: Fact = { ...base, at: start + 1000, kind: "message.linked", from: "A1", to: "C3", why: "forwarded" };
    expect(told(inOrder([failed, forwarded], [link]))).toEqual(["A1 forwarded", `C3 bounced ${bob}`]);
  });
  test("a deferral comes before the hand-over and what it led to, and a circle of ids ends", () => {
    const deferred = attempt(0, { queueId: "A1", status: "deferred", recipient: bob });
    const back = attempt(2, { queueId: "B2", status: "queued", recipient: bob, remoteId: "A1" });
    expect(inOrder([back, handed, deferred], [])).toHaveLength(3);
    expect(told(inOrder([handed, deferred], []))).toEqual(["A1 deferred", "A1 queued"]);
  });
});

describe("a hand-over", () => {
  test("is no attempt where the next queue tells of that recipient, who may have been an alias before", () => {
    const alias = { ...handed, originalRecipient: "team@example.test" };
    const delivered = attempt(2, { queueId: "B2", status: "delivered", recipient: bob });
    expect(told(withoutHandOvers([alias, delivered]))).toEqual(["B2 delivered team@example.test"]);
  });
  test("stays where the next queue tells of others only, or of nobody", () => {
    const other = attempt(2, { queueId: "B2", status: "delivered", recipient: "dora@example.test" });
    expect(told(withoutHandOvers([handed, other]))).toEqual(["A1 queued", "B2 delivered"]);
    expect(told(withoutHandOvers([handed]))).toEqual(["A1 queued"]);
  });
});
