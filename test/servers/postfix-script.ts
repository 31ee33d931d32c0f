/** What is done to a real Postfix, so that its log holds every way in which a message does or does not arrive. */
import { execFile } from "node:child_process";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { freePort } from "../free-port.ts";
import { type Postfix, startPostfix } from "./postfix.ts";

/** What a host says to a recipient, and to the content. */
export interface Manners {
  readonly rcpt: (recipient: string) => string;
  readonly content: (content: string, envelope: Handed) => Promise<string>;
}

/** The envelope of a message that a host was given; recipients that it refused are not in it. */
export interface Handed {
  readonly sender: string;
  readonly recipients: readonly string[];
}

const taking: Manners = { rcpt: () => "250 2.1.5 Ok", content: async () => "250 2.0.0 Ok: queued as R3M0TE" };
const refusing: Manners = { ...taking, rcpt: () => "550-5.1.1 No such user here.\r\n550 5.1.1 Ask the postmaster." };

/** A content filter: gives everything back to the port that it is told later, and says under which id it was taken. */
function filtering(back: { port: number }): Manners {
  return {
    rcpt: () => "250 2.1.5 Ok",
    content: async (content) => {
      const said = await talk(back.port, [...envelope, `X-Filtered: yes\r\n${content}\r\n.`, "QUIT"], "wait");
      const reply = /250 2\.0\.0 Ok: queued as \w+/.exec(said)?.[0] ?? "451 4.3.0 not given back";
      return `250 2.0.0 from MTA(smtp:[127.0.0.1]:${back.port}): ${reply}`;
    },
  };
}

export async function listen(
  address: string,
  manners: Manners,
): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer((socket) => answer(socket, manners));
  await new Promise<void>((listening) => server.listen(0, address, listening));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no port");
  return { port: bound.port, server };
}

function answer(socket: Socket, manners: Manners): void {
  let rest = "";
  let content: string[] | undefined;
  let [sender, recipients]: [string, string[]] = ["", []];
  const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? "";
  const say = (text: string) => socket.write(`${text}\r\n`);
  say("220 remote.test ESMTP");
  socket.on("error", () => {});
  socket.on("data", (bytes: Buffer) => {
    const lines = (rest + bytes.toString("latin1")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const verb = line.slice(0, 4).toUpperCase();
      if (content && line === ".") {
        manners.content(content.join("\r\n"), { sender, recipients }).then(say);
        content = undefined;
        recipients = [];
      } else if (content) content.push(line);
      else if (verb === "DATA") content = [];
      else if (verb === "MAIL") sender = addressIn(line);
      else if (verb === "QUIT") socket.end("221 2.0.0 Bye\r\n");
      if (verb === "DATA") say("354 go on");
      else if (verb === "RCPT" && !content) {
        const recipient = addressIn(line);
        const reply = manners.rcpt(recipient);
        if (reply.startsWith("2")) recipients.push(recipient);
        say(reply);
      } else if (!content && line !== "." && verb !== "QUIT") say("250 2.1.0 Ok");
    }
  });
}

/** A real Postfix with the hosts that it talks to: another host that takes, one that refuses, a dead port, a filter. */
export async function withPostfix(use: (postfix: Postfix) => Promise<void>): Promise<void> {
  const back = { port: 0 };
  const takes = await listen("127.0.0.2", taking);
  const refuses = await listen("127.0.0.2", refusing);
  const filter = await listen("127.0.0.1", filtering(back));
  const routes = {
    "takes.test": `[127.0.0.2]:${takes.port}`,
    "refuses.test": `[127.0.0.2]:${refuses.port}`,
    "dead.test": `[127.0.0.2]:${await freePort()}`,
  };
  const postfix = await startPostfix(routes, filter.port);
  back.port = postfix.port;
  try {
    await use(postfix);
  } finally {
    await postfix.stop();
    for (const { server } of [takes, refuses, filter]) server.close();
  }
}

/** Runs swaks; gives its transcript. Its exit code says what the server replied and is not looked at. */
export function swaks(port: number, ...options: readonly string[]): Promise<string> {
  const id = `<swaks.${options.at(-1)?.replace(/\W+/g, "-")}@client.example>`;
  const server = ["--server", "127.0.0.1", "--port", String(port), "--helo", "client.example"];
  const all = [...server, "--header", `Message-Id: ${id}`, ...options];
  return new Promise((done, failed) => {
    execFile("/usr/bin/swaks", all, (error, stdout) => {
      if (error?.code === ("ENOENT" as unknown)) failed(new Error("swaks is missing: apt-get install postfix swaks"));
      else done(stdout);
    });
  });
}

