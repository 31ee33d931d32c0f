/** kill -9 of the whole server: what was answered is in log and records, and the next start goes on. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeReader } from "../src/app/reader.ts";
import { composeServer } from "../src/app/server.ts";
import { Zone } from "../src/base/zone.ts";
import { loadConfig } from "../src/config/load.ts";
import { Program, prepareAnyPorts } from "./program.ts";
import { RawClient } from "./smtp-under-test.ts";

test("an open session of a killed server is in the log, and in the records after the next start", {
  timeout: 20_000,
}, async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-crash-"));
  const file = join(data, "postino.yaml");
  try {
    await prepareAnyPorts(data);
    const server = new Program(["serve", "--data", data]);
    const client = new RawClient(await server.port());
    await client.reply();
    for (const line of ["EHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA"])
      await client.ask(line);
    const answer = await client.ask("Subject: x\r\n\r\nhello\r\n.");
    const id = /id (\w+)/.exec(answer)?.[1] ?? "none";
    server.child.kill("SIGKILL");
    await server.ended;
    client.socket.destroy();

    const [log = ""] = readdirSync(join(data, "logs")).map((name) => readFileSync(join(data, "logs", name), "utf8"));
    expect(log).toContain(`Message id ${id} accepted for delivery`);
    const zone = new Zone("UTC");
    const trace = async () => {
      const reader = await composeReader({ logs: [], data, askerZone: zone, zone });
      return (await reader.trace({ to: [], facts: {}, limit: 0 })).traced.map(({ queueId, status }) => [
        queueId,
        status,
      ]);
    };
    expect(await trace()).toEqual([]);
    for (let start = 0; start < 2; start++) await (await composeServer(loadConfig(file), data, Date.now)).stop(0);
    expect(await trace()).toEqual([[id, "delivered"]]);
    const records = readdirSync(join(data, "records"), { recursive: true, encoding: "utf8" });
    expect(records.filter((name) => /\.(?:open|tmp)$/.test(name))).toEqual([]);
    expect(records.some((name) => name.endsWith(".sqlite"))).toBe(true);
  } finally {
    rmSync(data, { recursive: true });
  }
});
