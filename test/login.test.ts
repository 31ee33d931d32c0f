/** A real client logs in with the accounts that the first start made, sends, and is refused what is not its own. */

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashPassword } from "../src/accounts/passwords.ts";
import { openAccounts } from "../src/accounts/store.ts";
import { type FirstStart, prepareData } from "../src/app/first-start.ts";
import { paths } from "../src/app/paths.ts";
import { composeServer, type RunningServer } from "../src/app/server.ts";
import { openState } from "../src/app/state.ts";
import { schema } from "../src/config/schema.ts";
import { RawClient } from "./smtp-under-test.ts";

let data = "";
let server: RunningServer;
let bobs = "";
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "postino-login-"));
  const { passwords } = (await prepareData(data, paths(data).config, Date.now())) as FirstStart;
  bobs = passwords.find(({ address }) => address === "bob@example.test")?.password ?? "";
  const listeners = { mx: { enabled: false }, submission: { port: 0 }, submissions: { enabled: false } };
  server = await composeServer(schema.parse({ listeners }), data, Date.now);
});
afterEach(async () => {
  await server.stop(0);
  rmSync(data, { recursive: true });
});

/** Sends to alice; gives "sent", or the reply's code and enhanced code. */
async function send(user: string, pass: string, from = "bob@example.test"): Promise<string> {
  const port = Number(server.listeners[0]?.port);
  const client = createTransport({ host: "127.0.0.1", port, tls: { rejectUnauthorized: false }, auth: { user, pass } });
  try {
    await client.sendMail({ from, to: "alice@example.test", subject: "x", text: "hello" });
    return "sent";
  } catch (error) {
    return /\b\d{3} \d\.\d\.\d\b/.exec((error as Error).message)?.[0] ?? String(error);
  } finally {
    client.close();
  }
}

test("with the right password one is in, and sends as oneself", async () => {
  expect(await send("Bob@Example.test", bobs)).toBe("sent");
  expect(await send("bob", bobs, "bob+list@example.test")).toBe("sent");
  expect(readdirSync(join(data, "mailboxes/example.test/alice/new")).length).toBe(2);
});

test("with a wrong one, a wrong name, or another's address one is refused", async () => {
  expect(await send("bob@example.test", `${bobs}x`)).toBe("535 5.7.8");
  expect(await send("none@example.test", bobs)).toBe("535 5.7.8");
  expect(await send("bob@example.test", bobs, "alice@example.test")).toBe("550 5.7.1");
});

test("the log names the account of ours that could not log in, and none that nobody has", async () => {
  await send("bob@example.test", `${bobs}x`);
  await send("none@example.test", bobs);
  const folder = join(data, "logs");
  const [file = ""] = readdirSync(folder).filter((name) => name.startsWith("s"));
  const summaries = () => readFileSync(join(folder, file), "utf8").match(/\*\*\* .*/g) ?? [];
  while (summaries().length < 2) await new Promise(setImmediate);
  expect(summaries()).toEqual([
    expect.stringMatching(/ login=bob@example\.test .* cause=submission\.auth-failed /),
    expect.not.stringContaining("login="),
  ]);
});

test("a change that another process makes counts at once", async () => {
  const other = openAccounts(openState(paths(data).state), Date.now);
  other.changeAccount("bob@example.test", { state: "login-disabled" });
  expect(await send("bob@example.test", bobs)).toBe("535 5.7.8");
  other.changeAccount("bob@example.test", { state: "enabled" });
  other.changeAccount("alice@example.test", { state: "receive-disabled" });
  expect(await send("bob@example.test", bobs)).toBe("550 5.2.1");
  other.close();
});

/** A session of bob, logged in by that password. */
async function inside(password = bobs): Promise<RawClient> {
  const client = new RawClient(Number(server.listeners[0]?.port));
  await client.reply();
  for (const line of ["EHLO c.example", "STARTTLS"]) await client.ask(line);
  await client.encrypt();
  await client.ask("EHLO c.example");
  const secret = Buffer.from(`\0bob@example.test\0${password}`).toString("base64");
  expect(await client.ask(`AUTH PLAIN ${secret}`)).toMatch(/^235 /);
  return client;
}

test("a password that is changed, a device or an account that is removed or suspended, ends the sessions that are open, amid a message too", async () => {
  const other = openAccounts(openState(paths(data).state), Date.now);
  const phone = await hashPassword("of the telephone");
  other.addAppPassword("bob@example.test", "phone", phone);
  const [idle, device] = [await inside(), await inside("of the telephone")];
  const writing = await inside();
  for (const line of ["MAIL FROM:<bob@example.test>", "RCPT TO:<alice@example.test>"])
    expect(await writing.ask(line)).toMatch(/^250 /);
  expect(await writing.ask("DATA")).toMatch(/^354 /);
  writing.send("Subject: x\r\n\r\n");
  other.changeAccount("bob@example.test", { passwordHash: await hashPassword("another") });
  const said = "421 4.7.0 bob@example.test is logged out, its password is another now";
  for (const client of [idle, writing]) {
    expect(await client.reply()).toBe(said);
    expect(await client.line()).toBeUndefined();
  }
  expect(await device.ask("NOOP")).toMatch(/^250 /);
  other.removeAppPassword("bob@example.test", "phone");
  expect(await device.reply()).toBe(said);

  const next = await inside("another");
  other.changeAccount("bob@example.test", { state: "login-disabled" });
  expect(await next.ask("MAIL FROM:<bob@example.test>")).toMatch(
    /^421 4\.7\.0 bob@example\.test is logged out, it may not log in any more/,
  );
  other.changeAccount("bob@example.test", { state: "enabled" });
  const last = await inside("another");
  other.removeAccount("bob@example.test");
  expect(await last.reply()).toBe("421 4.7.0 bob@example.test is logged out, the account was removed");
  other.close();
});
