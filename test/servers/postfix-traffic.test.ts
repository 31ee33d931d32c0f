/**
 * Varied traffic through a real Postfix. What became of each message is known from what its client heard, from the hosts that it was
 * handed to and from the mailboxes; `trace` must say the same from the log alone.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { composeReader } from "../../src/app/reader.ts";
import type { TracedAttempt } from "../../src/app/trace.ts";
import { Zone } from "../../src/base/zone.ts";
import { readLogs } from "../../src/reading/read.ts";
import { freePort } from "../free-port.ts";
import { type Postfix, startPostfix } from "./postfix.ts";
import { type Handed, listen, talk } from "./postfix-script.ts";

const greet = "EHLO client.example";
const zone = new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** `sender recipient status`, a row for each attempt. */
const truth: string[] = [];
const happened = (sender: string, recipient: string, status: string) =>
  void truth.push(`${sender} ${recipient} ${status}`);

/** The hosts behind: each writes down what it did. */
const tries = new Map<string, number>();
const refused = "550 5.1.1 No such user";
const comeAgain = "451 4.7.1 Greylisted, come again";

/** What a host says to a recipient there, by its local part. */
function rcptReply(recipient: string): string {
  if (recipient.startsWith("nobody")) return refused;
  if (!recipient.startsWith("later")) return "250 2.1.5 Ok";
  const count = (tries.get(recipient) ?? 0) + 1;
  tries.set(recipient, count);
  return count === 1 ? comeAgain : "250 2.1.5 Ok";
}

const host = {
  rcpt: (recipient: string) => {
    const reply = rcptReply(recipient);
    // The sender of a recipient there is in its name: later.s7@far.test.
    const sender = `${/\.(s\d+)@/.exec(recipient)?.[1]}@sender.example`;
    if (reply === refused) happened(sender, recipient, "bounced");
    if (reply === comeAgain) happened(sender, recipient, "deferred");
    return reply;
  },
  content: async (content: string, { sender, recipients }: Handed) => {
    const isFull = content.includes("Subject: full");
    for (const recipient of recipients) happened(sender, recipient, isFull ? "bounced" : "relayed");
    return isFull ? "552 5.2.2 Mailbox full" : "250 2.0.0 Ok: queued as R3M0TE";
  },
};

let back = 0;
/** Takes a message before the queue manager delivers it, and gives it back under the same envelope. */
const filter = {
  rcpt: () => "250 2.1.5 Ok",
  content: async (content: string, { sender, recipients }: Handed) => {
    const rcpt = recipients.map((recipient) => `RCPT TO:<${recipient}>`);
    const said = await talk(back, [greet, `MAIL FROM:<${sender}>`, ...rcpt, "DATA", `${content}\r\n.`, "QUIT"], "wait");
    return /250 2\.0\.0 Ok: queued as \w+/.exec(said)?.[0] ?? "451 4.3.0 not given back";
  },
};

let number = 0;

/** Sends one message from a sender of its own; what the client heard of each recipient is what happened to those refused. */
async function send(port: number, to: readonly string[], subject = "hello"): Promise<string> {
  const sender = `s${++number}@sender.example`;
  const recipients = to.map((recipient) => recipient.replace("@far", `.s${number}@far`));
  const head = `Subject: ${subject}\r\nMessage-ID: <${sender}>\r\nFrom: <${sender}>`;
  const heard = await talk(
    port,
    [
      greet,
      `MAIL FROM:<${sender}>`,
      ...recipients.map((recipient) => `RCPT TO:<${recipient}>`),
      "DATA",
      `${head}\r\n\r\nbody of ${number}\r\n.`,
      "QUIT",
    ],
    "wait",
  );
  const replies = heard.split("\r\n").filter((line) => /^\d{3} /.test(line));
  // Greeting, EHLO, MAIL; then one for each recipient.
  recipients.forEach((recipient, at) => {
    const reply = replies[3 + at] ?? "";
    if (reply.startsWith("5")) happened(sender, recipient, "refused");
    if (reply.startsWith("4")) happened(sender, recipient, "deferred");
  });
  // A refusal of the content is logged with the first recipient.
  const verdict = replies[3 + recipients.length + 1] ?? "";
  if (/^5\d\d /.test(verdict) && subject === "buy now") happened(sender, recipients[0] ?? "", "refused");
  return sender;
}

let postfix: Postfix;
let traced: readonly TracedAttempt[] = [];
const senders = { dead: "", aborted: "" };
let expired: readonly string[] = [];

/** The senders of the messages in a mailbox. */
function inMailbox(name: string): readonly string[] {
  const folder = join(postfix.folder, "mail", name, "new");
  return readdirSync(folder).map(
    (file) => /^Message-ID: <(.*)>/im.exec(readFileSync(join(folder, file), "utf8"))?.[1] ?? "",
  );
}

