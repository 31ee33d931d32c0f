/** LMTP over a Unix socket: the peer has no address, and log, records and `postino why` can tell of it all the same. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeReader } from "../src/app/reader.ts";
import { Zone } from "../src/base/zone.ts";
import { changeFile } from "../src/config/change.ts";
import { findSetting, type Setting } from "../src/config/settings.ts";
import { Program, prepareAnyPorts, run } from "./program.ts";
import { RawClient } from "./smtp-under-test.ts";

test("what came by LMTP is answered from records and text alike", { timeout: 30_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-lmtp-"));
  const server = { running: undefined as Program | undefined };
  try {
    await prepareAnyPorts(data);
    changeFile(join(data, "postino.yaml"), findSetting("listeners.lmtp.enabled") as Setting, true);
    server.running = new Program(["serve", "--data", data]);
    await server.running.says("Log:");
    const client = new RawClient(join(data, "lmtp.sock"));
    await client.reply();
    for (const line of ["LHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>"])
      await client.ask(line);
    expect(await client.ask("RCPT TO:<nobody@example.test>")).toMatch(/^550 5\.1\.1/);
    await client.ask("DATA");
    expect(await client.ask("Subject: x\r\n\r\nx\r\n.")).toMatch(/^250 2\.6\.0 <bob@example\.test>/);
    await client.ask("QUIT");
    client.socket.end();
    const broken = new RawClient(join(data, "lmtp.sock"));
    await broken.reply();
    for (const line of ["LHLO c.example", "MAIL FROM:<c@b.example>", "RCPT TO:<bob@example.test>", "DATA"])
      await broken.ask(line);
    broken.send("Subject: half");
    broken.socket.end();
    while ((await broken.line()) !== undefined);
    server.running.child.kill("SIGTERM");
    await server.running.ended;

    const [log = ""] = readdirSync(join(data, "logs"))
      .filter((name) => name.startsWith("s"))
      .map((name) => readFileSync(join(data, "logs", name), "utf8"));
    expect(log).toMatch(/^LOCAL +\[/m);
    const zone = new Zone("UTC");
    const asked = async (logs: readonly string[]) => {
      const reader = await composeReader({ logs, data, askerZone: zone, zone });
      const question = (to: string, from: string) => ({ to: [to], from, facts: {}, limit: 5 });
      const answers = [
        await reader.why(question("bob@example.test", "a@b.example")),
        await reader.why(question("nobody@example.test", "a@b.example")),
        await reader.why(question("bob@example.test", "c@b.example")),
      ];
      return answers.map((each) => each.answers.map(({ outcome, cause }) => `${outcome} ${cause}`).join());
    };
    const fromRecords = await asked([]);
    expect(await asked([join(data, "logs")])).toEqual(fromRecords);
    expect(fromRecords).toEqual([
      "delivered store.delivered,refused rcpt.partial",
      "refused rcpt.partial,delivered store.delivered",
      "aborted data.mid-transfer-drop",
    ]);
    const { out } = await run("why", "--data", data, "--to", "nobody@example.test");
    expect(out).toContain("LOCAL");
  } finally {
    server.running?.child.kill("SIGKILL");
    rmSync(data, { recursive: true });
  }
});
