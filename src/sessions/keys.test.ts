import { expect, test } from "vitest";
import { accountsOf, addressKeys, keys, keysOf } from "./keys.ts";
import type { Session } from "./session.ts";

const base = { at: 0, atPrecisionSeconds: 1, node: "1", service: "smtp" } as const;
const empty: Session = {
  id: "00A1B2C3D4E5F601",
  service: "smtp",
  role: "server",
  node: "1",
  from: 0,
  to: 0,
  ended: "quit",
  transactions: [],
  facts: [],
  events: [],
};
const of = (session: Partial<Session>) => [...keysOf({ ...empty, ...session })].sort();

test("an address is found by itself, without its tag, and by its domain; case and brackets are no difference", () => {
  expect(addressKeys("<Bob+News@Example.COM>")).toEqual([
    "address:bob+news@example.com",
    "address:bob@example.com",
    "domain:example.com",
  ]);
  expect(addressKeys("bob@example.com")).toEqual(["address:bob@example.com", "domain:example.com"]);
  expect(addressKeys("postmaster")).toEqual(["address:postmaster"]);
  for (const usual of ["Bob_1@Example.COM", ".b.@-x.", "prvs@example.test"])
    expect(addressKeys(usual)).toEqual(addressKeys(`<${usual}>`));
});

test("the null sender has no key: it is everybody's", () => {
  expect(addressKeys("<>")).toEqual([]);
  expect(of({ transactions: [{ number: 1, sender: "", recipients: [], status: "unknown" }] })).toEqual([]);
});

test("question and writer make the same key of what is written differently", () => {
  expect(keys.ip("::FFFF:192.0.2.4")).toBe(keys.ip("192.0.2.4"));
  expect(keys.ip("2001:DB8:0::1")).toBe(keys.ip("2001:db8::1"));
  expect(keys.host("MX.Example.com")).toBe(keys.host("mx.example.com"));
  expect(keys.messageId("<1@sender.example>")).toBe(keys.messageId("1@sender.example"));
  expect(keys.domain("Example.com")).toBe("domain:example.com");
});

test("ids keep their case: queue ids that differ in it are different messages", () => {
  expect(keys.queueId("4Abc")).not.toBe(keys.queueId("4abc"));
  expect(keys.messageId("<A@x.example>")).not.toBe(keys.messageId("<a@x.example>"));
});

test("a session is found by its peer, by the peer's name and by what it called itself", () => {
  expect(of({ peer: "192.0.2.4", peerHost: "Client.example", helo: "[192.0.2.4]" })).toEqual([
    "host:[192.0.2.4]",
    "host:client.example",
    "ip:192.0.2.4",
  ]);
});

test("a session is found by all of its transactions, each key once", () => {
  const transaction = { number: 1, sender: "a@sender.example", status: "delivered" } as const;
  const bob = { address: "bob@example.test" };
  expect(
    of({
      transactions: [
        { ...transaction, recipients: [bob], queueId: "4ABC", messageId: "<1@sender.example>", transid: "7.1@mx" },
        { ...transaction, number: 2, recipients: [bob, { address: "carol@example.test" }] },
      ],
    }),
  ).toEqual([
    "address:a@sender.example",
    "address:bob@example.test",
    "address:carol@example.test",
    "domain:example.test",
    "domain:sender.example",
    "message-id:1@sender.example",
    "queue-id:4ABC",
    "transid:7.1@mx",
  ]);
});

test("facts give keys where there is no transaction: who was refused, both ends of a link, the id at the next host", () => {
  const reply = { code: 550, text: "" };
  expect(
    of({
      facts: [
        { ...base, kind: "rcpt.refused", stage: "mail", sender: "a@sender.example", reply },
        { ...base, kind: "message.linked", from: "4ABC", to: "5DEF", why: "forwarded" },
        {
          ...base,
          kind: "attempt.ended",
          recipient: "bob@example.test",
          originalRecipient: "sales@shop.example",
          status: "relayed",
          remoteId: "R3M0TE",
        },
      ],
    }),
  ).toEqual([
    "address:a@sender.example",
    "address:bob@example.test",
    "address:sales@shop.example",
    "domain:example.test",
    "domain:sender.example",
    "domain:shop.example",
    keys.nameless,
    "queue-id:4ABC",
    "queue-id:5DEF",
    "queue-id:R3M0TE",
  ]);
});

test("a broken session is found by those it was for, a scored message by both its ends", () => {
  const sender = "a@sender.example";
  expect(
    of({
      facts: [
        { ...base, kind: "session.broken", how: "timeout", after: "DATA", sender, recipients: ["bob@example.test"] },
        {
          ...base,
          kind: "message.scored",
          sender: "c@other.example",
          recipient: "dan@example.test",
          count: 1,
          score: 1,
          parts: {},
          letters: {},
          action: "NONE",
        },
      ],
    }).filter((key) => key.startsWith("address:")),
  ).toEqual([
    "address:a@sender.example",
    "address:bob@example.test",
    "address:c@other.example",
    "address:dan@example.test",
  ]);
});

test("a login that failed is found by its account and its address; it is no session of nobody", () => {
  const reply = { code: 535, text: "no" };
  const failed = { ...base, kind: "rcpt.refused", stage: "auth", reply } as const;
  const named = {
    ...base,
    kind: "decision",
    by: "login.failed",
    verdict: "reject",
    detail: "Tina@example.test",
  } as const;
  expect(of({ peer: "192.0.2.4", facts: [failed, named] })).toEqual([
    "address:tina@example.test",
    "domain:example.test",
    "ip:192.0.2.4",
  ]);
  expect(of({ peer: "192.0.2.4", facts: [failed] })).toEqual(["ip:192.0.2.4"]);
  expect(accountsOf({ facts: [failed, named], user: "tina@example.test" })).toEqual(["tina@example.test"]);
});
