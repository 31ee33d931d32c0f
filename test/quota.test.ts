/** A full mailbox, as its sender and its owner see it: refused at RCPT by what was delivered before, and `why` says so. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeReader } from "../src/app/reader.ts";
import { composeServer } from "../src/app/server.ts";
import { Zone } from "../src/base/zone.ts";
import { schema } from "../src/config/schema.ts";
import { anyPorts } from "./any-ports.ts";
import { sampleAccounts } from "./sample-accounts.ts";
import { RawClient } from "./smtp-under-test.ts";

test("a mailbox that one message filled refuses the next one, and another does not", async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-quota-"));
  try {
    sampleAccounts(["bob", "alice"], data).close();
    const config = schema.parse({ listeners: anyPorts, accounts: { quotaBytes: 1000 }, tls: { certificates: [] } });
    const server = await composeServer(config, data, Date.now);
    const client = new RawClient(Number(server.listeners[0]?.port));
    await client.reply();
    await client.ask("EHLO c.example");
    await client.ask("MAIL FROM:<a@b.example>");
    expect(await client.ask("RCPT TO:<bob@example.test>")).toMatch(/^250 /);
    await client.ask("DATA");
    expect(await client.ask(`Subject: x\r\n\r\n${"0123456789\r\n".repeat(100)}.`)).toMatch(/^250 2\.6\.0/);
    await client.ask("MAIL FROM:<a@b.example>");
    expect(await client.ask("RCPT TO:<Bob+tag@example.test>")).toMatch(/^452 4\.2\.2 /);
    expect(await client.ask("RCPT TO:<alice@example.test>")).toMatch(/^250 /);
    await client.ask("QUIT");
    while ((await client.line()) !== undefined);
    client.socket.destroy();
    await server.stop(1);
    const zone = new Zone("UTC");
    const reader = await composeReader({ logs: [], data, askerZone: zone, zone });
    const { answers } = await reader.why({ to: ["bob+tag@example.test"], facts: {}, limit: 5 });
    expect(answers[0]).toMatchObject({ outcome: "deferred", cause: "rcpt.quota", party: "recipient" });
  } finally {
    rmSync(data, { recursive: true });
  }
});
