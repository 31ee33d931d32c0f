/** What never appears: a secret and a body, sent in many wrong ways, are nowhere below the data folder but in the mailbox. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hashPassword } from "../src/accounts/passwords.ts";
import { openAccounts } from "../src/accounts/store.ts";
import { paths } from "../src/app/paths.ts";
import { composeServer } from "../src/app/server.ts";
import { openState } from "../src/app/state.ts";
import { changeFile } from "../src/config/change.ts";
import { loadConfig } from "../src/config/load.ts";
import { schema } from "../src/config/schema.ts";
import { findSetting, type Setting } from "../src/config/settings.ts";
import { anyPorts } from "./any-ports.ts";

import { prepareAnyPorts } from "./program.ts";
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

const base64Of = (text: string) => Buffer.from(text).toString("base64");
const right = base64Of(`\0bob@example.test\0${canary}`);

/** Sessions of our users, encrypted: a login that goes wrong, stands in the wrong place, or is said twice. */
const loginWays: readonly (readonly string[])[] = [
  [`AUTH PLAIN ${right}`],
  [`AUTH PLAIN ${right}`, `AUTH PLAIN ${right}`],
  [`AUTH PLAIN ${right}`, right],
  [`AUTH PLAIN ${right}`, canary],
  ["AUTH PLAIN", right, right],
  ["AUTH PLAIN", `\0bob\0${canary}`, canary],
  ["AUTH PLAIN", "*", canary],
  ["AUTH PLAIN", canary],
  ["AUTH PLAIN", "", canary],
  [`AUTH PLAIN ${right} ${canary}`],
  [`AUTH PLAIN  ${right}`],
  [`AUTH PLAIN =${canary}`],
  [`AUTH PLAIN ${base64Of(`bob\0bob\0${canary}`)}`],
  [`AUTH PLAIN ${base64Of(canary)}`, canary],
  [`AUTH PLAIN\r\n${right}\r\n${right}`],
  ["AUTH LOGIN", base64Of("bob"), base64Of(canary)],
  ["AUTH LOGIN", base64Of("bob@example.test"), base64Of(canary), base64Of(canary)],
  ["AUTH LOGIN", base64Of("bob"), canary, canary],
  ["AUTH LOGIN", "bob", canary],
  ["AUTH LOGIN", canary],
  [`AUTH LOGIN ${base64Of("bob")}`, base64Of(canary)],
  [`AUTH LOGIN ${base64Of(canary)} ${base64Of(canary)}`],
  [`AUTH LOGIN\r\nbob\r\n${canary}`],
  [`AUTH LOGIN\r\n${base64Of("bob")}\r\n${base64Of(canary)}\r\nNOOP`],
  ["AUTH LOGIN", "QUIT", canary],
  ["AUTH LOGIN", `${canary} ${"x".repeat(13_000)}`, canary],
  ["AUTH SCRAM-SHA-256", base64Of(`n,,n=${canary},r=${canary}`)],
  [
    `AUTH SCRAM-SHA-256 ${base64Of("n,,n=bob,r=rOprNGfwEbeRWgbNEkqO")}`,
    base64Of(`c=biws,r=${canary},p=${canary}`),
    canary,
  ],
  [`AUTH EXTERNAL ${base64Of(canary)}`, canary],
  [`AUTH XOAUTH2 ${base64Of(`user=bob\x01auth=Bearer ${canary}`)}`],
  ["MAIL FROM:<bob@example.test>", `AUTH PLAIN ${right}`, right],
  [`AUTH PLAIN ${right}`, "MAIL FROM:<bob@example.test>", "RCPT TO:<bob@example.test>", "DATA", body(canary)],
  [`AUTH PLAIN ${base64Of(`\0bob\0x${canary}`)}`, "DATA", body(canary)],
  [`STARTTLS ${canary}`],
  [`NOOP ${canary}`],
];

/** Everything below a folder but the mailboxes. */
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("mailboxes"))
    .map((entry) => join(entry.parentPath, entry.name));

/** Every file but mail that holds a secret, with the lines. */
function leaksBelow(data: string): Readonly<Record<string, readonly string[]>> {
  const secrets = [canary, base64, right, base64Of(canary), base64Of(`x${canary}`)];
  const leaks = filesBelow(data).map((file) => {
    const lines = readFileSync(file, "latin1").split("\n");
    return [file, lines.filter((line) => secrets.some((secret) => line.includes(secret)))] as const;
  });
  expect(leaks.length).toBeGreaterThan(1);
  return Object.fromEntries(leaks.filter(([, lines]) => lines.length > 0));
}

test("secrets and contents, sent in wrong ways, are in no log and no record", { timeout: 30_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-canary-"));
  try {
    sampleAccounts(["bob"], data).close();
    const config = schema.parse({
      listeners: anyPorts,
      tls: { certificates: [] },
      smtp: { messageBytes: 3000, sessionTimeoutSeconds: 1 },
      log: { levels: { smtp: "extended" }, json: true },
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
    expect(leaksBelow(data)).toEqual({});
    expect(readdirSync(join(data, "mailboxes/example.test/bob/new")).length).toBeGreaterThan(0);
  } finally {
    rmSync(data, { recursive: true });
  }
});

test("secrets of logins over TLS are in no log and no record", { timeout: 30_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), "postino-canary-"));
  try {
    const { config: file } = paths(data);
    await prepareAnyPorts(data);
    for (const [name, value] of [
      ["log.levels.smtp", "extended"],
      ["log.json", true],
      ["smtp.sessionTimeoutSeconds", 5],
      ["smtp.unknownCommands", 100],
    ] as const) {
      changeFile(file, findSetting(name) as Setting, value);
    }
    const accounts = openAccounts(openState(paths(data).state), Date.now);
    accounts.changeAccount("bob@example.test", { passwordHash: await hashPassword(canary) });
    accounts.close();
    const server = await composeServer(loadConfig(file), data, Date.now);
    const portOf = (wanted: string) => Number(server.listeners.find(({ kind }) => kind === wanted)?.port);
    for (const kind of ["submission", "submissions"]) {
      for (const lines of loginWays) {
        const client = new RawClient(portOf(kind));
        if (kind === "submission") {
          await client.reply();
          await client.ask("EHLO c.example");
          // In the clear, where it must not be said.
          client.send(`${lines[0]}\r\nSTARTTLS\r\n`);
          for (let reply = ""; !reply.startsWith("220"); reply = await client.reply())
            expect(reply).not.toContain("(closed)");
        }
        await client.encrypt();
        if (kind === "submissions") await client.reply();
        await client.ask("EHLO c.example");
        for (const line of lines) await client.ask(line);
        client.socket.end();
        while ((await client.line()) !== undefined);
        client.socket.destroy();
      }
    }
    await server.stop(1);
    expect(leaksBelow(data)).toEqual({});
    // Some of these logins are right, otherwise this would prove little.
    expect(readdirSync(join(data, "mailboxes/example.test/bob/new")).length).toBe(2);
  } finally {
    rmSync(data, { recursive: true });
  }
});
