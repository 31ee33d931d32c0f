import { describe, expect, test } from "vitest";
import type { EventOf, Fact, Role } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";
import { journeysOf } from "./journey.ts";
import { isSameMailbox } from "./store.ts";

const start = Date.UTC(2026, 10, 24, 9);
const bob = "bob@example.test";
const id = "<m@client.example>";
type Attempt = Partial<EventOf<"attempt.ended">>;
type Change = Partial<EventOf<"mailbox.changed">>;
let made = 0;

/** A session of one fact, so many seconds after nine. */
function session(role: Role, second: number, fact: object, service: Session["service"] = "smtp"): Session {
  const at = start + second * 1000;
  const base = { at, atPrecisionSeconds: 1, node: role === "queue" ? "mx" : "store", service };
  made += 1;
  const facts = [{ ...base, ...fact } as Fact];
  return {
    id: `S${made}`,
    service,
    role,
    node: base.node,
    from: at,
    to: at,
    ended: "quit",
    transactions: [],
    facts,
    events: [],
  };
}
const queued = (second: number, more: Attempt) =>
  session("queue", second, { kind: "attempt.ended", queueId: "4A", messageId: id, recipient: bob, ...more });
const stored = (second: number, more: Attempt) =>
  session("mailbox", second, {
    kind: "attempt.ended",
    queueId: "L1",
    messageId: id,
    recipient: bob,
    stage: "store",
    ...more,
  });
const changed = (second: number, more: Change, mailbox = bob) =>
  session(
    "server",
    second,
    { kind: "mailbox.changed", messageId: id, how: "expunged", where: { mailbox }, ...more },
    "imap",
  );
const told = (sessions: readonly Session[]) =>
  journeysOf(sessions).map(({ attempts }) => attempts.map(({ status, where }) => `${status} ${where?.folder ?? "-"}`));

const inbox = { status: "delivered", where: { mailbox: bob, folder: "INBOX" } } as const;
const lists = { status: "delivered", where: { mailbox: bob, folder: "Lists" } } as const;
const handed = {
  status: "delivered",
  where: { mailbox: bob },
  remoteId: "L1",
  reply: { code: 250, text: "L1 Saved" },
} as const;

describe("queue and store", () => {
  test("that name one session are one attempt, with the reply of the one and the folder of the other", () => {
    const [journey] = journeysOf([queued(0, handed), stored(0, lists)]);
    expect(journey?.attempts).toMatchObject([
      { status: "delivered", queueId: "4A", stage: "store", where: { folder: "Lists" }, reply: { code: 250 } },
    ]);
  });

  test("are told apart by their mailboxes where one id stands for all recipients of a message, or the store names none", () => {
    const amy = "amy@example.test";
    const toAmy = queued(0, { ...handed, recipient: amy, where: { mailbox: amy } });
    const atAmy = { recipient: amy, status: "refused", where: { mailbox: amy } } as const;
    const expected = [["delivered Lists", "refused -"]];
    expect(told([queued(0, handed), toAmy, stored(0, lists), stored(0, atAmy)])).toEqual(expected);
    const unnamed = (more: Attempt) =>
      session("mailbox", 0, { kind: "attempt.ended", messageId: id, recipient: bob, stage: "store", ...more });
    expect(told([queued(0, handed), toAmy, unnamed(lists), unnamed(atAmy)])).toEqual(expected);
    // Who was refused has no id.
    const refused = queued(0, { status: "bounced", recipient: amy });
    expect(told([queued(0, handed), refused, stored(0, lists), stored(0, atAmy)])).toEqual([
      ["delivered Lists", "bounced -"],
    ]);
  });

  test("of a message that a script did two things with are two attempts", () => {
    const twice = stored(0, lists);
    const both = { ...twice, facts: [...twice.facts, { ...twice.facts[0], ...inbox } as Fact] };
    expect(told([queued(0, handed), both])).toEqual([["delivered Lists", "delivered INBOX"]]);
  });

  test("of which one tells no Message-ID are joined by mailbox and moment, where nothing else can be meant", () => {
    const later = { status: "deferred" } as const;
    const nameless = { ...later, messageId: "" };
    expect(told([queued(0, later), stored(1, nameless)])).toEqual([["deferred -"]]);
    expect(told([queued(0, nameless), stored(1, later)])).toEqual([["deferred -"]]);
    expect(told([queued(0, later), stored(9, nameless)])).toHaveLength(2);
    const other = queued(0, { ...later, queueId: "4B", messageId: "<other@client.example>" });
    expect(told([queued(0, later), other, stored(1, nameless)])).toHaveLength(3);
  });

  test("that name none are joined by Message-ID and mailbox, if they are near in time", () => {
    const bounced = { status: "bounced" } as const;
    const full = { status: "refused", reply: { code: 0, enhanced: "5.2.2", text: "full" } } as const;
    expect(told([queued(0, bounced), stored(1, full)])).toEqual([["bounced -"]]);
    expect(told([queued(0, bounced), stored(3600, full)])).toEqual([["bounced -"], ["refused -"]]);
  });

  test("tell of two copies of one message apart, each with its own session", () => {
    const again = { ...handed, remoteId: "L2" };
    const sessions = [
      queued(0, handed),
      stored(0, inbox),
      queued(5, { ...again, queueId: "5B" }),
      stored(5, { ...lists, queueId: "L2" }),
    ];
    expect(told(sessions)).toEqual([["delivered INBOX"], ["delivered Lists"]]);
  });

  test("and a proxy between them are one attempt, by the session that all name; of another message of that session another", () => {
    const relay = { ip: "192.0.2.31", port: 24 };
    const full = { status: "refused", reply: { code: 552, text: "full" }, relay } as const;
    const proxy = (second: number, more: Attempt) => ({ ...stored(second, { ...more, messageId: "" }), node: "front" });
    const kept = stored(0, { status: "refused", queueId: "L1:P1:R2" });
    expect(told([proxy(0, { ...full, queueId: "L1:R3" }), kept])).toEqual([["refused -"]]);
    expect(told([proxy(0, { ...full, queueId: "L1:T2:R3" }), kept])).toEqual([["refused -"], ["refused -"]]);
    expect(told([proxy(0, { ...full, queueId: "L1:R3", recipient: "ann@example.test" }), kept])).toHaveLength(2);
    const saved = { status: "delivered", remoteId: "L1:P1", reply: handed.reply } as const;
    const chain = [
      queued(0, { ...handed, remoteId: "L1:P1" }),
      proxy(0, { ...saved, relay, queueId: "L1:P1" }),
      stored(0, { ...inbox, queueId: "L1:P1" }),
    ];
    expect(told(chain)).toEqual([["delivered INBOX"]]);
  });

  test("the store alone tells of an attempt, too", () => {
    expect(told([stored(0, inbox)])).toEqual([["delivered INBOX"]]);
  });
});

