import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { connect } from "node:net";
import { connect as tlsConnect } from "node:tls";
import { createTransport } from "nodemailer";
import { afterEach, expect, test } from "vitest";
import { testIdentity } from "../../test/identity.ts";
import {
  isKind,
  RawClient,
  startUnderTest,
  type UnderTest,
  type UnderTestOptions,
} from "../../test/smtp-under-test.ts";
import type { Authentication } from "../mail/login.ts";
import type { SmtpLimits } from "./hooks.ts";

const identity = await testIdentity();
const running: UnderTest[] = [];
afterEach(async () => {
  for (const { server } of running.splice(0)) await server.stop(0);
});

const salt = Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64");
const refused = { reply: { code: 535, enhanced: "5.7.8", text: "Name or password is wrong" }, by: "auth.password" };
const salted = pbkdf2Sync("pencil", salt, 4096, 32, "sha256");
const key = (name: string) => createHmac("sha256", salted).update(name).digest();

/** alice's password is "pencil". */
const authentication: Authentication = {
  checkPassword: async (login, password) =>
    login === "alice@example.test" && password === "pencil" ? { account: login } : { refusal: refused },
  scram: (login) => ({
    salt,
    iterations: 4096,
    storedKey: createHash("sha256").update(key("Client Key")).digest(),
    serverKey: key("Server Key"),
    login: login === "alice@example.test" ? { account: login } : { refusal: refused },
    wrong: { refusal: refused },
  }),
  ownsAddress: (account, address) => address === account,
};

async function start(options: UnderTestOptions, limits: Partial<SmtpLimits> = {}): Promise<UnderTest> {
  const under = await startUnderTest(limits, { authentication }, { identity, ...options });
  running.push(under);
  return under;
}

/** A client in a submission session that is encrypted and greeted. */
async function encrypted(under: UnderTest): Promise<RawClient> {
  const client = new RawClient(under.server.port);
  await client.reply();
  await client.ask("EHLO c.example");
  await client.ask("STARTTLS");
  await client.encrypt();
  await client.ask("EHLO c.example");
  return client;
}

test.each(["submission", "submissions"] as const)("nodemailer sends by %s, with a login", async (kind) => {
  const under = await start({ kind });
  const transport = createTransport({
    host: "127.0.0.1",
    port: under.server.port,
    secure: kind === "submissions",
    requireTLS: true,
    tls: { rejectUnauthorized: false },
    auth: { user: "alice@example.test", pass: "pencil" },
  });
  const info = await transport.sendMail({ from: "alice@example.test", to: "bob@example.test", text: "x" });
  expect(info.response).toMatch(/^250 2\.6\.0/);
  expect(under.messages[0]?.envelope).toMatchObject({ user: "alice@example.test", protocol: "ESMTPSA" });
  expect(await under.event(isKind("session.opened"))).toMatchObject(kind === "submissions" ? { tls: true } : {});
  transport.close();
  await expect(
    createTransport({
      host: "127.0.0.1",
      port: under.server.port,
      secure: kind === "submissions",
      tls: { rejectUnauthorized: false },
      auth: { user: "alice@example.test", pass: "wrong" },
    }).sendMail({ from: "alice@example.test", to: "bob@example.test", text: "x" }),
  ).rejects.toMatchObject({ responseCode: 535 });
});

test("the certificate is that of the name that the client asks for, and the first for any other", async () => {
  const under = await start({});
  for (const [servername, subject] of [
    ["mail.second.test", "mail.second.test"],
    ["MX.example.test", "mx.example.test"],
    ["elsewhere.example", "mx.example.test"],
  ] as const) {
    const client = new RawClient(under.server.port);
    await client.reply();
    await client.ask("EHLO c.example");
    await client.ask("STARTTLS");
    const socket = await client.encrypt({ servername });
    expect(socket.getPeerCertificate().subject.CN).toBe(subject);
    client.socket.destroy();
  }
});

