/** What a session emits reads as one session with its transactions, whatever way the message came. */
import { afterEach, expect, test } from "vitest";
import { RawClient, startUnderTest, type UnderTest } from "../../test/smtp-under-test.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import type { Session } from "../sessions/session.ts";

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

/** What the events of a test become. */
function sessionsOf(under: UnderTest): readonly Session[] {
  const sessions: Session[] = [];
  const builder = createSessionBuilder((session) => sessions.push(session));
  // Each stands somewhere in the log, as it does at level extended.
  under.events.forEach((event, n) => {
    builder.take({ ...event, source: { file: "s.log", line: n + 1, offset: n, bytes: 1 } });
  });
  return sessions;
}

test("what we emit becomes one session with its transaction", async () => {
  const under = await start();
  const client = await inData(under.server.port);
  await client.ask("Message-ID: <1@b.example>\r\n\r\nx\r\n.");
  await client.ask("QUIT");
  await under.closed(1);
  const sessions: Session[] = [];
  const builder = createSessionBuilder((session) => sessions.push(session));
  for (const event of under.events) builder.take(event);
  expect(sessions).toMatchObject([
    {
      role: "server",
      ended: "quit",
      helo: "c.example",
      peer: "127.0.0.1",
      local: { ip: "127.0.0.1", port: under.server.port },
      transactions: [
        { number: 1, sender: "a@b.example", status: "delivered", messageId: "<1@b.example>", sizeBytes: 30 },
      ],
    },
  ]);
});

test("chunks become one delivered message", async () => {
  const under = await start();
  const client = new RawClient(under.server.port);
  await client.reply();
  for (const command of ["EHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>"])
    await client.ask(command);
  client.send("BDAT 9\r\nTo: bob\r\nBDAT 3 LAST\r\n\n\nx");
  expect(await client.reply()).toMatch(/^250 2\.0\.0/);
  expect(await client.reply()).toMatch(/^250 2\.6\.0 12 bytes/);
  await client.ask("QUIT");
  await under.closed(1);
  expect(sessionsOf(under)).toMatchObject([
    { ended: "quit", transactions: [{ sender: "a@b.example", status: "delivered", sizeBytes: 12 }] },
  ]);
});

test("LMTP's answers to each recipient are one end of one message", async () => {
  const under = await start({}, {}, { kind: "lmtp" });
  const client = new RawClient(under.server.port);
  await client.reply();
  for (const command of ["LHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>"])
    await client.ask(command);
  await client.ask("RCPT TO:<alice@example.test>");
  await client.ask("DATA");
  client.send("x: y\r\n\r\nx\r\n.\r\nMAIL FROM:<c@b.example> SIZE=99999999\r\n");
  for (const expected of [/^250 2\.6\.0 <bob@/, /^250 2\.6\.0 <alice@/, /^552/])
    expect(await client.reply()).toMatch(expected);
  await client.ask("QUIT");
  await under.closed(1);
  expect(sessionsOf(under)).toMatchObject([
    {
      helo: "c.example",
      transactions: [
        { sender: "a@b.example", status: "delivered" },
        { sender: "c@b.example", status: "refused" },
      ],
    },
  ]);
  const facts = sessionsOf(under)[0]?.facts.filter(({ kind }) => kind !== "decision");
  expect(facts).toMatchObject([
    { kind: "message.accepted" },
    { kind: "attempt.ended", recipient: "bob@example.test" },
    { kind: "attempt.ended", recipient: "alice@example.test" },
    { kind: "rcpt.refused", stage: "mail", sender: "c@b.example" },
    { kind: "session.counted" },
  ]);
});

test("a group is told with the mailboxes that it stands for, each an attempt of its own", async () => {
  const mailboxes = ["alice@example.test", "bob@example.test"];
  const resolve = ({ address }: { address: string }) =>
    ({ kind: "accepted", mailboxes: address.startsWith("team") ? mailboxes : [address], remote: [] }) as const;
  const under = await start({}, { resolve });
  const client = new RawClient(under.server.port);
  await client.reply();
  for (const command of ["HELO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<team@example.test>", "DATA"])
    await client.ask(command);
  expect(await client.ask("x: y\r\n\r\nx\r\n.")).toMatch(/^250/);
  await client.ask("QUIT");
  await under.closed(1);
  const attempts = sessionsOf(under)[0]?.facts.filter(({ kind }) => kind === "attempt.ended");
  expect(attempts).toMatchObject(
    mailboxes.map((mailbox) => ({
      recipient: mailbox,
      originalRecipient: "team@example.test",
      status: "delivered",
      where: { mailbox },
    })),
  );
});

test("a sender that was refused is a refused transaction, with the dialogue and without", async () => {
  const under = await start();
  const client = new RawClient(under.server.port);
  await client.reply();
  await client.ask("HELO c.example");
  await client.ask("MAIL FROM:<a@b.example> SIZE=99999999");
  await client.ask("QUIT");
  await under.closed(1);
  const summary = under.events.filter(
    (event) =>
      event.kind !== "smtp.command" && event.kind !== "decision" && !(event.kind === "smtp.reply" && event.code < 400),
  );
  for (const events of [under.events, summary]) {
    const sessions: Session[] = [];
    const builder = createSessionBuilder((session) => sessions.push(session));
    for (const event of events) builder.take(event);
    expect(sessions[0]?.transactions).toMatchObject([{ sender: "a@b.example", status: "refused" }]);
    const refusals = sessions[0]?.facts.filter(({ kind }) => kind === "rcpt.refused");
    expect(refusals).toMatchObject([{ stage: "mail", sender: "a@b.example", reply: { code: 552 }, transaction: 1 }]);
  }
});

test("content so far over the limit that it is not read to its end is refused with the reply that was said", async () => {
  const under = await start({ messageBytes: 1000 });
  const client = new RawClient(under.server.port);
  await client.reply();
  for (const command of ["HELO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA"])
    await client.ask(command);
  expect(await client.ask("x".repeat(5000))).toMatch(/^552 5\.3\.4/);
  client.socket.destroy();
  await under.closed(1);
  const refused = sessionsOf(under)[0]?.facts.filter(({ kind }) => kind === "rcpt.refused");
  expect(refused).toMatchObject([
    { stage: "eod", recipient: "bob@example.test", reply: { code: 552, enhanced: "5.3.4" } },
  ]);
});
