import { createTransport } from "nodemailer";
import { afterEach, expect, test } from "vitest";
import { isKind, RawClient, startUnderTest, type UnderTest } from "../../test/smtp-under-test.ts";
import type { EventOf } from "../events/event.ts";
import type { MessageSink } from "../mail/envelope.ts";
import { Turn } from "../net/turn.ts";

const running: UnderTest[] = [];
afterEach(async () => {
  for (const { server } of running.splice(0)) await server.stop(0);
});

const start: typeof startUnderTest = async (limits, hooks, options) => {
  const under = await startUnderTest(limits, hooks, options);
  running.push(under);
  return under;
};

/** A session up to 354. */
async function inData(port: number): Promise<RawClient> {
  const client = new RawClient(port);
  await client.reply();
  for (const command of ["HELO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA"]) {
    await client.ask(command);
  }
  return client;
}

test("nodemailer delivers to us", async () => {
  const under = await start();
  const transport = createTransport({ host: "127.0.0.1", port: under.server.port, ignoreTLS: true });
  const text = "A first line\n.\n..two dots\nlast";
  const info = await transport.sendMail({
    from: "a@b.example",
    to: ["bob@example.test", "no@example.test"],
    subject: "x",
    text,
  });
  expect(info.accepted).toEqual(["bob@example.test"]);
  expect(info.rejected).toEqual(["no@example.test"]);
  expect(info.response).toMatch(
    /^250 2\.6\.0 \d+ bytes received in 00:00:00; Message id [\dA-F]{16} accepted for delivery$/,
  );
  expect(under.messages[0]?.content).toContain("A first line\r\n.\r\n..two dots\r\nlast\r\n");
  expect(under.messages[0]?.envelope.recipients).toEqual([
    { address: "bob@example.test", mailboxes: ["bob@example.test"], remote: [] },
  ]);
  transport.close();
});

test("everything of a turn is emitted and written down before its reply is sent", async () => {
  const order: string[] = [];
  const turn = new Turn((done) => {
    order.push("written");
    done();
  });
  const under = await start({}, { turn, emit: ({ kind }) => void order.push(kind) });
  const client = new RawClient(under.server.port);
  await client.reply();
  expect(order).toEqual(["session.opened", "smtp.reply", "written"]);
  await client.ask("QUIT");
  expect(order.slice(3)).toEqual(["smtp.command", "transaction.ended", "smtp.reply", "session.closed", "written"]);
});

test("who may not connect is told instead of greeted", async () => {
  const refusal = {
    reply: { code: 421, enhanced: "4.7.1", text: "Blocked" },
    by: "intrusion.test",
    cause: "greeting.ips-ban",
  };
  const under = await start({}, { mayConnect: () => refusal });
  const client = new RawClient(under.server.port);
  expect(await client.reply()).toBe("421 4.7.1 Blocked");
  expect(await client.reply()).toBe("(closed)");
  expect((await under.event(isKind("decision"))).by).toBe("intrusion.test");
  expect((await under.event(isKind("transaction.ended"))).keys).toEqual({
    cause: "greeting.ips-ban",
    stage: "connect",
  });
  expect((await under.event(isKind("session.closed"))).ended).toBe("refused");
});

test("who is cut before there is a socket hears nothing; behind a proxy nobody is, as the address is not known yet", async () => {
  const asked: string[] = [];
  let cut = true;
  const isCut = (peer: string, kind: string) => {
    asked.push(`${peer} ${kind}`);
    return cut;
  };
  const under = await start({}, { isCut });
  expect(await new RawClient(under.server.port).reply()).toBe("(closed)");
  expect(asked).toEqual(["127.0.0.1 mx"]);
  expect(under.events).toEqual([]);
  cut = false;
  expect(await new RawClient(under.server.port).reply()).toMatch(/^220 /);
  cut = true;
  const proxied = await start({}, { isCut }, { proxies: ["127.0.0.1"] });
  const client = new RawClient(proxied.server.port);
  client.send("PROXY TCP4 192.0.2.9 192.0.2.25 40000 25\r\n");
  expect(await client.reply()).toMatch(/^220 /);
});

test("who is cut off hears nothing, and there is no session of it", async () => {
  let cut = true;
  const under = await start({}, { mayConnect: () => (cut ? "cut" : undefined) });
  expect(await new RawClient(under.server.port).reply()).toBe("(closed)");
  cut = false;
  const client = new RawClient(under.server.port);
  expect(await client.reply()).toMatch(/^220 /);
  expect(under.events.filter(isKind("session.opened"))).toHaveLength(1);
});

test("more connections from one address than allowed are refused, and others go on", async () => {
  const under = await start({ connectionsPerPeer: 1 });
  const first = new RawClient(under.server.port);
  await first.reply();
  const second = new RawClient(under.server.port);
  expect(await second.reply()).toMatch(/^421 4\.7\.0/);
  expect(await first.ask("NOOP")).toMatch(/^250/);
});

