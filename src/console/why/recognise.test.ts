import { expect, test } from "vitest";
import { recognise } from "./recognise.ts";

test.each([
  ["", "nothing", undefined],
  ["   ", "nothing", undefined],
  ["bob@example.com", "address", ["bob@example.com"]],
  [" Bob Rossi <bob@example.com> ", "address", ["bob@example.com"]],
  ["mailto:bob@example.com", "address", ["bob@example.com"]],
  ["<bob@example.com>", "address", ["bob@example.com"]],
  ["bob@example.com, Ann <ann@example.org>", "address", ["bob@example.com", "ann@example.org"]],
  ["perché@esempio.example", "address", ["perché@esempio.example"]],
  ["@example.com", "address", ["@example.com"]],
  ["example.com", "name", "example.com"],
  ["mario.bianci", "name", "mario.bianci"],
  ["Bob", "name", "Bob"],
  ["bob verdi", "name", "bob verdi"],
  ["Maria De Rossi", "name", "Maria De Rossi"],
  ["user unknown", "name", "user unknown"],
  ["Bob, Anna", "words", "Bob, Anna"],
  [
    "Perché Bob non ha ricevuto la mail di Alice delle dieci?",
    "words",
    "Perché Bob non ha ricevuto la mail di Alice delle dieci?",
  ],
  ["<20261124.142233.1@mail.example.com>", "messageId", "<20261124.142233.1@mail.example.com>"],
  ["Message-ID: <a@b.example>", "messageId", "<a@b.example>"],
  [
    "<CAF=x1YzAbCdEfGhIjKlMnOpQrStUvWxYz@mail.example.com>",
    "messageId",
    "<CAF=x1YzAbCdEfGhIjKlMnOpQrStUvWxYz@mail.example.com>",
  ],
  ["192.0.2.7", "ip", "192.0.2.7"],
  ["[192.0.2.7]", "ip", "192.0.2.7"],
  ["2001:db8::7", "ip", "2001:db8::7"],
  ["[IPv6:2001:db8::7]", "ip", "2001:db8::7"],
  ["019F03A5E00010A7", "session", "019F03A5E00010A7"],
  ["019f03a5e00010a7", "session", "019F03A5E00010A7"],
  ["6A939422006", "queueId", "6A939422006"],
  ["4WYd1y6gs4z9v7R", "queueId", "4WYd1y6gs4z9v7R"],
  ["1rXyZa-0001Ab-2C", "queueId", "1rXyZa-0001Ab-2C"],
  ["1rXyZa-00000001Abc-2CdE", "queueId", "1rXyZa-00000001Abc-2CdE"],
  ["KLM10311", "queueId", "KLM10311"],
] as const)("%j is %s", (typed, kind, value) => {
  expect(recognise(typed)).toEqual(value === undefined ? { kind } : { kind, value });
});

test.each([
  "550 5.1.1 <bob@example.com>: User unknown",
  "Received: from a by b; Tue, 24 Nov 2026 14:00:00 +0000",
  "Nov 28 07:02:39 mx postfix/lmtp[4855]: 6A939422006: to=<alice@example.test>",
  "user unknown\n(in reply to RCPT TO)",
  "5.1.1 user unknown here",
  "999.0.2.7",
])("%j is text to explain", (typed) => {
  expect(recognise(typed)).toEqual({ kind: "text", value: typed });
});

test("a megabyte of anything is text, at once", () => {
  for (const piece of ["a", "@", "1", "<", "a@b.", "::", "a.b-", "a@b, "]) {
    const typed = piece.repeat(1_000_000 / piece.length);
    expect(recognise(typed).kind).toBe("text");
  }
});