beforeAll(async () => {
  const far = await listen("127.0.0.2", host);
  const content = await listen("127.0.0.1", filter);
  const there = `[127.0.0.2]:${far.port}`;
  const routes = { "far.test": there, "takes.test": there, "dead.test": `[127.0.0.2]:${await freePort()}` };
  postfix = await startPostfix(routes, content.port);
  back = postfix.port;
  const { port, filteredPort } = postfix;
  const kinds: readonly (() => Promise<unknown>)[] = [
    () => send(port, ["alice@example.test"]),
    () => send(port, ["bob@example.test", "nobody@example.test"]),
    () => send(port, ["both@example.test"]),
    () => send(port, ["carol@far.test"]),
    () => send(port, ["carol@far.test", "nobody@far.test", "alice@example.test"]),
    () => send(port, ["later@far.test"]),
    () => send(port, ["full@far.test"], "full"),
    () => send(port, ["someone@elsewhere.example"]),
    () => send(port, ["alice@example.test"], "buy now"),
    () => send(filteredPort, ["alice@example.test", "bob@example.test"]),
    () => send(filteredPort, ["carol@far.test"]),
    () => send(port, ["away@local.test"]),
  ];
  for (let round = 0; round < 24; round++) {
    for (let at = 0; at < kinds.length; at += 4) await Promise.all(kinds.slice(at, at + 4).map((kind) => kind()));
  }
  senders.dead = await send(port, ["erin@dead.test"]);
  senders.aborted = `s${++number}@sender.example`;
  await talk(
    port,
    [greet, `MAIL FROM:<${senders.aborted}>`, "RCPT TO:<alice@example.test>", "DATA", "Subject: half"],
    "drop",
  );
  await postfix.logged(/status=expired/);
  const until = Date.now() + 40_000;
  while (!(await postfix.program("postqueue", "-p")).startsWith("Mail queue is empty") && Date.now() < until)
    await new Promise((next) => setTimeout(next, 200));
  for (const { server } of [far, content]) server.close();
  const reader = await composeReader({ logs: [postfix.log], data: postfix.folder, askerZone: zone, zone });
  ({ traced } = await reader.trace({ to: [], facts: {}, limit: 0 }));
  const { answers } = await reader.why({ to: ["erin@dead.test"], from: senders.dead, facts: {}, limit: 5 });
  expired = answers.map(({ recipient, outcome, cause }) => `${recipient} ${outcome} ${cause}`);
}, 180_000);
afterAll(async () => {
  await postfix?.stop();
});

test("trace gives exactly the attempts that happened, per recipient", () => {
  for (const [mailbox, recipient] of [
    ["alice", "alice@example.test"],
    ["bob", "bob@example.test"],
  ] as const)
    for (const sender of inMailbox(mailbox)) happened(sender, recipient, "delivered");
  const rows = traced
    .filter(({ sender }) => sender !== "" && sender !== senders.dead)
    .map(({ sender, recipient, status }) => `${sender} ${recipient} ${status}`);
  const local = rows.filter((row) => row.endsWith(" forwarded"));
  // The alias file sends away@local.test on to carol@takes.test, and the host there writes that down.
  expect(local).toHaveLength(24);
  expect(rows.filter((row) => !row.endsWith(" forwarded")).sort()).toEqual([...truth].sort());
  expect(truth.length).toBeGreaterThan(350);
});

test("a host that is never reached: deferred again and again, then returned", () => {
  const rows = traced.filter(({ sender }) => sender === senders.dead);
  expect(new Set(rows.map(({ status, reply }) => `${status} ${reply?.enhanced}`))).toEqual(
    new Set(["deferred 4.4.1", "expired 4.4.1"]),
  );
  expect(expired).toEqual(["erin@dead.test expired queue.expired"]);
});

test("what broke off in its content is no attempt", () => {
  expect(traced.filter(({ sender }) => sender === senders.aborted)).toEqual([]);
});

test("at least 2,000 lines, at most one in a hundred of them unread", async () => {
  const stat = await readLogs({ logs: [postfix.log], zone }, () => {});
  expect(stat.files[0]?.lines).toBeGreaterThan(2000);
  expect(stat.files[0]?.unreadByProgram).toEqual([]);
});

test("pflogsumm counts the same", async () => {
  const report = execFileSync("/usr/sbin/pflogsumm", [postfix.log], { encoding: "utf8" });
  const counted = (what: string) => Number(new RegExp(`^ +(\\d+) +${what}\\b`, "m").exec(report)?.[1]);
  const ours = { sent: 0, forwarded: 0, deferrals: 0, bounced: 0, rejected: 0 };
  await readLogs({ logs: [postfix.log], zone }, (event) => {
    if (event.kind === "rcpt.refused") ours.rejected += 1;
    if (event.kind !== "attempt.ended") return;
    if (["delivered", "relayed", "queued"].includes(event.status)) ours.sent += 1;
    if (event.status === "forwarded") ours.forwarded += 1;
    if (event.status === "deferred") ours.deferrals += 1;
    if (event.status === "bounced") ours.bounced += 1;
  });
  expect({
    // It counts a hand-over to the filter as delivered, as we count "queued" here; a forwarded one is in both of its counts.
    sent: counted("delivered"),
    forwarded: counted("forwarded"),
    deferrals: Number(/\((\d+) +deferrals\)/.exec(report)?.[1]),
    bounced: counted("bounced"),
    rejected: counted("rejected"),
  }).toEqual(ours);
});