test("a hook that fails is answered 451, noted, and the session goes on", async () => {
  let broken = true;
  const fail = async (): Promise<never> => {
    throw new Error("directory is down");
  };
  const under = await start(
    {},
    { resolve: () => (broken ? fail() : { kind: "accepted" as const, mailboxes: ["bob@example.test"], remote: [] }) },
  );
  const client = new RawClient(under.server.port);
  await client.reply();
  await client.ask("HELO c.example");
  await client.ask("MAIL FROM:<a@b.example>");
  expect(await client.ask("RCPT TO:<bob@example.test>")).toMatch(/^451 4\.3\.0/);
  expect((await under.event(isKind("session.noted"))).text).toBe("error: directory is down");
  broken = false;
  expect(await client.ask("RCPT TO:<bob@example.test>")).toMatch(/^250 2\.1\.5/);
});

test("a place that cannot be opened is 451 to DATA, and the content that comes all the same is not logged", async () => {
  const openMessage = () => {
    throw new Error("no spool");
  };
  const under = await start({}, { openMessage });
  const client = await inData(under.server.port);
  client.send("Subject: canary\r\n.\r\nQUIT\r\n");
  expect([await client.reply(), await client.reply(), await client.reply()].map((reply) => reply.slice(0, 3))).toEqual([
    "500",
    "500",
    "221",
  ]);
  expect(JSON.stringify(under.events)).not.toContain("canary");
});

test("what a hook throws at once ends its command, and whoever built the server is told", async () => {
  const told: unknown[] = [];
  const resolve = () => {
    throw new Error("a bug");
  };
  const under = await start({}, { resolve, failed: (error) => void told.push(error) });
  const client = new RawClient(under.server.port);
  await client.reply();
  for (const line of ["EHLO c.example", "MAIL FROM:<a@b.example>"]) await client.ask(line);
  expect(await client.ask("RCPT TO:<bob@example.test>")).toBe("451 4.3.0 An error on our side, try again later");
  expect(await client.ask("NOOP")).toMatch(/^250 /);
  expect(told).toEqual([new Error("a bug")]);
});

test("a store that refuses gives its reply, and the summary says DEFER or REJECT", async () => {
  const refusal = {
    reply: { code: 452, enhanced: "4.3.1", text: "Full" },
    by: "storage.full",
    cause: "eod.system-full",
  };
  const sink: MessageSink = { write: () => {}, commit: async () => refusal, abort: () => {} };
  const under = await start({}, { openMessage: () => sink });
  const client = await inData(under.server.port);
  expect(await client.ask("x\r\n.")).toBe("452 4.3.1 Full");
  const { status, keys } = await under.event(isKind("transaction.ended"));
  expect([status, keys.cause]).toEqual(["DEFER", "eod.system-full"]);
});

test("a peer that is gone before the message is stored was told nothing", async () => {
  let stored = () => {};
  const commit = () => new Promise<undefined>((resolve) => (stored = () => resolve(undefined)));
  const under = await start({}, { openMessage: () => ({ write: () => {}, commit, abort: () => {} }) });
  const client = await inData(under.server.port);
  client.send("x\r\n.\r\n");
  await under.event(isKind("data.ended"));
  client.socket.resetAndDestroy();
  // The reset has come when a connection that was opened after it is greeted.
  await new RawClient(under.server.port).reply();
  stored();
  const first = under.events[0]?.session;
  const closed = await under.event(
    (event): event is EventOf<"session.closed"> => event.kind === "session.closed" && event.session === first,
  );
  expect(closed.ended).toBe("peer-reset");
  const told = under.events.filter((event) => event.session === first).slice(-2);
  expect(told.map(({ kind }) => kind)).toEqual(["transaction.ended", "session.closed"]);
});

test("a slow store slows the peer down and loses nothing", async () => {
  let sizeBytes = 0;
  const write = async (chunk: Buffer) => {
    sizeBytes += chunk.length;
    await new Promise((next) => setImmediate(next));
  };
  const under = await start({}, { openMessage: () => ({ write, commit: async () => undefined, abort: () => {} }) });
  const client = await inData(under.server.port);
  client.send(Buffer.alloc(5_000_000, "0123456789abcdef\r\n"));
  client.send("\r\n.\r\n");
  expect(await client.reply()).toMatch(/^250 2\.6\.0 5000000 bytes/);
  expect(sizeBytes).toBe(5_000_002);
});

test("a flood of pipelined commands leaves room for others", async () => {
  const under = await start({ commandSeconds: 60, dataSeconds: 60 });
  const flood = new RawClient(under.server.port);
  await flood.reply();
  const other = new RawClient(under.server.port);
  await other.reply();
  flood.send("NOOP\r\n".repeat(20_000));
  await flood.reply();
  expect(await other.ask("NOOP")).toMatch(/^250/);
  const seen = under.events.filter(({ kind }) => kind === "smtp.command").length;
  expect(seen).toBeLessThan(20_001);
  for (let n = 1; n < 20_000; n++) await flood.reply();
});

