import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Envelope } from "../mail/envelope.ts";
import { createDelivery, mailboxFolder } from "./delivery.ts";
import { openNotices } from "./notices.ts";

let root = "";
let folder = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "notices-"));
  folder = join(root, "notices");
});
afterEach(() => rmSync(root, { recursive: true }));

const bob = { address: "bob+x@example.test", mailboxes: ["bob@example.test"], remote: [] };
const envelope = (notify: string | undefined, sender = "a@b.example"): Envelope => ({
  id: "0123456789ABCDEF",
  session: "0123456789ABCDEE",
  sender,
  recipients: [
    { ...bob, ...(notify && { notify, originalRecipient: "rfc822;bob+2B1@example.test" }) },
    { address: "carl@example.test", mailboxes: ["carl@example.test"], remote: [], notify: "FAILURE" },
  ],
  helo: "c.example",
  peer: "192.0.2.7",
  protocol: "ESMTP",
  utf8: false,
  notices: { id: "a+2Bb", return: "HDRS" },
  at: Date.UTC(2026, 10, 24, 10, 0, 0),
});

async function deliver(wanted: Envelope) {
  const { keep } = await openNotices(folder);
  const sink = createDelivery({ root, hostname: () => "mx.example.test", asked: keep }).openMessage(wanted);
  await sink.write(Buffer.from("Subject: x\r\n\r\n"));
  return sink.commit();
}

test("a notice of success that is asked for is kept before the message is answered for", async () => {
  writeFileSync(join(root, "x"), "");
  expect(await deliver(envelope("success,delay"))).toBeUndefined();
  expect(readdirSync(folder)).toEqual(["0123456789ABCDEF.json"]);
  expect(JSON.parse(readFileSync(join(folder, "0123456789ABCDEF.json"), "utf8"))).toEqual({
    id: "0123456789ABCDEF",
    session: "0123456789ABCDEE",
    sender: "a@b.example",
    envelopeId: "a+2Bb",
    return: "HDRS",
    utf8: false,
    recipients: [
      {
        address: "bob+x@example.test",
        originalRecipient: "rfc822;bob+2B1@example.test",
        mailboxes: ["bob@example.test"],
      },
    ],
    at: Date.UTC(2026, 10, 24, 10, 0, 0),
  });
  expect(statSync(join(folder, "0123456789ABCDEF.json")).mode & 0o777).toBe(0o600);
});

test.each([
  ["nobody asked", envelope(undefined)],
  ["only of failures", envelope("FAILURE,DELAY")],
  ["never", envelope("NEVER")],
  ["there is nobody to tell", envelope("SUCCESS", "")],
])("%s: nothing is kept", async (_, wanted) => {
  expect(await deliver(wanted)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

test("where it cannot be kept the message is not taken either; what a crash left half written goes at the next start", async () => {
  const { keep } = await openNotices(folder);
  rmSync(folder, { recursive: true });
  const sink = createDelivery({ root, hostname: () => "mx.example.test", asked: keep }).openMessage(
    envelope("SUCCESS"),
  );
  await sink.write(Buffer.from("Subject: x\r\n\r\n"));
  expect(await sink.commit()).toMatchObject({ reply: { code: 451 }, by: "storage.error" });
  expect(readdirSync(join(mailboxFolder(root, "bob@example.test"), "new"))).toEqual([]);
  await openNotices(folder);
  writeFileSync(join(folder, "1.json.tmp"), "{");
  await openNotices(folder);
  expect(readdirSync(folder)).toEqual([]);
});