describe("what a mail program did to a message", () => {
  const facts = (sessions: readonly Session[]) =>
    journeysOf(sessions).map((journey) => journey.facts.map(({ kind }) => kind));

  test("belongs to the journey that brought it into that mailbox", () => {
    expect(facts([stored(0, inbox), changed(60, {})])).toEqual([["attempt.ended", "mailbox.changed"]]);
  });

  test("is no journey of its own, and none of another mailbox's, nor of what came later", () => {
    expect(facts([changed(60, {})])).toEqual([]);
    expect(facts([stored(0, inbox), changed(60, {}, "ann@example.test")])).toEqual([["attempt.ended"]]);
    expect(facts([stored(90, inbox), changed(60, {})])).toEqual([["attempt.ended"]]);
  });
});

describe("what a filter said of a message", () => {
  const scored = (second: number, action: string) =>
    session(
      "server",
      second,
      {
        kind: "message.scored",
        messageId: id,
        sender: "",
        recipient: "",
        count: 0,
        score: 9,
        parts: {},
        letters: {},
        action,
      },
      "antispam",
    );
  const given = { status: "queued", sender: "ann@sender.example", remoteId: "28437-04" } as const;

  test("is joined by Message-ID, and does not know better who sent it", () => {
    const [journey, ...others] = journeysOf([scored(0, "NONE"), queued(1, given)]);
    expect(others).toEqual([]);
    expect(journey).toMatchObject({ sender: "ann@sender.example", attempts: [{ status: "queued" }] });
  });

  test("tells where a message went that it did not give back", () => {
    expect(told([queued(0, given), scored(1, "QUARANTINE")])).toEqual([["quarantined -"]]);
    const back = queued(1, { ...inbox, queueId: "28437-04" });
    expect(told([queued(0, given), back, scored(1, "NONE")])).toEqual([["delivered INBOX"]]);
  });

  test("is nothing to a message of an hour later", () => {
    expect(told([scored(0, "DELETE"), queued(3600, given)])).toEqual([["discarded -"], ["queued -"]]);
  });
});

test("a mailbox may be named without its domain", () => {
  expect(isSameMailbox("bob", bob)).toBe(true);
  expect(isSameMailbox("Bob@Example.test", bob)).toBe(true);
  expect(isSameMailbox("bo", bob)).toBe(false);
  expect(isSameMailbox("bob@other.example", bob)).toBe(false);
});
