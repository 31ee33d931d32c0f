/** What a hostile or broken peer may do: it is told or cut off, the log says so, and others go on being served. */
import { connect } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { testIdentity } from "../../test/identity.ts";
import { isKind, RawClient, startUnderTest, type UnderTest } from "../../test/smtp-under-test.ts";
import type { Authentication } from "../mail/login.ts";

const identity = await testIdentity();
const wrong = { reply: { code: 535, enhanced: "5.7.8", text: "Name or password is wrong" }, by: "auth.password" };
const authentication: Authentication = {
  checkPassword: async (_, password) =>
    password === "pencil" ? { account: "alice@example.test" } : { refusal: wrong },
  ownsAddress: () => true,
};

const running: UnderTest[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const { server } of running.splice(0)) await server.stop(0);
});

const start: typeof startUnderTest = async (limits, hooks, options) => {
  const under = await startUnderTest(limits, { authentication, ...hooks }, { identity, ...options });
  running.push(under);
  return under;
};

async function greeted(under: UnderTest, ...commands: readonly string[]): Promise<RawClient> {
  const client = new RawClient(under.server.port);
  await client.reply();
  for (const command of ["EHLO c.example", ...commands]) await client.ask(command);
  return client;
}

const toBob = ["MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>"] as const;

async function encrypted(under: UnderTest, ...commands: readonly string[]): Promise<RawClient> {
  const client = await greeted(under, "STARTTLS");
  await client.encrypt();
  for (const command of ["EHLO c.example", ...commands]) await client.ask(command);
  return client;
}

/** Resolves when every connection is closed, also to the system, and is counted no more. */
const allGone = ({ server }: UnderTest) => server.stop(3600);

/** How far a client comes before it vanishes. */
const phases: Readonly<Record<string, (under: UnderTest) => Promise<RawClient>>> = {
  "before the greeting is read": async ({ server, event }) => {
    const client = new RawClient(server.port);
    await event(isKind("session.opened"));
    return client;
  },
  greeted: (under) => greeted(under),
  "behind MAIL": (under) => greeted(under, toBob[0]),
  "behind RCPT": (under) => greeted(under, ...toBob),
  "within a command": async (under) => {
    const client = await greeted(under);
    client.send("NO");
    return client;
  },
  "within content": async (under) => {
    const client = await greeted(under, ...toBob, "DATA");
    client.send("Subject: x\r\n\r\nhalf");
    return client;
  },
  "within a chunk": async (under) => {
    const client = await greeted(under, ...toBob);
    client.send("BDAT 100\r\nhalf");
    return client;
  },
  "between chunks": (under) => greeted(under, ...toBob, "BDAT 2\r\nx"),
  "with STARTTLS": async (under) => {
    const client = await greeted(under);
    client.send("STARTTLS\r\n");
    return client;
  },
  "before the handshake": (under) => greeted(under, "STARTTLS"),
  "within the handshake": async (under) => {
    const client = await greeted(under, "STARTTLS");
    client.send(Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3]));
    return client;
  },
  encrypted: (under) => encrypted(under),
  "encrypted, within content": async (under) => {
    const client = await encrypted(under, ...toBob, "DATA");
    client.send("Subject: x\r\n\r\nhalf");
    return client;
  },
};

describe("a client that vanishes leaves a closed session and a free place", () => {
  const ways: Readonly<Record<string, (client: RawClient) => void>> = {
    "by a reset": (client) => client.reset(),
    "by closing": ({ socket }) => void socket.destroy(),
    "by closing its side": ({ socket }) => void socket.end(),
  };
  for (const [way, vanish] of Object.entries(ways)) {
    test.each(Object.keys(phases))(`${way}, %s`, async (phase) => {
      const under = await start();
      const client = await phases[phase]?.(under);
      if (client) vanish(client);
      await under.event(isKind("session.closed"));
      await allGone(under);
      const kinds = under.events.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === "transaction.ended" || kind === "session.closed")).toEqual([
        "transaction.ended",
        "session.closed",
      ]);
      expect(kinds.at(-1)).toBe("session.closed");
    });
  }
});

test("a client in a login that vanishes ends its session", async () => {
  const under = await start({}, {}, { kind: "submission" });
  const client = await encrypted(under, "AUTH LOGIN");
  client.reset();
  await under.event(isKind("session.closed"));
  await allGone(under);
});