test("new certificates hold for new sessions", async () => {
  const other = await testIdentity();
  const under = await start({ identity: other });
  const fingerprint = async () => {
    const client = new RawClient(under.server.port);
    await client.reply();
    await client.ask("EHLO c.example");
    await client.ask("STARTTLS");
    const { fingerprint256 } = (await client.encrypt()).getPeerCertificate();
    client.socket.destroy();
    return fingerprint256;
  };
  const before = await fingerprint();
  const { makeCertificate } = await import("../app/certificate.ts");
  const made = await makeCertificate("mx.example.test", Date.now());
  expect(() => other.replace([{ certificate: "no PEM", key: made.privateKey }])).toThrow();
  expect(await fingerprint()).toBe(before);
  other.replace([{ certificate: made.certificate, key: made.privateKey }]);
  expect(await fingerprint()).not.toBe(before);
});

test.each([
  { maxVersion: "TLSv1.1", minVersion: "TLSv1" },
  { ciphers: "AES128-SHA:AES256-GCM-SHA384", maxVersion: "TLSv1.2" },
] as const)("a client that can only %j is refused, and the log says why", async (options) => {
  const under = await start({ kind: "submissions" });
  const client = new RawClient(under.server.port);
  await expect(client.encrypt({ ...options, secureContext: undefined } as object)).rejects.toThrow();
  expect(await under.event(isKind("session.closed"))).toMatchObject({ ended: "tls-failed" });
  expect(under.events.find(isKind("decision"))).toMatchObject({ by: "tls.handshake", cause: "tls.handshake" });
});

test("garbage in place of a handshake ends the session, and others go on", async () => {
  const under = await start({});
  const client = new RawClient(under.server.port);
  await client.reply();
  await client.ask("EHLO c.example");
  await client.ask("STARTTLS");
  client.send("EHLO again\r\nMAIL FROM:<a@b.example>\r\n");
  expect(await under.event(isKind("session.closed"))).toMatchObject({ ended: "tls-failed" });
  expect(JSON.stringify(under.events)).not.toContain("a@b.example");
  expect(await new RawClient(under.server.port).reply()).toMatch(/^220/);
});

test("a session that is encrypted from its first byte is greeted inside", async () => {
  const under = await start({ kind: "submissions" });
  const socket = tlsConnect({ port: under.server.port, host: "127.0.0.1", rejectUnauthorized: false });
  const [first] = (await new Promise<Buffer>((resolve) => socket.once("data", resolve))).toString().split("\r\n");
  expect(first).toBe("220 mx.example.test ESMTP Postino");
  socket.destroy();
});

/** Both sides of RFC 5802 §3 with the client's part in the test. */
async function scram(client: RawClient, user: string, password: string): Promise<string> {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const bare = `n=${user},r=rOprNGfwEbeRWgbNEkqO`;
  const challenge = (await client.ask(`AUTH SCRAM-SHA-256 ${base64(`n,,${bare}`)}`)).slice(4);
  const first = Buffer.from(challenge, "base64").toString();
  const [, nonce, saltText = "", iterations] = /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(first) ?? [];
  const derived = pbkdf2Sync(password, Buffer.from(saltText, "base64"), Number(iterations), 32, "sha256");
  const hmac = (secret: Buffer, text: string) => createHmac("sha256", secret).update(text).digest();
  const clientKey = hmac(derived, "Client Key");
  const final = `c=biws,r=${nonce}`;
  const message = `${bare},${first},${final}`;
  const signature = hmac(createHash("sha256").update(clientKey).digest(), message);
  const proof = Buffer.from(clientKey.map((byte, at) => byte ^ (signature[at] ?? 0))).toString("base64");
  const answer = await client.ask(base64(`${final},p=${proof}`));
  if (!answer.startsWith("334 ")) return answer;
  const verifier = `v=${hmac(hmac(derived, "Server Key"), message).toString("base64")}`;
  expect(Buffer.from(answer.slice(4), "base64").toString()).toBe(verifier);
  return client.ask("");
}

