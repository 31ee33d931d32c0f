import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RawClient, startUnderTest, type UnderTest } from "../../test/smtp-under-test.ts";
import { createResumption } from "./resumption.ts";

let folder = "";
let hours = 0;
const running: UnderTest[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-resume-"));
  hours = 0;
});
afterEach(async () => {
  for (const { server } of running.splice(0)) await server.stop(0);
  rmSync(folder, { recursive: true });
});

async function start(bytes = 1_000_000): Promise<UnderTest> {
  const resumption = await createResumption(
    folder,
    () => ({ hours: 48, bytes }),
    () => 1_795_500_000_000 + hours * 3_600_000,
  );
  const under = await startUnderTest({}, { resumption });
  running.push(under);
  return under;
}

const mail = "MAIL FROM:<a@b.example> TRANSID=<1@c.example>";

/** A client behind EHLO. */
async function greeted(under: UnderTest, helo = "c.example"): Promise<RawClient> {
  const client = new RawClient(under.server.port);
  await client.reply();
  expect(await client.ask(`EHLO ${helo}`)).toContain("CHECKPOINT");
  return client;
}

/** Sends the beginning of a message and breaks off; resolves when that is kept, or nothing is. */
async function breakOff(under: UnderTest, content: string, kept = true): Promise<void> {
  const client = await greeted(under);
  await client.ask(mail);
  await client.ask("RCPT TO:<bob@example.test>");
  await client.ask("DATA");
  client.send(content);
  client.socket.end();
  await under.closed(running.length > 0 ? closedSoFar(under) + 1 : 1);
  const left = kept ? [".json", ""] : [];
  await vi.waitFor(() =>
    expect(
      readdirSync(folder)
        .map((name) => name.slice(64))
        .sort()
        .reverse(),
    ).toEqual(left),
  );
}
const closedSoFar = (under: UnderTest) => under.events.filter(({ kind }) => kind === "session.closed").length;

test("a transfer that broke goes on where its last whole line ended", async () => {
  const under = await start();
  await breakOff(under, "Subject: x\r\n\r\n..one\r\ntwo\r\nhal");
  const [name = ""] = readdirSync(folder).filter((file) => !file.endsWith(".json"));
  expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  const client = await greeted(under);
  expect(await client.ask(mail)).toMatch(/^355 25 /);
  expect(await client.ask("RCPT TO:<alice@example.test>")).toMatch(/^503 5\.5\.1/);
  expect(await client.ask("BDAT 0 LAST")).toMatch(/^503 5\.5\.1/);
  expect(await client.ask("DATA")).toMatch(/^354/);
  expect(await client.ask("half\r\n..\r\n.")).toMatch(/^250 2\.6\.0 33 bytes/);
  expect(under.messages).toMatchObject([
    {
      content: "Subject: x\r\n\r\n.one\r\ntwo\r\nhalf\r\n.\r\n",
      envelope: { recipients: [{ address: "bob@example.test" }] },
    },
  ]);
  await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]));
  expect(await client.ask(mail)).toMatch(/^250/);
});

test("it may break again, and goes on from there", async () => {
  const under = await start();
  await breakOff(under, "one: 1\r\ntw");
  const second = await greeted(under);
  expect(await second.ask(mail)).toMatch(/^355 8 /);
  await second.ask("DATA");
  second.send("two: 2\r\nx");
  second.socket.end();
  await under.closed(closedSoFar(under) + 1);
  await vi.waitFor(() => expect(readdirSync(folder).some((file) => file.endsWith(".json"))).toBe(true));
  const third = await greeted(under);
  expect(await third.ask(mail)).toMatch(/^355 16 /);
  await third.ask("DATA");
  expect(await third.ask("\r\nx\r\n.")).toMatch(/^250/);
  expect(under.messages[0]?.content).toBe("one: 1\r\ntwo: 2\r\n\r\nx\r\n");
});

test("another sender, name, TRANSID or too late a time begins anew, and hears nothing of it", async () => {
  const under = await start();
  await breakOff(under, "one: 1\r\ntw");
  const other = await greeted(under, "d.example");
  expect(await other.ask(mail)).toMatch(/^250/);
  const client = await greeted(under);
  expect(await client.ask("MAIL FROM:<other@b.example> TRANSID=<1@c.example>")).toMatch(/^250/);
  await client.ask("RSET");
  expect(await client.ask("MAIL FROM:<a@b.example> TRANSID=<2@c.example>")).toMatch(/^250/);
  await client.ask("RSET");
  hours = 49;
  expect(await client.ask(mail)).toMatch(/^250/);
  await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]));
});

test("a message that ended, and one over the limit of all, leaves nothing", async () => {
  const under = await start(100);
  const client = await greeted(under);
  await client.ask(mail);
  await client.ask("RCPT TO:<bob@example.test>");
  await client.ask("DATA");
  expect(await client.ask(`${"x: y\r\n".repeat(50)}\r\nx\r\n.`)).toMatch(/^250/);
  await breakOff(under, "x: y\r\n".repeat(50), false);
  await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]));
});

test("where a recipient is gone meanwhile, it begins anew", async () => {
  const under = await start();
  await breakOff(under, "one: 1\r\ntw");
  const resumption = await createResumption(
    folder,
    () => ({ hours: 48, bytes: 1000 }),
    () => 1_795_500_000_000,
  );
  const reply = { code: 550, enhanced: "5.1.1", text: "gone" };
  const later = await startUnderTest(
    {},
    { resumption, resolve: () => ({ kind: "refused", refusal: { reply, by: "x" } }) },
  );
  running.push(later);
  const client = await greeted(later);
  expect(await client.ask(mail)).toMatch(/^250/);
});

test("of one peer twenty are kept, over a restart too, and what belongs to none of them goes", async () => {
  const under = await start();
  const names = () => readdirSync(folder).filter((file) => /^[0-9a-f]{64}$/.test(file));
  for (let n = 0; n < 22; n++) {
    const client = await greeted(under);
    await client.ask(`MAIL FROM:<a@b.example> TRANSID=<${n}@d.example>`);
    await client.ask("RCPT TO:<bob@example.test>");
    await client.ask("DATA");
    const before = names().join();
    client.send("one: 1\r\ntw");
    client.socket.end();
    await vi.waitFor(() => expect(names().join()).not.toBe(before));
  }
  await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(40));
  writeFileSync(join(folder, "f".repeat(64)), "x");
  const again = await start();
  expect(readdirSync(folder)).toHaveLength(40);
  const client = await greeted(again);
  expect(await client.ask("MAIL FROM:<a@b.example> TRANSID=<1@d.example>")).toMatch(/^250/);
  await client.ask("RSET");
  expect(await client.ask("MAIL FROM:<a@b.example> TRANSID=<21@d.example>")).toMatch(/^355 8 /);
});