test("a hundred thousand recipients: the session ends, log and summary stay small", async () => {
  const under = await start({ recipients: 100, refusedRecipients: 10 });
  const client = await greeted(under, toBob[0]);
  const other = await greeted(under);
  client.send(`${toBob[1]}\r\n`.repeat(100_000));
  const seen: string[] = [];
  for (let reply = await client.reply(); reply !== "(closed)"; reply = await client.reply())
    seen.push(reply.slice(0, 9));
  expect(Object.entries(Object.groupBy(seen, (code) => code)).map(([code, all]) => [code, all?.length])).toEqual([
    ["250 2.1.5", 100],
    ["452 4.5.3", 110],
    ["421 4.5.3", 1],
  ]);
  const { session } = await under.event(isKind("session.closed"));
  expect(under.events.filter((event) => event.session === session).length).toBeLessThan(1000);
  expect(under.events.filter(isKind("decision")).at(-1)).toMatchObject({
    by: "recipients.flood",
    verdict: "defer",
    cause: "rcpt.too-many",
  });
  expect(await other.ask("NOOP")).toMatch(/^250/);
});

test.each([1, 1000])("a command of a megabyte in %d packets is cut off", async (packets) => {
  const under = await start();
  const other = await greeted(under);
  const client = new RawClient(under.server.port);
  await client.reply();
  const part = Buffer.alloc(1_000_000 / packets, "x");
  for (let n = 0; n < packets; n++) {
    client.send(part);
    if (packets > 1) await new Promise((next) => setImmediate(next));
  }
  expect(await client.reply()).toMatch(/^421 4\.5\.2/);
  expect(await under.event(isKind("decision"))).toMatchObject({ by: "syntax.line-length" });
  await under.event(isKind("session.closed"));
  expect(JSON.stringify(under.events)).not.toContain("xxxx");
  expect(await other.ask("NOOP")).toMatch(/^250/);
});

test("a hundred commands in one packet are answered in order", async () => {
  const under = await start();
  const client = await greeted(under);
  const commands = Array.from({ length: 100 }, (_, n) => (n % 2 === 0 ? "NOOP" : "VRFY bob@example.test"));
  client.send(`${commands.join("\r\n")}\r\n`);
  for (const command of commands) expect((await client.reply()).slice(0, 3)).toBe(command === "NOOP" ? "250" : "252");
});

test("a thousand connections that say nothing are all closed for silence, and none is left", async () => {
  const under = await start({ commandSeconds: 1, connectionsPerPeer: 1000 });
  const silent = Array.from({ length: 1000 }, () => new RawClient(under.server.port));
  const greetings = await Promise.all(silent.map((client) => client.reply()));
  expect(greetings.filter((greeting) => greeting.startsWith("220")).length).toBe(1000);
  const last = await Promise.all(silent.map((client) => client.reply()));
  expect(last.filter((reply) => reply.startsWith("421 4.4.2")).length).toBe(1000);
  for (const { socket } of silent) socket.destroy();
  await under.closed(1000);
  expect(under.events.filter(isKind("session.timeout")).length).toBe(1000);
  await allGone(under);
});

test("a thousand connections over a limit: a hundred are told so at a time, the rest is cut off", async () => {
  const under = await start({ connectionsPerPeer: 1 });
  const first = await greeted(under);
  const rest = Array.from({ length: 1000 }, () => new RawClient(under.server.port));
  const replies = await Promise.all(rest.map((client) => client.reply()));
  const told = replies.filter((reply) => reply.startsWith("421 4.7.0")).length;
  expect(told).toBeGreaterThanOrEqual(100);
  expect(replies.filter((reply) => reply === "(closed)").length).toBe(1000 - told);
  expect(await first.ask("NOOP")).toMatch(/^250/);
  for (const { socket } of rest) socket.destroy();
});

test("connections of one network have their own limit", async () => {
  const under = await start({ connectionsPerNetwork: 2 });
  const from = (localAddress: string) =>
    new Promise<string>((resolve) => {
      const socket = connect({ port: under.server.port, host: "127.0.0.1", localAddress });
      socket.once("data", (bytes) => resolve(bytes.toString()));
    });
  expect(await from("127.0.0.2")).toMatch(/^220/);
  expect(await from("127.0.0.3")).toMatch(/^220/);
  expect(await from("127.0.0.4")).toMatch(/^421 4\.7\.0 Your network/);
  expect(await under.event(isKind("decision"))).toMatchObject({
    by: "connections.network-limit",
    peer: "127.0.0.4",
    cause: "connect.too-many",
  });
});

test("content that drips in is limited as a whole", async () => {
  const under = await start({ transactionSeconds: 0.3 });
  const client = await greeted(under, ...toBob, "DATA");
  const drip = setInterval(() => client.send("x"), 20);
  expect(await client.reply()).toBe("421 4.4.2 The message took too long");
  clearInterval(drip);
  expect(await under.event(isKind("session.timeout"))).toMatchObject({
    setting: "smtp.transactionSeconds",
    waitingFor: "message data",
  });
});

