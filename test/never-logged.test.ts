/** What never appears: a secret and a body, sent in many wrong ways, are nowhere below the data folder but in the mailbox. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeServer } from "../src/app/server.ts";
import { schema } from "../src/config/schema.ts";
import { anyPorts } from "./any-ports.ts";
import { sampleAccounts } from "./sample-accounts.ts";
import { RawClient } from "./smtp-under-test.ts";

const canary = "kanarienvogel";
const base64 = Buffer.from(`\0bob\0${canary}`).toString("base64");
const mail = ["MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>"];
const body = (text: string) => `Subject: ${text}\r\n\r\n${text}\r\n.`;

/** Lines of a session after EHLO; each is sent when the one before was answered, the content in one piece. */
const ways: readonly (readonly string[])[] = [
  [`AUTH PLAIN ${base64}`],
  [`auth plain ${base64}`],
  [`AUTH  PLAIN  ${base64}`],
  [`AUTH\tPLAIN ${base64}`],
  ["AUTH PLAIN", base64],
  ["AUTH LOGIN", Buffer.from("bob").toString("base64"), Buffer.from(canary).toString("base64")],
  ["AUTH LOGIN", "bob", canary],
  [`AUTH LOGIN ${canary}`, canary],
  ["AUTH CRAM-MD5", canary],
  [`AUTH XOAUTH2 ${base64}`],
  [`AUTH ${canary}`],
  [`AUTH PLAIN ${base64}\r\n${canary}`],
  [`PASS ${canary}`],
  [`pass ${canary}`],
  [`USER bob\r\nPASS ${canary}`],
  [`LOGIN bob ${canary}`],
  [`a1 LOGIN bob ${canary}`],
  [`APOP bob ${canary}`],
  [`AUTHENTICATE PLAIN ${base64}`],
  [`a2 AUTHENTICATE PLAIN ${base64}`],
  [`AUTHENTICATE ${canary}`],
  [...mail, "DATA", body(canary)],
  ["DATA", body(canary)],
  ["MAIL FROM:<a@b.example>", "DATA", body(canary)],
  ["MAIL FROM:<a@b.example>", "RCPT TO:<nobody@example.test>", "DATA", body(canary)],
  [...mail, "DATA", `Subject: big\r\n\r\n${`${canary} `.repeat(6).concat("\r\n").repeat(60)}.`],
  [...mail, `DATA\r\n${canary}\r\n.`],
  [...mail, "BDAT 20 LAST", `${canary} and more`],
  [...mail, "DATA", `X: ${canary}\r\n\r\n${canary}`],
  [...mail, "DATA", `${canary}\n.\n${canary}\r\n.`],
  [`GET /?secret=${canary} HTTP/1.1\r\nAuthorization: ${canary}`],
  [`POST /${canary} HTTP/1.1`],
];

/** Everything below a folder but the mailboxes. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("mailboxes"))
    .map((entry) => join(entry.parentPath, entry.name));

test("secrets and contents, sent in wrong ways, are in no log and no record", { timeout: 30_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-canary-"));
  try {
    sampleAccounts(["bob"], data).close();
    const config = schema.parse({
      listeners: anyPorts,
      tls: { certificates: [] },
      smtp: { messageBytes: 3000, sessionTimeoutSeconds: 1 },
      log: { levels: { smtp: "extended" } },
    });
    const server = await composeServer(config, data, Date.now);
    await Promise.all(
      ways.map(async (lines) => {
        const client = new RawClient(Number(server.listeners[0]?.port));
        await client.reply();
        await client.ask("EHLO c.example");
        for (const line of lines) await client.ask(line);
        client.socket.end();
        while ((await client.line()) !== undefined);
        client.socket.destroy();
      }),
    );
    await server.stop(1);
    const files = filesBelow(data);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const leaked = readFileSync(file, "latin1")
        .split("\n")
        .filter((line) =>
          [canary, base64, Buffer.from(canary).toString("base64")].some((secret) => line.includes(secret)),
        );
      expect(leaked, file).toEqual([]);
    }
    expect(readdirSync(join(data, "mailboxes/example.test/bob/new")).length).toBeGreaterThan(0);
  } finally {
    rmSync(data, { recursive: true });
  }
});
