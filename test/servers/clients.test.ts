/** The mail servers of the field deliver to us, each in its own way: encrypted, with a login, in chunks, one after another. */
import { execFile } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MailEvent } from "../../src/events/event.ts";
import type { Authentication } from "../../src/mail/login.ts";
import type { ListenerKind } from "../../src/smtp/hooks.ts";
import { freePort } from "../free-port.ts";
import { testIdentity } from "../identity.ts";
import { startUnderTest, type UnderTest } from "../smtp-under-test.ts";
import { startPostfix } from "./postfix.ts";
import { swaks, talk } from "./postfix-script.ts";
import { finished, inPrivateRoot, workFolder } from "./private-root.ts";

const refusal = { reply: { code: 535, enhanced: "5.7.8", text: "Name or password is wrong" }, by: "auth.password" };
const authentication: Authentication = {
  checkPassword: async (login, password) => (password === "wonderland" ? { account: login } : { refusal }),
  ownsAddress: () => true,
};
const listeners: Record<Exclude<ListenerKind, "lmtp">, UnderTest> = {} as never;
beforeAll(async () => {
  const identity = await testIdentity();
  for (const kind of ["mx", "submission", "submissions"] as const)
    listeners[kind] = await startUnderTest(
      {},
      { authentication, resolve: ({ address }) => ({ kind: "accepted", mailboxes: [address], remote: [] }) },
      { kind, identity },
    );
});
afterAll(async () => {
  for (const { server } of Object.values(listeners)) await server.stop(0);
});

/** The message with that text in its content. */
const messageWith = (under: UnderTest, mark: string) => under.messages.find(({ content }) => content.includes(mark));
const verbsOf = (events: readonly MailEvent[]) =>
  events.flatMap((event) => (event.kind === "smtp.command" ? [event.verb] : []));

describe("swaks", () => {
  test.each(["submission", "submissions"] as const)("sends by %s with TLS and a login", async (kind) => {
    const { server } = listeners[kind];
    const how = kind === "submission" ? "--tls" : "--tls-on-connect";
    for (const mechanism of ["PLAIN", "LOGIN"]) {
      const mark = `swaks ${kind} ${mechanism}`;
      const login = ["--auth", mechanism, "--auth-user", "alice@example.test", "--auth-password", "wonderland"];
      await swaks(
        server.port,
        how,
        ...login,
        "--from",
        "alice@example.test",
        "--to",
        "bob@example.test",
        "--body",
        mark,
      );
      expect(messageWith(listeners[kind], mark)?.envelope).toMatchObject({
        protocol: "ESMTPSA",
        user: "alice@example.test",
      });
    }
  });
  test("is told why a login failed", async () => {
    const { server } = listeners.submission;
    const login = ["--auth", "PLAIN", "--auth-user", "alice@example.test", "--auth-password", "canary-password"];
    const said = await swaks(
      server.port,
      "--tls",
      ...login,
      "--from",
      "alice@example.test",
      "--to",
      "bob@example.test",
    );
    expect(said).toContain("535 5.7.8");
    expect(JSON.stringify(listeners.submission.events)).not.toContain("canary-password");
  });
});

test("nodemailer sends pipelined, with UTF-8 addresses and wishes for notices", async () => {
  const under = listeners.submission;
  const auth = { user: "alice@example.test", pass: "wonderland" };
  const transport = createTransport({
    host: "127.0.0.1",
    port: under.server.port,
    auth,
    tls: { rejectUnauthorized: false },
  });
  await transport.sendMail({
    from: "alice@example.test",
    to: "jürgen@example.test",
    subject: "nodemailer utf8",
    text: "x",
    dsn: { id: "env+1", return: "headers", notify: ["failure", "delay"], recipient: "bob@example.test" },
  });
  transport.close();
  expect(messageWith(under, "nodemailer utf8")?.envelope).toMatchObject({
    utf8: true,
    protocol: "UTF8SMTPSA",
    recipients: [{ address: "jürgen@example.test", notify: "FAILURE,DELAY" }],
  });
});

test("smtp-source sends 2,000 messages over 50 sessions", async () => {
  const under = listeners.mx;
  const before = under.messages.length;
  const many = ["-s", "50", "-m", "2000", "-l", "2000", "-f", "a@b.example", "-t", "bob@example.test"];
  await promisify(execFile)("/usr/sbin/smtp-source", [...many, `127.0.0.1:${under.server.port}`]);
  expect(under.messages.length - before).toBe(2000);
});

