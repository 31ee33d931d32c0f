/** What a real postscreen does to its clients, and what its log tells of it: the test knows the truth from what the clients heard. */
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Zone } from "../../src/base/zone.ts";
import { readLogs } from "../../src/reading/read.ts";
import { createSessionBuilder } from "../../src/sessions/build.ts";
import type { Session } from "../../src/sessions/session.ts";
import { freePort } from "../free-port.ts";
import { isBefore, type Postfix, recordLog, startPostfix } from "./postfix.ts";
import { talk } from "./postfix-script.ts";

const screening = [
  "postscreen_greet_wait = 1s",
  "postscreen_greet_action = enforce",
  "postscreen_access_list = cidr:{{127.0.0.3 reject}}",
  "postscreen_denylist_action = enforce",
  // Its name up to 3.5.
  "postscreen_blacklist_action = enforce",
  "postscreen_pipelining_enable = yes",
  "postscreen_non_smtp_command_enable = yes",
  "postscreen_bare_newline_enable = yes",
  "postscreen_bare_newline_action = enforce",
  "postscreen_command_time_limit = 2s",
  "postscreen_cache_map = btree:$data_directory/postscreen_cache",
];

let postfix: Postfix;
let port = 0;
const heard: Record<string, string> = {};
let sessions: readonly Session[] = [];
let unread: readonly unknown[] = [];

/** Says all of it at once, whatever comes, and leaves a second after the first reply. */
const shout = (text: string, from: string, leaveMs = 1500): Promise<string> =>
  new Promise((done) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: from });
    let said = "";
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      said += bytes.toString("latin1");
    });
    socket.on("close", () => done(said));
    socket.write(text);
    setTimeout(() => socket.end(), leaveMs);
  });

const greet = "EHLO client.example";
const envelope = [greet, "MAIL FROM:<ann@sender.example>", "RCPT TO:<alice@example.test>"] as const;
const message = [
  ...envelope,
  "DATA",
  "Subject: hello\r\nMessage-ID: <screened@client.example>\r\n\r\nhello\r\n.",
  "QUIT",
];

beforeAll(async () => {
  port = await freePort();
  postfix = await startPostfix({ "far.test": "[127.0.0.2]:2" }, await freePort(), screening, [
    `127.0.0.1:${port} inet n - n - 1 postscreen`,
    "smtpd pass - - n - - smtpd",
    "dnsblog unix - - n - 0 dnsblog",
    "tlsproxy unix - - n - 0 tlsproxy",
  ]);
  heard.pregreet = await shout(`${[...envelope, "QUIT"].join("\r\n")}\r\n`, "127.0.0.2", 4000);
  heard.denied = await talk(port, [...envelope, "QUIT"], "wait", "127.0.0.3");
  heard.bare = await talk(port, [`${greet}\nNOOP`, ...envelope.slice(1), "QUIT"], "wait", "127.0.0.4");
  heard.http = await talk(port, ["GET / HTTP/1.1"], "wait", "127.0.0.5");
  heard.pipelined = await talk(port, [greet, `${envelope.slice(1).join("\r\n")}\r\nDATA`, "QUIT"], "wait", "127.0.0.6");
  heard.slow = await talk(port, [greet], "wait", "127.0.0.7");
  heard.hangup = await shout("", "127.0.0.8", 100);
  heard.first = await talk(port, [...envelope, "QUIT"], "wait");
  heard.second = await talk(port, message, "wait");
  await postfix.logged(/status=sent/);
  await postfix.logged(/: removed/);
  recordLog(postfix, "postfix-postscreen", "What postscreen does to clients of all sorts", "scripted clients");
  const found: Session[] = [];
  const builder = createSessionBuilder((session) => void found.push(session));
  const zone = new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const stat = await readLogs({ logs: [postfix.log], zone }, (event) => builder.take(event));
  builder.close();
  sessions = found.sort((a, b) => a.from - b.from);
  unread = stat.files.flatMap(({ unreadByProgram }) => unreadByProgram);
}, 120_000);
afterAll(async () => {
  await postfix?.stop();
});

const of = (peer: string) => sessions.filter((session) => session.peer === peer && session.role === "server");
/** Replies of 4xx and 5xx with what was refused, and why we think so. */
const refusals = (peer: string) =>
  of(peer).flatMap(({ facts }) =>
    facts.flatMap((fact) =>
      fact.kind === "rcpt.refused"
        ? [{ code: fact.reply.code, recipient: fact.recipient, decidedBy: fact.decidedBy, helo: fact.helo }]
        : [],
    ),
  );
const decisions = (peer: string) =>
  of(peer).flatMap(({ facts }) => facts.flatMap((fact) => (fact.kind === "decision" ? fact.by : [])));

test("every line of postscreen and its helpers is read", () => {
  expect(unread).toEqual([]);
});

test.each([
  ["pregreet", "127.0.0.2", 550, "postscreen.pregreet"],
  ["denied", "127.0.0.3", 550, "postscreen.denylist"],
  ["bare", "127.0.0.4", 550, "postscreen.bare-newline"],
  ["pipelined", "127.0.0.6", 550, "postscreen.pipelining"],
])(
  "%s: the refusal that the client heard stands in its one session, with its reason",
  (name, peer, code, decidedBy) => {
    expect(heard[name]).toMatch(new RegExp(`^${code}[ -]`, "m"));
    expect(of(peer)).toHaveLength(1);
    expect(refusals(peer)[0]).toEqual({
      code,
      recipient: "alice@example.test",
      decidedBy,
      helo: "client.example",
    });
  },
);

test("what is no mail has its end and its reason", () => {
  expect(heard.http).toMatch(/^521 /m);
  expect(decisions("127.0.0.5")).toContain("postscreen.non-smtp-command");
  expect(of("127.0.0.7").map(({ ended }) => ended)).toEqual(["timeout"]);
  expect(of("127.0.0.8").map(({ ended }) => ended)).toEqual(["peer-closed"]);
});

test("a stranger is told to come again; the second time one connection goes from postscreen through smtpd to the mailbox", () => {
  expect(heard.first).toMatch(/^450 4\.3\.2 /m);
  expect(refusals("127.0.0.1")[0]).toMatchObject({ code: 450, decidedBy: "postscreen.protocol-tests" });
  expect(heard.second).toMatch(/^250 2\.0\.0 Ok: queued as /m);
  expect(readdirSync(join(postfix.folder, "mail/alice/new"))).toHaveLength(1);
  const [, second, ...more] = of("127.0.0.1");
  expect(more).toEqual([]);
  // Up to 2.11 the end of a connection tells nothing of its commands.
  const counts = !isBefore(postfix.version, 3, 0);
  expect(second).toMatchObject({ peerHost: "localhost", ended: counts ? "quit" : "unknown" });
  expect(second?.facts.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["decision", "transaction.opened", ...(counts ? ["session.counted"] : [])]),
  );
});
