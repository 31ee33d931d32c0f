/** Whose mail it is where an address leads to others, or to nobody for now: what the client is told, and what `why` says. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeReader } from "../src/app/reader.ts";
import { composeServer } from "../src/app/server.ts";
import { Zone } from "../src/base/zone.ts";
import { schema } from "../src/config/schema.ts";
import { anyPorts } from "./any-ports.ts";
import { sampleAccounts, someHash } from "./sample-accounts.ts";
import { RawClient } from "./smtp-under-test.ts";

test("a group whose members are elsewhere, a full catch-all, and a domain that is switched off", async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-recipients-"));
  try {
    const accounts = sampleAccounts(["bob"], data);
    accounts.addDomain("two.test", { catchAll: "dan@two.test" });
    accounts.addAccount("dan@two.test", { passwordHash: someHash, quotaBytes: 100 });
    accounts.addDomain("off.test", { suspended: true });
    accounts.addAccount("ann@off.test", { passwordHash: someHash });
    accounts.addAlias("mix@example.test", ["bob@example.test", "zoe@elsewhere.example"]);
    accounts.addAlias("away@example.test", ["zoe@elsewhere.example"]);
    accounts.close();
    const config = schema.parse({ listeners: anyPorts, tls: { certificates: [] } });
    const server = await composeServer(config, data, Date.now);
    const client = new RawClient(Number(server.listeners[0]?.port));
    await client.reply();
    await client.ask("EHLO c.example");
    await client.ask("MAIL FROM:<a@b.example> SIZE=200");
    const asked = ["mix@example.test", "away@example.test", "whoever@two.test", "ann@off.test", "abuse@example.test"];
    const replies: string[] = [];
    for (const address of asked) replies.push((await client.ask(`RCPT TO:<${address}>`)).slice(0, 9));
    expect(replies).toEqual(["250 2.1.5", "451 4.3.2", "452 4.2.2", "450 4.2.1", "250 2.1.5"]);
    await client.ask("DATA");
    expect(await client.ask("Subject: x\r\n\r\nx\r\n.")).toMatch(/^250 /);
    client.socket.destroy();
    await server.stop(1);
    const zone = new Zone("UTC");
    const reader = await composeReader({ logs: [], data, askerZone: zone, zone });
    const told = async (address: string) => {
      const [answer] = (await reader.why({ to: [address], facts: {}, limit: 5 })).answers;
      return answer && `${answer.outcome} ${answer.cause} ${answer.party} ${answer.sideways.join(" ")}`.trim();
    };
    expect(await told("bob@example.test")).toBe("delivered store.delivered nobody");
    expect(await told("zoe@elsewhere.example")).toMatch(/^lost queue\.stopped our-server/);
    expect(await told("whoever@two.test")).toMatch(
      /^deferred rcpt\.quota recipient .* mailbox of dan@two\.test: that one is full/,
    );
    expect(await told("ann@off.test")).toMatch(/^deferred rcpt\.disabled our-policy/);
  } finally {
    rmSync(data, { recursive: true });
  }
});