test.each(["DATA", "BDAT"])("content by %s that comes slower than the least rate ends the session", async (verb) => {
  const under = await start({ leastBytesPerSecond: 1 });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const client = await greeted(under, ...toBob);
  if (verb === "DATA") await client.ask(verb);
  for (let n = 0; n < 3; n++) {
    client.send(verb === "DATA" ? "x" : "BDAT 1\r\nx");
    if (verb === "BDAT") expect(await client.reply()).toMatch(/^250/);
    vi.advanceTimersByTime(25_000);
  }
  expect(await client.reply()).toBe("421 4.4.2 The message came too slowly");
  expect(await under.event(isKind("session.timeout"))).toMatchObject({ setting: "smtp.leastBytesPerSecond" });
});

test("a sender that was refused begins no transaction that could take too long", async () => {
  const under = await start({ transactionSeconds: 0.05, sessionSeconds: 0.3 });
  const client = await greeted(under, "MAIL FROM:<a@b.example> SIZE=99999999");
  expect(await client.reply()).toBe("421 4.4.2 The session lasted too long");
});

test("a chunk without end that was refused is not read to its end", async () => {
  const under = await start({ messageBytes: 1000 });
  const client = await greeted(under);
  client.send("BDAT 999999999999999999 LAST\r\n");
  expect(await client.reply()).toMatch(/^503 5\.5\.1/);
  expect(await client.reply()).toBe("(closed)");
  expect(await under.event(isKind("decision"))).toMatchObject({ by: "sequence", verdict: "reject" });
  expect(await under.event(isKind("session.closed"))).toMatchObject({ ended: "local-closed" });
});

test("an encrypted peer that does not read its replies is closed for silence", async () => {
  const under = await start({ commandSeconds: 0.5 });
  const client = await encrypted(under);
  client.socket.pause();
  const flood = Buffer.from("NOOP\r\n".repeat(200_000));
  for (let n = 0; n < 3; n++) client.send(flood);
  expect((await under.event(isKind("session.timeout"))).waitingFor).toBe("the peer to read our replies");
  client.socket.destroy();
  await under.closed(1);
});

test("a web browser and a mail server without TLS at the encrypted port are refused, and the log has nothing of theirs", async () => {
  const under = await start({}, {}, { kind: "submissions" });
  for (const said of ["GET /canary HTTP/1.1\r\n\r\n", "EHLO canary.example\r\n"]) {
    const client = new RawClient(under.server.port);
    client.send(said);
    while ((await client.line()) !== undefined);
  }
  await under.closed(2);
  expect(under.events.filter(isKind("session.closed")).map(({ ended }) => ended)).toEqual(["tls-failed", "tls-failed"]);
  expect(JSON.stringify(under.events)).not.toContain("canary");
});

test("a stop during the handshake says nothing into it", async () => {
  const under = await start({}, {}, { kind: "submissions" });
  const client = new RawClient(under.server.port);
  await under.event(isKind("session.opened"));
  const stopped = under.server.stop(0.2);
  expect(await client.line()).toBeUndefined();
  await stopped;
  expect(under.events.filter(isKind("smtp.reply"))).toEqual([]);
});

test("secrets sent where a login went wrong are in no event", async () => {
  const under = await start({ unknownCommands: 1000, errors: 1000, failedLogins: 1000 }, {}, { kind: "submission" });
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const right = base64("\0alice@example.test\0pencil");
  for (const lines of [
    ["AUTH LOGIN", "bob", "CANARY"],
    ["AUTH LOGIN\r\nbob\r\nCANARY", "NOOP"],
    ["AUTH LOGIN", base64("bob"), "CANARY", "CANARY"],
    ["AUTH LOGIN", base64("bob"), base64("CANARY"), base64("CANARY")],
    ["AUTH PLAIN", "\0bob\0CANARY", "CANARY"],
    ["AUTH PLAIN", base64("\0bob\0CANARY"), base64("\0bob\0CANARY")],
    [`AUTH PLAIN ${base64("\0bob\0CANARY")}`, "CANARY"],
    [`AUTH PLAIN ${right}`, "CANARY"],
    ["AUTH PLAIN", "*", "CANARY"],
  ]) {
    const client = await encrypted(under);
    for (const line of lines) await client.ask(line);
    client.socket.destroy();
  }
  await under.closed(9);
  const log = JSON.stringify(under.events);
  for (const secret of ["CANARY", base64("CANARY"), base64("\0bob\0CANARY"), right]) expect(log).not.toContain(secret);
});