test("a peer that does not read its replies is not read either, and is closed for silence", async () => {
  const under = await start({ commandSeconds: 0.3, dataSeconds: 0.3 });
  const client = new RawClient(under.server.port);
  client.socket.pause();
  const flood = Buffer.from("NOOP\r\n".repeat(200_000));
  client.send(flood);
  client.send(flood);
  client.send(flood);
  const { waitingFor } = await under.event(isKind("session.timeout"));
  expect(waitingFor).toBe("the peer to read our replies");
  expect(under.events.filter(({ kind }) => kind === "smtp.command").length).toBeLessThan(600_000);
  client.socket.destroy();
  await under.closed(1);
});

test("a session is limited as a whole, however busy it is", async () => {
  const under = await start({ commandSeconds: 60, dataSeconds: 60, sessionSeconds: 0.1 });
  const client = new RawClient(under.server.port);
  await client.reply();
  const last = async (): Promise<string> => {
    const reply = await client.ask("NOOP");
    return reply.startsWith("250") ? last() : reply;
  };
  expect(await last()).toMatch(/^421 4\.4\.2/);
});

test("a byte now and then is silence where a command is awaited", async () => {
  const under = await start({ commandSeconds: 0.15, dataSeconds: 0.15 });
  const client = new RawClient(under.server.port);
  await client.reply();
  const drip = setInterval(() => client.send("N"), 20);
  expect(await client.reply()).toMatch(/^421 4\.4\.2/);
  clearInterval(drip);
});

test("the number of messages in a session is limited", async () => {
  const under = await start({ messagesPerSession: 1 });
  const client = await inData(under.server.port);
  await client.ask("x\r\n.");
  expect(await client.ask("MAIL FROM:<a@b.example>")).toMatch(/^421 4\.7\.0/);
  expect(await client.reply()).toBe("(closed)");
});

test("stop: idle sessions are told 421 at once, a message under way is taken first", async () => {
  const under = await start();
  const idle = new RawClient(under.server.port);
  await idle.reply();
  const busy = await inData(under.server.port);
  const stopped = under.server.stop(60);
  expect(await idle.reply()).toMatch(/^421 4\.3\.2/);
  idle.socket.end();
  busy.send("x\r\n.\r\n");
  expect(await busy.reply()).toMatch(/^250 2\.6\.0/);
  expect(await busy.reply()).toMatch(/^421 4\.3\.2/);
  busy.socket.end();
  await stopped;
  expect(under.events.filter(isKind("session.closed")).map(({ ended }) => ended)).toEqual(["shutdown", "shutdown"]);
});

test("stop: whoever does not come to an end is cut off after the grace", async () => {
  const under = await start();
  await inData(under.server.port);
  await under.server.stop(0.05);
  expect((await under.event(isKind("transaction.ended"))).status).toBe("INCOMPLETE-SESSION");
  expect((await under.event(isKind("session.closed"))).ended).toBe("shutdown");
});

test("stop: a message that is being stored is stored or refused before the end, and its client, who is cut off, did not hear so", async () => {
  const stored = Promise.withResolvers<undefined>();
  const commit = () => stored.promise;
  const under = await start({}, { openMessage: () => ({ write: () => {}, commit, abort: () => {} }) });
  const client = await inData(under.server.port);
  client.send("x\r\n.\r\n");
  await under.event(isKind("data.ended"));
  const stopped = under.server.stop(0.05);
  expect(await client.reply()).toBe("(closed)");
  expect(under.events.some(isKind("transaction.ended"))).toBe(false);
  stored.resolve(undefined);
  await stopped;
  const { status, keys } = await under.event(isKind("transaction.ended"));
  expect([status, keys.unheard]).toEqual(["OK", "yes"]);
  expect(under.events.at(-1)).toMatchObject({ kind: "session.closed", ended: "shutdown" });
});

test("secrets and content sent in wrong ways are in no event", async () => {
  const under = await start({ unknownCommands: 1000, errors: 1000 });
  const client = new RawClient(under.server.port);
  await client.reply();
  const wrong = [
    "AUTH PLAIN CANARY",
    "auth login CANARY",
    "AUTH\tPLAIN CANARY",
    " AUTH PLAIN CANARY",
    "AUTH=PLAIN CANARY",
    "AUTHPLAIN CANARY",
    "CANARY",
    "CANARY==",
    "USER bob CANARY",
    "PASS CANARY",
    "LOGIN bob CANARY",
    "a1 LOGIN bob CANARY",
    "APOP bob CANARY",
    "AUTH CANARY",
    "*",
    "NOOP CANARY",
    "RSET CANARY",
    "DATA CANARY",
    "QUIT CANARY",
    "VRFY CANARY",
    "HELP CANARY",
    "STARTTLS CANARY",
    "XAUTH CANARY",
    "AUTHENTICATE PLAIN CANARY",
    `AUTH PLAIN ${"x".repeat(2500)}CANARY`,
    "CANARY after a long line",
    "auth CRAM-MD5",
    "CANARY",
    "BDAT 5 CANARY",
    "Data: CANARY",
  ];
  for (const line of wrong) expect(await client.ask(line)).toMatch(/^(?:[45]\d\d|252|214)/);
  expect(JSON.stringify(under.events)).not.toContain("CANARY");
});
