/** kill -9 of the whole server: what was answered is in log and records, and the next start goes on. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { prepareData } from "../src/app/first-start.ts";
import { composeReader } from "../src/app/reader.ts";
import { composeServer } from "../src/app/server.ts";
import { Zone } from "../src/base/zone.ts";
import { changeFile } from "../src/config/change.ts";
import { loadConfig } from "../src/config/load.ts";
import { findSetting, type Setting } from "../src/config/settings.ts";
import { RawClient } from "./smtp-under-test.ts";

test("an open session of a killed server is in the log, and in the records after the next start", {
  timeout: 20_000,
}, async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-crash-"));
  const file = join(data, "postino.yaml");
  try {
    await prepareData(data, file, Date.now());
    for (const kind of ["mx", "submission", "submissions"]) {
      changeFile(file, findSetting(`listeners.${kind}.port`) as Setting, 0);
    }
    const server = spawn(process.execPath, ["bin/postino.js", "serve", "--data", data]);
    const said = await new Promise<string>((resolve, reject) => {
      let text = "";
      server.stdout.on("data", (bytes) => {
        text += bytes;
        if (text.includes("Log:")) resolve(text);
      });
      server.once("exit", () => reject(new Error(`the server ended: ${text}`)));
    });
    const client = new RawClient(Number(/port (\d+)/.exec(said)?.[1]));
    await client.reply();
    for (const line of ["EHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA"])
      await client.ask(line);
    const answer = await client.ask("Subject: x\r\n\r\nhello\r\n.");
    const id = /id (\w+)/.exec(answer)?.[1] ?? "none";
    const gone = new Promise((resolve) => server.removeAllListeners("exit").once("exit", resolve));
    server.kill("SIGKILL");
    await gone;
    client.socket.destroy();

    const [log = ""] = readdirSync(join(data, "logs")).map((name) => readFileSync(join(data, "logs", name), "utf8"));
    expect(log).toContain(`Message id ${id} accepted for delivery`);
    const zone = new Zone("UTC");
    const trace = async () => {
      const reader = await composeReader({ logs: [], data, askerZone: zone, zone });
      return reader.trace({ to: [], facts: {}, limit: 0 }).traced.map(({ queueId, status }) => [queueId, status]);
    };
    expect(await trace()).toEqual([]);
    for (let start = 0; start < 2; start++) await (await composeServer(loadConfig(file), data, Date.now)).stop(0);
    expect(await trace()).toEqual([[id, "delivered"]]);
  } finally {
    rmSync(data, { recursive: true });
  }
});