/** A raw dialogue: says each line after the reply to the one before; resolves when told to leave or the server closes. */
export function talk(
  port: number,
  lines: readonly string[],
  end: "drop" | "wait",
  from = "127.0.0.1",
): Promise<string> {
  return new Promise((done) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: from });
    const waiting = [...lines];
    let heard = "";
    socket.on("error", () => {});
    socket.on("close", () => done(heard));
    socket.on("data", (bytes) => {
      heard += bytes.toString("latin1");
      if (!/^\d{3}(?: .*)?\r\n$/m.test(heard.slice(heard.lastIndexOf("\n", heard.length - 2) + 1))) return;
      const next = waiting.shift();
      if (next !== undefined) socket.write(`${next}\r\n`);
      if (next !== undefined && waiting.length === 0 && end === "drop") socket.end();
    });
  });
}

const envelope = [
  "EHLO client.example",
  "MAIL FROM:<eve@sender.example>",
  "RCPT TO:<alice@example.test>",
  "DATA",
] as const;
const eve = ["--from", "eve@sender.example"] as const;

/** The accepted message of swaks' own text. */
const send = (port: number, to: string, ...options: readonly string[]) => swaks(port, ...eve, "--to", to, ...options);
const subject = (text: string) => ["--header", `Subject: ${text}`] as const;

/** Does everything, one after the other, and waits until the last line of each is written. */
export async function misuse(postfix: Postfix): Promise<void> {
  const { port, strictPort } = postfix;
  await send(port, "alice@example.test");
  await postfix.logged(/to=<alice@example\.test>.*status=sent/);
  await send(port, "nobody@example.test");
  await send(port, "someone@elsewhere.example");
  await send(port, "alice@example.test,nobody@example.test");
  await send(port, "both@example.test");
  await talk(port, [envelope[0], "MAIL FROM:<eve@sender.example> SIZE=30000", "QUIT"], "wait");
  await talk(port, [...envelope, `Subject: big\r\n\r\n${`${"x".repeat(70)}\r\n`.repeat(500)}.`, "QUIT"], "wait");
  await talk(port, [...envelope, "Subject: half\r\n\r\nand then"], "drop");
  await talk(port, [envelope[0]], "wait");
  await talk(port, [...envelope, "Subject: silent\r\n"], "wait");
  await talk(port, [envelope[0], "QUIT"], "wait");
  await talk(port, [envelope[0], "FOO", "BAR", "BAZ", "QUX", "QUUX"], "wait");
  await talk(port, ["GET / HTTP/1.1"], "wait");
  await talk(
    port,
    ["EHLO client.example\r\nMAIL FROM:<eve@sender.example>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nx"],
    "wait",
  );
  await talk(port, [envelope[0], "MAIL FROM:<eve@sender.example", "MAIL FROM:<a b@sender.example>", "QUIT"], "wait");
  await talk(port, [envelope[0], "VRFY alice@example.test", "VRFY nobody@example.test", "QUIT"], "wait");
  await talk(port, [...envelope.slice(0, 3), "RSET", "MAIL FROM:<>", "RCPT TO:<bob@example.test>", "QUIT"], "wait");
  await talk(port, [], "wait");
  await swaks(port, "--from", "blocked@spam.example", "--to", "alice@example.test");
  await swaks(port, "--from", "later@spam.example", "--to", "alice@example.test");
  await swaks(strictPort, "--from", "blocked@spam.example", "--to", "alice@example.test");
  await talk(strictPort, ["HELO -bad-", "QUIT"], "wait");
  await talk(strictPort, ["MAIL FROM:<eve@sender.example>", "QUIT"], "wait");
  await talk(strictPort, ["EHLO client.example", "QUIT"], "wait", "127.0.0.2");
  for (const what of ["buy now", "drop me", "note this", "hold it"]) {
    await send(port, "bob@example.test", ...subject(what));
  }
  await send(port, "carol@takes.test");
  await send(port, "away@local.test");
  await send(postfix.filteredPort, "alice@example.test");
  await send(port, "dave@refuses.test");
  await postfix.logged(/to=<dave@refuses\.test>.*status=bounced/);
  await postfix.logged(/sender non-delivery notification/);
  await swaks(port, "--from", "bob@example.test", "--to", "erin@dead.test,carol@takes.test");
  await postfix.logged(/status=expired|skipped, still being delivered/);
  // A queue manager that met its own lock does not come back by itself for long.
  if (!/status=expired/.test(postfix.text())) {
    await setTimeout(5000);
    await postfix.program("postqueue", "-f");
  }
  await postfix.logged(/status=expired/);
  await postfix.logged(/: removed/, 14);
}
