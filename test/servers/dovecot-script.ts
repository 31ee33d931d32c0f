/** What is done with a real Postfix that delivers into a real Dovecot, and to the mailboxes afterwards. */
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { type Dovecot, type DovecotUser, freeDovecotPorts, password, startDovecot } from "./dovecot.ts";
import { type Client, imapClient, pop3Client } from "./mail-client.ts";
import { type Postfix, startPostfix } from "./postfix.ts";
import { talk } from "./postfix-script.ts";

const script = `require ["fileinto", "reject", "copy", "duplicate", "vacation", "mailbox", "envelope"];
if header :contains "Subject" "list" { fileinto :create "Lists"; stop; }
if header :contains "Subject" "junk" { fileinto "Junk"; stop; }
if header :contains "Subject" "discard" { discard; stop; }
if header :contains "Subject" "reject" { reject "No thanks"; stop; }
if header :contains "Subject" "redirect" { redirect "carol@takes.test"; stop; }
if header :contains "Subject" "onward" { redirect "carol@takes.test"; discard; stop; }
if header :contains "Subject" "copyout" { redirect :copy "carol@takes.test"; keep; stop; }
if header :contains "Subject" "twice" { fileinto :create "Lists"; keep; stop; }
if header :contains "Subject" "dup" { if duplicate { discard; stop; } keep; stop; }
if header :contains "Subject" "away" { vacation :addresses "rules@example.test" "I am away"; }
`;

/** Whom Postfix takes mail for; of \`gone\` Dovecot knows nothing. */
const names = ["alice", "bob", "dora", "full", "rules", "broken", "off", "gone"] as const;
export type Name = (typeof names)[number];
export const address = (name: string): string => `${name}@example.test`;

const users: readonly DovecotUser[] = names
  .filter((name) => name !== "gone")
  .map((name) => ({
    name: address(name),
    ...(name === "full" && { quotaBytes: 3000 }),
    ...(name === "rules" && { sieve: script }),
    ...(name === "broken" && { sieve: "this is no sieve;" }),
  }));

/** The other host: takes everything, and remembers for whom it was, with its Message-ID. */
async function sink(): Promise<{ readonly port: number; readonly server: Server; readonly got: string[] }> {
  const got: string[] = [];
  const server = createServer((socket) => {
    let rest = "";
    let inContent = false;
    let inHeader = false;
    let recipient = "";
    const say = (text: string) => socket.write(`${text}\r\n`);
    say("220 takes.test ESMTP");
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      const lines = (rest + bytes.toString("latin1")).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (inContent) {
          const id = inHeader ? /^Message-ID: (\S+)/i.exec(line)?.[1] : undefined;
          if (id) got.push(`${recipient} ${id}`);
          if (line === "") inHeader = false;
          if (line === ".") {
            inContent = false;
            say("250 2.0.0 Ok: queued as S1NK");
          }
        } else if (/^DATA/i.test(line)) {
          inContent = true;
          inHeader = true;
          say("354 go on");
        } else if (/^QUIT/i.test(line)) socket.end("221 2.0.0 Bye\r\n");
        else {
          recipient = /^RCPT TO:<(.*?)>/i.exec(line)?.[1] ?? recipient;
          say("250 2.1.0 Ok");
        }
      }
    });
  });
  server.listen(0, "127.0.0.2");
  await once(server, "listening");
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no port");
  return { port: bound.port, server, got };
}

export interface Site {
  readonly postfix: Postfix;
  readonly dovecot: Dovecot;
  /** What the other host took: recipient and Message-ID. */
  readonly taken: readonly string[];
}

/** Both servers, joined by Dovecot's LMTP socket in Postfix' queue folder. */
export async function withSite(use: (site: Site) => Promise<void>, bySyslog = false): Promise<void> {
  const other = await sink();
  const maps = names.map((name) => `${address(name)}=x`).join(", ");
  const postfix = await startPostfix({ "takes.test": `[127.0.0.2]:${other.port}` }, 1, [
    "virtual_transport = lmtp:unix:private/dovecot-lmtp",
    `virtual_mailbox_maps = inline:{${maps}}`,
    "relay_domains = takes.test sender.example",
    `transport_maps = inline:{{takes.test = smtp:[127.0.0.2]:${other.port}}, {sender.example = smtp:[127.0.0.2]:${other.port}}}`,
  ]);
  try {
    const socket = join(postfix.folder, "queue/private/dovecot-lmtp");
    const dovecot = await startDovecot(
      users,
      [address("off")],
      await freeDovecotPorts(),
      postfix.port,
      socket,
      bySyslog,
    );
    try {
      await use({ postfix, dovecot, taken: other.got });
    } finally {
      await dovecot.stop();
    }
  } finally {
    await postfix.stop();
    other.server.close();
  }
}

/** Sends by SMTP; throws where Postfix does not take it. */
export async function send(
  { postfix }: Site,
  id: string,
  subject: string,
  to: readonly Name[],
  body = "hello",
): Promise<void> {
  const said = await talk(
    postfix.port,
    [
      "EHLO client.example",
      "MAIL FROM:<eve@sender.example>",
      ...to.map((name) => `RCPT TO:<${address(name)}>`),
      "DATA",
      `Message-ID: ${id}\r\nFrom: eve@sender.example\r\nTo: ${to.map(address).join(", ")}\r\nSubject: ${subject}\r\n\r\n${body}\r\n.`,
      "QUIT",
    ],
    "wait",
  );
  if (!/250 2\.0\.0 Ok: queued as/.test(said)) throw new Error(`Postfix did not take ${id}: ${said}`);
}

