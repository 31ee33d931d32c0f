import { describe, expect, test } from "vitest";
import type { Fact, Role } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";
import { emptyJourney, type Journey, journeysOf } from "./journey.ts";

const start = Date.UTC(2026, 10, 24, 9);
const base = { atPrecisionSeconds: 1, node: "mx", service: "smtp" } as const;
type Told = Fact extends infer F ? (F extends Fact ? Omit<F, keyof typeof base | "at"> : never) : never;

/** A session of those facts, a second apart, that begins so many minutes after nine. */
function session(role: Role, minute: number, facts: readonly Told[], more: Partial<Session> = {}): Session {
  const from = start + minute * 60_000;
  const at = (n: number) => from + n * 1000;
  const node = more.node ?? base.node;
  return {
    id: `${role} ${minute} ${node}`,
    service: "smtp",
    role,
    node,
    from,
    to: at(Math.max(facts.length - 1, 0)),
    ended: "quit",
    transactions: [],
    facts: facts.map((fact, n) => ({ ...base, node, at: at(n), ...fact }) as Fact),
    events: [],
    ...more,
  };
}

const accepted = (queueId: string, sender: string, recipients?: readonly string[]): Told => ({
  kind: "message.accepted",
  queueId,
  sender,
  ...(recipients && { recipients }),
});
const attempt = (
  queueId: string,
  recipient: string,
  status: "delivered" | "relayed" | "bounced" | "deferred",
): Told => ({
  kind: "attempt.ended",
  queueId,
  recipient,
  status,
});
const removed = (queueId: string): Told => ({ kind: "message.ended", queueId, how: "removed" });
const ids = (journeys: readonly Journey[]) => journeys.map(({ queueIds }) => queueIds.join("+"));
const sent = ({ attempts }: Journey) => attempts.map(({ recipient, status }) => `${recipient} ${status}`);
const ann = "ann@sender.example";

describe("a queue id", () => {
  test("joins the session that brought the message with the queue's own", () => {
    const journeys = journeysOf([
      session("server", 0, [accepted("4A", ann)], { peer: "192.0.2.4" }),
      session("queue", 1, [attempt("4A", "bob@example.test", "delivered"), removed("4A")]),
    ]);
    expect(journeys).toHaveLength(1);
    expect(journeys[0]).toMatchObject({ sender: ann, queueIds: ["4A"], at: start });
    expect(journeys[0]?.attempts).toMatchObject([{ status: "delivered", sender: ann, peer: "192.0.2.4" }]);
  });
  test("used again after the queue let go of it is a new journey", () => {
    const journeys = journeysOf([
      session("server", 0, [accepted("4A", ann)]),
      session("queue", 0, [attempt("4A", "bob@example.test", "delivered"), removed("4A")]),
      session("server", 60, [accepted("4A", "carl@other.example")]),
      session("queue", 60, [attempt("4A", "dora@example.test", "delivered"), removed("4A")]),
    ]);
    expect(journeys.map(({ sender }) => sender)).toEqual([ann, "carl@other.example"]);
    expect(journeys.map(sent)).toEqual([["bob@example.test delivered"], ["dora@example.test delivered"]]);
  });
  test("that the queue still holds is the same message, hours later too", () => {
    const journeys = journeysOf([
      session("queue", 0, [attempt("4A", "bob@example.test", "deferred")], { ended: "open" }),
      session("client", 300, [attempt("4A", "bob@example.test", "relayed")]),
    ]);
    expect(journeys.map(sent)).toEqual([["bob@example.test deferred", "bob@example.test relayed"]]);
  });
  test("of another machine is another message", () => {
    const journeys = journeysOf([
      session("server", 0, [accepted("4A", ann)]),
      session("server", 0, [accepted("4A", "carl@other.example")], { node: "mx2" }),
    ]);
    expect(journeys).toHaveLength(2);
  });
});

describe("one message under two ids", () => {
  test("an alias that forwards joins both", () => {
    const journeys = journeysOf([
      session("queue", 0, [
        accepted("4A", ann),
        attempt("4A", "away@example.test", "delivered"),
        { kind: "message.linked", queueId: "4A", from: "4A", to: "5B", why: "forwarded" },
        removed("4A"),
      ]),
      session("queue", 1, [accepted("5B", ann), attempt("5B", "carol@far.example", "relayed"), removed("5B")]),
    ]);
    expect(ids(journeys)).toEqual(["4A+5B"]);
    expect(journeys.map(sent)).toEqual([["away@example.test delivered", "carol@far.example relayed"]]);
  });
  test("the next host, whose log was read too, goes on with the story", () => {
    const journeys = journeysOf([
      session("queue", 0, [{ ...attempt("4A", "bob@example.test", "relayed"), remoteId: "R3M0TE" } as Told]),
      session("queue", 1, [attempt("R3M0TE", "bob@example.test", "delivered")], { node: "store" }),
    ]);
    expect(ids(journeys)).toEqual(["4A+R3M0TE"]);
  });
  test("more than a day apart is another message: ids are used again", () => {
    const journeys = journeysOf([
      session("queue", 0, [{ ...attempt("4A", "bob@example.test", "relayed"), remoteId: "R3M0TE" } as Told]),
      session("queue", 25 * 60, [attempt("R3M0TE", "bob@example.test", "delivered")], { node: "store" }),
    ]);
    expect(ids(journeys)).toEqual(["4A", "R3M0TE"]);
  });
});