test("Postfix delivers encrypted, and reuses its session", async () => {
  const under = listeners.mx;
  const routes = { "there.test": `[127.0.0.1]:${under.server.port}` };
  const postfix = await startPostfix(routes, await freePort(), [
    "smtp_tls_security_level = encrypt",
    "smtp_connection_cache_destinations = there.test",
  ]);
  try {
    for (let n = 0; n < 10; n++) {
      const lines = ["EHLO c.test", "MAIL FROM:<a@b.example>", `RCPT TO:<bob${n}@there.test>`, "DATA"];
      await talk(postfix.port, [...lines, `Subject: postfix ${n}\r\n\r\nx\r\n.`, "QUIT"], "wait");
    }
    await postfix.logged(/to=<bob\d@there\.test>.*status=sent/, 10);
    for (let n = 0; n < 10; n++)
      expect(messageWith(under, `Subject: postfix ${n}`)?.envelope).toMatchObject({
        protocol: "ESMTPS",
        helo: "mx.example.test",
      });
  } finally {
    await postfix.stop();
  }
});

/** A configuration of Exim that hands everything to our server. */
const eximConfiguration = (folder: string, port: number, transport: string, more = "") => `
primary_hostname = exim.example
spool_directory = ${folder}/spool
log_file_path = ${folder}/%slog
keep_environment =
never_users =
begin routers
all:
  driver = manualroute
  route_list = * 127.0.0.1::${port}
  self = send
  transport = out
begin transports
out:
  driver = smtp
  allow_localhost
  hosts_require_tls = *
  tls_verify_certificates =
${transport}
begin retry
* * F,1h,1s
${more}`;

describe("Exim", () => {
  async function deliver(under: UnderTest, mark: string, transport: string, more = ""): Promise<string> {
    const folder = workFolder("exim");
    try {
      writeFileSync(join(folder, "conf"), eximConfiguration(folder, under.server.port, transport, more));
      const send = [
        "/usr/sbin/exim4",
        "-C",
        join(folder, "conf"),
        "-i",
        "-odf",
        "-f",
        "alice@example.test",
        "bob@example.test",
      ];
      const { said } = await finished(inPrivateRoot(...send), `Subject: ${mark}\n\n.\nhello\n`);
      return `${said}${readFileSync(join(folder, "mainlog"), "utf8")}`;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  test("delivers encrypted and in chunks", async () => {
    const under = listeners.mx;
    const seen = under.events.length;
    const log = await deliver(under, "exim chunks", "");
    expect(log).toMatch(/=> bob@example\.test .*X=TLS1\.3.* K .*C="250/);
    expect(messageWith(under, "exim chunks")).toMatchObject({
      envelope: { protocol: "ESMTPS" },
      content: expect.stringMatching(/\r\n\.\r\nhello\r\n$/),
    });
    expect(verbsOf(under.events.slice(seen))).toContain("BDAT");
  });
  test("submits with a login", async () => {
    const authenticator = `begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  client_send = ^alice@example.test^wonderland
`;
    const log = await deliver(listeners.submission, "exim login", "  hosts_require_auth = *", authenticator);
    expect(log).toMatch(/=> bob@example\.test .*A=plain/);
    expect(messageWith(listeners.submission, "exim login")?.envelope).toMatchObject({ protocol: "ESMTPSA" });
  });
});

test("OpenSMTPD delivers encrypted", async () => {
  const under = listeners.mx;
  const folder = workFolder("opensmtpd");
  const port = await freePort();
  const configuration = `listen on 127.0.0.1 port ${port} hostname smtpd.example
action "out" relay host "smtp+tls://127.0.0.1:${under.server.port}" tls no-verify
match from any for any action "out"
`;
  writeFileSync(join(folder, "smtpd.conf"), configuration);
  const daemon = inPrivateRoot("/usr/sbin/smtpd", "-d", "-v", "-f", join(folder, "smtpd.conf"));
  let said = "";
  const until = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error(`OpenSMTPD never said ${pattern}:\n${said}`)), 30_000);
      const look = (bytes: Buffer | string) => {
        said += String(bytes);
        if (!pattern.test(said)) return;
        clearTimeout(patience);
        resolve();
      };
      daemon.stderr?.on("data", look);
      daemon.stdout?.on("data", look);
      look("");
    });
  try {
    await until(/OpenSMTPD .* starting/);
    const lines = ["EHLO c.test", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@there.test>", "DATA"];
    const deliver = () => talk(port, [...lines, "Subject: opensmtpd\r\n\r\nx\r\n.", "QUIT"], "wait");
    // It says that it starts before it listens.
    while (!/^250 2\.0\.0/m.test(await deliver())) await new Promise((later) => setTimeout(later, 100));
    await until(/result="Ok"/);
    expect(messageWith(under, "Subject: opensmtpd")?.envelope).toMatchObject({
      protocol: "ESMTPS",
      helo: expect.any(String),
    });
  } finally {
    daemon.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