/** The folders of a Maildir in which a message lies. */
export function foldersOf({ dovecot }: Site, name: Name, id: string): readonly string[] {
  const maildir = join(dovecot.folder, "mail", name, "Maildir");
  const holds = (folder: string) =>
    ["new", "cur"].some((part) => {
      const path = join(maildir, folder, part);
      return filesIn(path).some((file) => readFileSync(join(path, file), "latin1").includes(`Message-ID: ${id}\n`));
    });
  const folders = filesIn(maildir).filter((entry) => entry.startsWith("."));
  return ["", ...folders].filter(holds).map((folder) => (folder === "" ? "INBOX" : folder.slice(1)));
}

function filesIn(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ENOTDIR")
      return [];
    throw error;
  }
}

let visitors = 0;
/** An address for each visitor: Dovecot lets those wait longer and longer who failed. */
const elsewhere = (): string => {
  visitors += 1;
  return `127.0.${10 + Math.floor(visitors / 250)}.${1 + (visitors % 250)}`;
};

export async function imap({ dovecot }: Site, name: string, secret = password, from = elsewhere()): Promise<Client> {
  const client = await imapClient(dovecot.ports.imap, { from });
  await client.say(`LOGIN ${address(name)} ${secret}`);
  return client;
}

export async function pop3({ dovecot }: Site, name: string, secret = password): Promise<Client> {
  const client = await pop3Client(dovecot.ports.pop3, { from: elsewhere() });
  await client.say(`USER ${address(name)}`);
  await client.say(`PASS ${secret}`);
  return client;
}

/** Says lines one after the other. */
export async function converse(client: Client, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) await client.say(line);
}

/** Whatever comes, or goes wrong, it is over. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((done) =>
    socket
      .resume()
      .on("error", () => {})
      .on("close", () => done()),
  );

/** Connections that end before anybody is in: silent, rude, by TLS that fails. */
export async function strangers({ dovecot }: Site): Promise<void> {
  const { imap: plain, imaps, pop3: plainPop3 } = dovecot.ports;
  const left = async (client: Client, ...lines: readonly string[]) => {
    for (const line of lines) await client.say(line);
    await client.drop();
  };
  await left(await imapClient(plain, { from: elsewhere() }));
  await left(await imapClient(plain, { from: elsewhere() }), "LOGOUT");
  await left(await imapClient(plain, { from: elsewhere() }), "STARTTLS");
  await left(await pop3Client(plainPop3, { from: elsewhere() }), "QUIT");
  const http = connect(imaps, "127.0.0.1");
  http.write("GET / HTTP/1.0\r\n\r\n");
  await closed(http);
  // It does not trust the certificate; the next one is too old.
  await closed(connectTls({ port: imaps, host: "127.0.0.1" }));
  const old = { maxVersion: "TLSv1.1", minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
  await closed(connectTls({ port: imaps, host: "127.0.0.1", rejectUnauthorized: false, ...old }));
}

/** What users do beside reading: folders come and go, messages are put there and taken back, commands are wrong. */
export async function workOn({ dovecot, ...site }: Site): Promise<void> {
  const visit = (name: Name) => imap({ dovecot, ...site }, name);
  const user = await visit("broken");
  await converse(user, "CREATE Old", "RENAME Old Older", "CREATE Older/Still", "DELETE Older/Still", "SELECT INBOX");
  await converse(user, "STORE 1 +FLAGS (\\Deleted)", "STORE 1 -FLAGS (\\Deleted)", "COPY 1 Older", "DELETE Older");
  // The second is what is put there: the client sets a tag and a space before it.
  await converse(user, "APPEND INBOX {15}", "Subject: note", "SELECT Nowhere", "LOGOUT");
  const rude = await visit("broken");
  for (let n = 0; n < 25; n++) await rude.say("NONSENSE");
  await rude.closed;
  const rudeByPop = await pop3({ dovecot, ...site }, "broken");
  for (let n = 0; n < 25; n++) await rudeByPop.say("NONSENSE");
  await rudeByPop.drop();
}

/** Clients that never log in, in more ways: wrong commands, mechanisms, and words of a login. */
export async function confused({ dovecot }: Site): Promise<void> {
  const { imap: plain, pop3: plainPop3 } = dovecot.ports;
  const visit = async (...lines: readonly string[]) => {
    const client = await imapClient(plain, { from: elsewhere() });
    await converse(client, ...lines);
    await client.drop();
  };
  await visit("AUTHENTICATE CRAM-MD5");
  await visit("AUTHENTICATE PLAIN !!!!");
  await visit("AUTHENTICATE PLAIN =", "LOGOUT");
  await visit('LOGIN "" ""');
  await visit(...Array.from({ length: 20 }, () => "NONSENSE"));
  const pop = await pop3Client(plainPop3, { from: elsewhere() });
  await converse(pop, ...Array.from({ length: 20 }, () => "NONSENSE"));
  await pop.drop();
}

/** A plain day: polls by IMAP and POP3, as many as are asked for. */
export async function polls(site: Site, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const name = names[randomInt(2)] ?? "alice";
    if (n % 4 === 0) await converse(await pop3(site, name), "STAT", "QUIT");
    else await converse(await imap(site, name), "SELECT INBOX", "NOOP", "LOGOUT");
  }
}
