/** A good server is no intruder: a real Postfix sends fifty messages in one session, with RSET between them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeServer } from "../../src/app/server.ts";
import { schema } from "../../src/config/schema.ts";
import { anyPorts } from "../any-ports.ts";
import { freePort } from "../free-port.ts";
import { sampleAccounts } from "../sample-accounts.ts";
import { startPostfix } from "./postfix.ts";
import { talk } from "./postfix-script.ts";

/** Some may go by a second connection, which Postfix opens before the first is free. */
const messages = 60;

test("fifty messages and more in one session: no block, and no warning", async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-postfix-cache-"));
  const accounts = sampleAccounts(["bob"], data);
  accounts.addDomain("there.test");
  accounts.addAlias("bob@there.test", ["bob@example.test"]);
  accounts.close();
  const config = schema.parse({ listeners: anyPorts, tls: { certificates: [] } });
  const server = await composeServer(config, data, Date.now);
  const postfix = await startPostfix({ "there.test": `[127.0.0.1]:${server.listeners[0]?.port}` }, await freePort(), [
    "smtp_connection_cache_destinations = there.test",
    "smtp_destination_concurrency_limit = 1",
  ]);
  const logOf = (letter: string) =>
    readdirSync(join(data, "logs"))
      .filter((name) => name.startsWith(letter))
      .map((name) => readFileSync(join(data, "logs", name), "utf8"))
      .join("");
  try {
    const one = ["MAIL FROM:<a@b.example>", "RCPT TO:<bob@there.test>", "DATA", "Subject: x\r\n\r\nx\r\n."];
    await talk(postfix.port, ["EHLO c.test", ...Array.from({ length: messages }, () => one).flat(), "QUIT"], "wait");
    await postfix.logged(/to=<bob@there\.test>.*status=sent/, messages);
    await server.written();
    const bySession = Map.groupBy(logOf("s").match(/\[[0-9A-F]{16}\] \S+ \*\*\* .* OK /g) ?? [], (line) =>
      line.slice(1, 17),
    );
    const most = Math.max(...[...bySession.values()].map((lines) => lines.length));
    expect(most).toBeGreaterThanOrEqual(50);
    expect(logOf("s").match(/<<< RSET/g)?.length).toBeGreaterThan(5);
    expect(server.blocks.list()).toEqual([]);
    expect(logOf("x")).not.toMatch(/Blocked|is not blocked/);
  } finally {
    await postfix.stop();
    await server.stop(1);
    rmSync(data, { recursive: true });
  }
});
