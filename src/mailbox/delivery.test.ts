import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Envelope } from "../mail/envelope.ts";
import { createDelivery, mailboxFolder, refusalOf } from "./delivery.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "delivery-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const bob = { address: "bob+x@example.test", mailboxes: ["bob@example.test"], remote: [] };
const alice = { address: "alice@example.test", mailboxes: ["alice@example.test"], remote: [] };
const envelope = (...recipients: Envelope["recipients"]): Envelope => ({
  id: "0123456789ABCDEF",
  session: "0123456789ABCDEE",
  sender: "a@b.example",
  recipients,
  helo: "c.example",
  peer: "2001:db8::1",
  protocol: "ESMTP",
  utf8: false,
  notices: {},
  at: Date.UTC(2026, 10, 24, 10, 0, 0),
});

const delivery = () => createDelivery({ root, hostname: () => "mx.example.test" });
const list = (mailbox: string, part: string) => {
  try {
    return readdirSync(join(mailboxFolder(root, mailbox), part));
  } catch {
    return [];
  }
};
const only = (mailbox: string) => {
  const [file = ""] = list(mailbox, "new");
  return readFileSync(join(mailboxFolder(root, mailbox), "new", file), "latin1");
};

test("a message comes to its mailbox as it was sent, below its trace header", async () => {
  const sink = delivery().openMessage(envelope(bob));
  await sink.write(Buffer.from("Subject: x\r\n"));
  await sink.write(Buffer.from("\r\nbare\nLF stays\r\n"));
  expect(await sink.commit()).toBeUndefined();
  const head = [
    "Return-Path: <a@b.example>",
    "Delivered-To: bob+x@example.test",
    "Received: from c.example ([IPv6:2001:db8::1])",
    " by mx.example.test with ESMTP id 0123456789ABCDEF",
    " for <bob+x@example.test>; Tue, 24 Nov 2026 10:00:00 +0000",
    "",
  ].join("\r\n");
  expect(only("bob@example.test")).toBe(`${head}Subject: x\r\n\r\nbare\nLF stays\r\n`);
  const size = only("bob@example.test").length;
  expect(list("bob@example.test", "new")).toEqual([`1795514400.0123456789ABCDEF.mx.example.test,S=${size}`]);
  expect(list("bob@example.test", "tmp")).toEqual([]);
  const local = delivery().openMessage({ ...envelope({ ...bob, mailboxes: ["eve@example.test"] }), peer: "LOCAL" });
  await local.commit();
  expect(only("eve@example.test")).toContain("Received: from c.example\r\n by mx.example.test ");
  expect(list("bob@example.test", "cur")).toEqual([]);
});

test("each of several mailboxes gets its own file, and none learns of another", async () => {
  const sink = delivery().openMessage(envelope(bob, alice, { ...bob, address: "bob@example.test" }));
  const large = Buffer.alloc(600_000, "0123456789abcdef\r\n");
  for (let at = 0; at < large.length; at += 100_000) await sink.write(large.subarray(at, at + 100_000));
  expect(await sink.commit()).toBeUndefined();
  for (const mailbox of ["bob@example.test", "alice@example.test"]) {
    const message = only(mailbox);
    const end = message.indexOf("+0000\r\n") + 7;
    expect(message.slice(end) === large.toString("latin1")).toBe(true);
    expect(message.slice(0, end)).not.toContain(" for <");
  }
  expect(only("alice@example.test").match(/Delivered-To: .*/g)).toEqual(["Delivered-To: alice@example.test"]);
  expect(only("bob@example.test").match(/Delivered-To: .*/g)?.length).toBe(2);
});

test("an aborted message leaves nothing", async () => {
  const sink = delivery().openMessage(envelope(bob));
  await sink.write(Buffer.alloc(300_000));
  expect(list("bob@example.test", "tmp").length).toBe(1);
  sink.abort();
  while (list("bob@example.test", "tmp").length > 0) await new Promise((next) => setImmediate(next));
  expect(list("bob@example.test", "new")).toEqual([]);
});

test("a disk error is told as 451, and no recipient keeps the message", async () => {
  const blocked = mailboxFolder(root, "alice@example.test");
  mkdirSync(join(blocked, ".."), { recursive: true });
  writeFileSync(blocked, "a file where the mailbox should be");
  const sink = delivery().openMessage(envelope(bob, alice));
  await sink.write(Buffer.from("x"));
  expect(await sink.commit()).toMatchObject({ reply: { code: 451, enhanced: "4.3.0" }, by: "storage.error" });
  expect([...list("bob@example.test", "new"), ...list("bob@example.test", "tmp")]).toEqual([]);
});

test("what was given to one recipient is taken back when another cannot be served", async () => {
  const folder = mailboxFolder(root, "alice@example.test");
  mkdirSync(join(folder, "tmp"), { recursive: true });
  writeFileSync(join(folder, "new"), "a file where the folder should be");
  const sink = delivery().openMessage(envelope(bob, alice));
  await sink.write(Buffer.from("x"));
  expect(await sink.commit()).toMatchObject({
    reply: { code: 451 },
    detail: expect.stringMatching(/^E(NOTDIR|EXIST): /),
  });
  expect([...list("bob@example.test", "new"), ...list("bob@example.test", "tmp")]).toEqual([]);
});

test.each(["tmp", "new"])("a mailbox of which a crash left %s alone is made whole", async (part) => {
  mkdirSync(join(mailboxFolder(root, "bob@example.test"), part), { recursive: true });
  const sink = delivery().openMessage(envelope(bob));
  await sink.write(Buffer.from("x"));
  expect(await sink.commit()).toBeUndefined();
  expect(list("bob@example.test", "new")).toHaveLength(1);
});

test("a full disk is told as such", () => {
  for (const code of ["ENOSPC", "EDQUOT"]) {
    expect(refusalOf(Object.assign(new Error("full"), { code }))).toMatchObject({
      reply: { code: 452, enhanced: "4.3.1" },
      by: "storage.full",
    });
  }
});

test("start-up deletes what a crash left half written", async () => {
  const tmp = join(mailboxFolder(root, "bob@example.test"), "tmp");
  mkdirSync(tmp, { recursive: true });
  writeFileSync(join(tmp, "half"), "x");
  expect(await delivery().cleanLeftovers()).toBe(1);
  expect(readdirSync(tmp)).toEqual([]);
  rmSync(root, { recursive: true });
  expect(await delivery().cleanLeftovers()).toBe(0);
  mkdirSync(root);
});

test("no mailbox name leads out of the root", () => {
  expect(mailboxFolder("/r", "../../x@example.test")).toBe("/r/example.test/%2E.%2F..%2Fx");
  expect(mailboxFolder("/r", "x@..")).toBe("/r/%2E./x");
  expect(mailboxFolder("/r", "")).toBe("/r/_");
});
