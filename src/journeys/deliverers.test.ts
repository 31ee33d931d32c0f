import { expect, test } from "vitest";
import type { EventOf, Fact } from "../events/event.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import type { Session } from "../sessions/session.ts";
import { journeysOf } from "./journey.ts";

type Ended = EventOf<"attempt.ended"> & Fact;
const seconds = 1000;
const base = { atPrecisionSeconds: 1, node: "mx", service: "smtp" } as const;

/** The life of a queue entry that a program took. */
const handed = (queueId: string, at: number, recipient: string, sizeBytes = 500): Ended => ({
  ...base,
  ...{ kind: "attempt.ended", at: at * seconds, queueId, sender: "ann@sender.example", recipient, sizeBytes },
  ...{
    status: "delivered",
    relay: { host: "local" },
    reply: { code: 0, enhanced: "2.0.0", text: "delivered to command: procmail" },
  },
});

/** What the program says. */
const word = (session: string, at: number, text: string, sizeBytes = 550): Ended => ({
  ...base,
  ...{
    kind: "attempt.ended",
    node: "log",
    at: at * seconds,
    session,
    sender: "Ann@sender.example",
    recipient: "",
    sizeBytes,
  },
  ...{ status: "bounced", stage: "store", decidedBy: "procmail.bounced", reply: { code: 0, enhanced: "5.0.0", text } },
});

function sessionsOf(...facts: readonly Ended[]): readonly Session[] {
  const sessions: Session[] = [];
  const builder = createSessionBuilder((session) => void sessions.push(session));
  for (const fact of facts) {
    const { kind: _, ...own } = { ...fact, session: fact.session ?? fact.queueId ?? "" };
    const role = fact.recipient === "" ? ("mailbox" as const) : ("queue" as const);
    const { at, node, session } = own;
    builder.take({ ...base, at, node, session, kind: "session.opened", role });
    builder.take({ ...fact, session });
  }
  builder.close();
  return sessions;
}

const told = (...facts: readonly Ended[]): readonly string[] =>
  journeysOf(sessionsOf(...facts))
    .flatMap(({ attempts }) => attempts.map(({ recipient, status }) => `${recipient || "?"} ${status}`))
    .sort();

const full = 'Quota exceeded while writing "/srv/mbox"';

test("what a program says is said of the one message that fits", () => {
  expect(told(handed("A1", 10, "bob@local.test"), word("w1", 9, full))).toEqual(["bob@local.test lost"]);
});

test("a word of another size, of another time, or from before the message is another's", () => {
  const bob = handed("A1", 700, "bob@local.test");
  for (const other of [word("w1", 699, full, 90_000), word("w1", 90, full), word("w1", 705, full)])
    expect(told(bob, other)).toEqual(["? bounced", "bob@local.test delivered"]);
});

test("of two messages that fit alike it is said of none", () => {
  const two = [handed("A1", 10, "bob@local.test"), handed("B2", 11, "carol@local.test")];
  expect(told(...two, word("w1", 9, full))).toEqual([
    "? bounced",
    "bob@local.test delivered",
    "carol@local.test delivered",
  ]);
});

test("a folder that is named like one of them tells whose it is", () => {
  const two = [handed("A1", 10, "bob@local.test"), handed("B2", 11, "carol@local.test")];
  const named = word("w1", 9, 'Quota exceeded while writing "/srv/carol/Maildir/tmp/1"');
  expect(told(...two, named)).toEqual(["bob@local.test delivered", "carol@local.test lost"]);
});

test("a message that was handed on half a minute later is another", () => {
  const two = [handed("A1", 10, "bob@local.test"), handed("B2", 60, "carol@local.test")];
  expect(told(...two, word("w1", 9, full))).toEqual(["bob@local.test lost", "carol@local.test delivered"]);
});

test("where each of two recipients has a word, the folder of one tells both", () => {
  const two = [handed("A1", 10, "bob@local.test"), handed("A1", 10, "carol@local.test")];
  const named = word("w2", 9, 'Quota exceeded while writing "/srv/carol/Maildir/tmp/1"');
  expect(told(...two, word("w1", 9, 'Error while writing to "/srv/mbox"'), named)).toEqual([
    "bob@local.test lost",
    "carol@local.test lost",
  ]);
});