test("SCRAM-SHA-256: the right password is in, a wrong one and an unknown name are refused alike", async () => {
  const under = await start({ kind: "submission" });
  expect(await scram(await encrypted(under), "alice@example.test", "pencil")).toBe(
    "235 2.7.0 alice@example.test is logged in",
  );
  const wrong = await scram(await encrypted(under), "alice@example.test", "pen");
  expect(wrong).toMatch(/^535 5\.7\.8/);
  expect(await scram(await encrypted(under), "nobody@example.test", "pencil")).toBe(wrong);
  const log = JSON.stringify(under.events);
  for (const secret of ["rOprNGfwEbeRWgbNEkqO", salt.toString("base64"), "biws"]) expect(log).not.toContain(secret);
});

test("a login that makes no sense, is cancelled or goes on too long is refused; three wrong ones end the session", async () => {
  const under = await start({ kind: "submission" });
  const client = await encrypted(under);
  expect(await client.ask("AUTH PLAIN")).toBe("334 ");
  expect(await client.ask("*")).toMatch(/^501 5\.7\.0/);
  await client.ask("NOOP");
  expect(await client.ask("AUTH PLAIN not base64")).toMatch(/^501 5\.5\.4/);
  expect(await client.ask("AUTH PLAIN !!!!")).toMatch(/^501 5\.5\.2/);
  expect(await client.ask("AUTH PLAIN AAAA")).toMatch(/^501 5\.5\.2/);
  expect(await client.ask("AUTH DIGEST-MD5")).toMatch(/^504 5\.5\.4/);
  await client.ask("AUTH LOGIN");
  expect(await client.ask("x".repeat(13_000))).toMatch(/^500 5\.5\.2/);
  const bad = Buffer.from("\0alice@example.test\0wrong").toString("base64");
  expect(await client.ask(`AUTH PLAIN ${bad}`)).toMatch(/^535/);
  expect(await client.ask(`AUTH PLAIN ${bad}`)).toMatch(/^535/);
  expect(await client.ask(`AUTH PLAIN ${bad}`)).toMatch(/^421 4\.7\.0/);
  expect(JSON.stringify(under.events)).not.toContain(bad);
});

test("a proxy brings its peer; a stranger, and a proxy without its header, are refused", async () => {
  const under = await start({ proxies: ["127.0.0.0/8"] });
  const client = new RawClient(under.server.port);
  client.send("PROXY TCP4 192.0.2.7 192.0.2.1 40112 25\r\nEHLO c.example\r\n");
  expect(await client.reply()).toMatch(/^220/);
  expect(await client.reply()).toContain("greets c.example [192.0.2.7]");
  expect(under.events.find(isKind("session.opened"))).toMatchObject({
    peer: "192.0.2.7",
    peerPort: 40112,
    proxy: "127.0.0.1",
    local: { ip: "192.0.2.1", port: 25 },
  });
  client.socket.destroy();
  const without = new RawClient(under.server.port);
  without.send("EHLO c.example\r\n");
  expect(await without.reply()).toMatch(/^421 4\.7\.0/);
  const strict = await start({ proxies: ["192.0.2.0/24"] });
  const stranger = new RawClient(strict.server.port);
  stranger.send("PROXY TCP4 192.0.2.7 192.0.2.1 40112 25\r\n");
  expect(await stranger.reply()).toMatch(/^421 4\.7\.0/);
  expect(await strict.event(isKind("session.opened"))).toMatchObject({ peer: "127.0.0.1" });
});

test("a handshake behind a PROXY header, in one packet with it, is understood", async () => {
  const under = await start({ kind: "submissions", proxies: ["127.0.0.1"] });
  const plain = connect({ port: under.server.port, host: "127.0.0.1" });
  plain.write("PROXY TCP4 192.0.2.7 192.0.2.1 40112 465\r\n");
  const socket = tlsConnect({ socket: plain, rejectUnauthorized: false });
  expect((await new Promise<Buffer>((resolve) => socket.once("data", resolve))).toString()).toMatch(/^220/);
  expect(await under.event(isKind("tls.started"))).toMatchObject({ peer: "192.0.2.7", version: "TLSv1.3" });
  socket.destroy();
});