test("a bounce is a story of its own, and knows the message that it reports about", () => {
  for (const why of ["bounce", "delay-notice"] as const) {
    const link: Told = { kind: "message.linked", queueId: "4A", from: "4A", to: "5B", why };
    const journeys = journeysOf([
      session("queue", 0, [accepted("4A", ann), attempt("4A", "bob@far.example", "bounced"), link, removed("4A")]),
      session("queue", 1, [
        { kind: "message.linked", queueId: "5B", from: "4A", to: "5B", why },
        accepted("5B", ""),
        attempt("5B", ann, "delivered"),
        removed("5B"),
      ]),
    ]);
    expect(ids(journeys), why).toEqual(["4A", "5B"]);
    expect(journeys.map(({ parentQueueId }) => parentQueueId)).toEqual([undefined, "4A"]);
    expect(journeys.map(sent)).toEqual([["bob@far.example bounced"], [`${ann} delivered`]]);
  }
});

describe("a recipient refused before there was a queue id (NOQUEUE)", () => {
  const refused = (sender: string): Told => ({
    kind: "rcpt.refused",
    stage: "rcpt",
    sender,
    recipient: "nobody@example.test",
    reply: { code: 550, enhanced: "5.1.1", text: "" },
  });
  const opened = (queueId: string, sender: string): Told => ({ kind: "transaction.opened", queueId, sender });

  test("belongs to the message of the same sender that follows in that session", () => {
    const journeys = journeysOf([
      session("server", 0, [refused(ann), opened("4A", ann)]),
      session("queue", 0, [accepted("4A", ann), attempt("4A", "bob@example.test", "delivered"), removed("4A")]),
    ]);
    expect(ids(journeys)).toEqual(["4A"]);
    expect(journeys[0]?.attempts.map(({ recipient, status, queueId }) => [recipient, status, queueId])).toEqual([
      ["nobody@example.test", "refused", "4A"],
      ["bob@example.test", "delivered", "4A"],
    ]);
  });
  test("the sender may stand in the queue's lines only", () => {
    const journeys = journeysOf([
      session("server", 0, [refused(ann), { kind: "transaction.opened", queueId: "4A" }]),
      session("queue", 0, [accepted("4A", ann)]),
    ]);
    expect(ids(journeys)).toEqual(["4A"]);
  });
  test("is a story of its own before another sender's message, after the message, and in another session", () => {
    expect(journeysOf([session("server", 0, [refused(ann), opened("4A", "carl@other.example")])])).toHaveLength(2);
    expect(journeysOf([session("server", 0, [opened("4A", ann), refused(ann)])])).toHaveLength(2);
    expect(journeysOf([session("server", 0, [refused(ann)]), session("server", 1, [opened("4A", ann)])])).toHaveLength(
      2,
    );
  });
});

describe("what is not tried yet, and what the antispam engine said", () => {
  test("recipients of an accepted message whom no attempt names wait in the queue", () => {
    const journeys = journeysOf([
      session("server", 0, [accepted("4A", ann, ["bob@example.test", "sales@example.test", "carol@example.test"])]),
      session("queue", 1, [
        attempt("4A", "bob@example.test", "delivered"),
        { ...attempt("4A", "dora@example.test", "delivered"), originalRecipient: "sales@example.test" } as Told,
      ]),
    ]);
    expect(journeys[0] && sent(journeys[0]).sort()).toEqual([
      "bob@example.test delivered",
      "carol@example.test queued",
      "dora@example.test delivered",
    ]);
  });
  test("its word decides where an accepted message went", () => {
    const score = (action: string): Told => ({
      kind: "message.scored",
      queueId: "4A",
      sender: ann,
      recipient: "bob@example.test",
      count: 1,
      score: 7,
      parts: {},
      letters: {},
      action,
    });
    const outcome = (action: string) =>
      journeysOf([
        session("server", 0, [accepted("4A", ann), score(action), attempt("4A", "bob@example.test", "delivered")]),
      ])[0]?.attempts[0];
    expect(outcome("QUARANTINE")).toMatchObject({ status: "quarantined", decidedBy: "content.quarantine" });
    expect(outcome("SPAM")).toMatchObject({ status: "delivered", where: { folder: "Spam" } });
    expect(outcome("NONE")).toMatchObject({ status: "delivered" });
    expect(outcome("NONE")?.decidedBy).toBeUndefined();
  });
});

test("messages of one session are journeys apart, and each has what happened to the session as a whole", () => {
  const broken: Told = { kind: "session.broken", how: "timeout", after: "DATA" };
  const journeys = journeysOf([
    session("server", 0, [
      { ...accepted("4A", ann), transaction: 1 },
      { ...accepted("5B", ann), transaction: 2 },
      broken,
    ]),
  ]);
  expect(ids(journeys)).toEqual(["4A", "5B"]);
  for (const { facts } of journeys)
    expect(facts.map(({ kind }) => kind)).toEqual(["message.accepted", "session.broken"]);
});

test("a session without any message gives no journey but its facts", () => {
  const visit = session("server", 0, [{ kind: "session.counted", verbs: {} }]);
  expect(journeysOf([visit])).toEqual([]);
  expect(emptyJourney(visit)).toMatchObject({ legs: [], attempts: [], facts: visit.facts, at: start });
});
