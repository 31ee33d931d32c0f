import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDelivery, mailboxFolder } from "./delivery.ts";
import { createQuota } from "./quota.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "quota-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const bob = "bob@example.test";
const put = (part: string, name: string, content = "") => {
  const folder = join(mailboxFolder(root, bob), part);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), content);
};
const turn = () => new Promise((next) => setImmediate(next));

test("the sizes in the names count, in new, cur and the folders below; tmp and other files do not", async () => {
  put("new", "1.a.mx,S=100");
  put("cur", "2.b.mx,S=20:2,S");
  put("cur", "3.c.mx,S=3,W=4:2,");
  put(".Sent/cur", "4.d.mx,S=1000:2,S");
  put(".Sent.2026/new", "5.e.mx,S=5000");
  put("tmp", "6.f.mx,S=9");
  put("", "dovecot-uidlist,S=9");
  expect(await createQuota(root, () => 0).usedBytes(bob)).toBe(6123);
});

test("a name without a size is looked at on the disk, and a mailbox that is not there holds nothing", async () => {
  put("cur", "1.a.mx:2,S", "seven b");
  const quota = createQuota(root, () => 0);
  expect(await quota.usedBytes(bob)).toBe(7);
  expect(await quota.usedBytes("nobody@example.test")).toBe(0);
});

test("who asks while it is read for the first time waits for the same reading; then it is known at once", async () => {
  put("new", "1.a.mx,S=100");
  const quota = createQuota(root, () => 0);
  const asked = quota.usedBytes(bob);
  expect(quota.usedBytes(bob)).toBe(asked);
  expect(await asked).toBe(100);
  expect(quota.usedBytes(bob)).toBe(100);
});

test("what is delivered counts at once, what is deleted after a minute, and nobody waits for that", async () => {
  let now = 0;
  put("new", "1.a.mx,S=100");
  const quota = createQuota(root, () => now);
  expect(await quota.usedBytes(bob)).toBe(100);
  const { openMessage } = createDelivery({ root, hostname: () => "mx", stored: quota.stored });
  const sink = openMessage({
    ...{ id: "0123456789ABCDEF", session: "0123456789ABCDEE", sender: "", helo: "c.example", peer: "192.0.2.1" },
    ...{ protocol: "SMTP", utf8: false, notices: {}, at: 0 },
    recipients: [{ address: bob, mailboxes: [bob], remote: [] }],
  });
  await sink.write(Buffer.from("hello"));
  expect(quota.usedBytes(bob)).toBe(100);
  await sink.commit();
  const after = quota.usedBytes(bob);
  expect(after).toBeGreaterThan(105);
  unlinkSync(join(mailboxFolder(root, bob), "new", "1.a.mx,S=100"));
  now = 59_999;
  expect(quota.usedBytes(bob)).toBe(after);
  now = 60_000;
  expect(quota.usedBytes(bob)).toBe(after);
  while (quota.usedBytes(bob) === after) await turn();
  expect(quota.usedBytes(bob)).toBe(Number(after) - 100);
});
