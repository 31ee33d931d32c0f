/** What is done to a real Exim, so that its logs hold every way in which a message does or does not arrive; and what came of it. */
import { connect, createServer, type Server, type Socket } from "node:net";
import { freePort } from "../free-port.ts";
import { type Exim, startExim } from "./exim.ts";

/** What happened to one recipient in one try, as a host or a client saw it: "deferred rcpt eve@a.example bob@b.example". */
export type Truth = string[];

interface Manner {
  readonly rcpt?: string;
  readonly dot?: string;
  readonly drop?: true;
}

/** What a host says to a recipient, by the name before the first dot or dash; "later-2" is refused twice. */
function manner(recipient: string, tries: number): Manner {
  const [, kind = "", times = "1000"] = /^([a-z]+)(?:-(\d+))?/.exec(recipient) ?? [];
  const early = tries <= Number(times);
  if (kind === "unknown") return { rcpt: "550 5.1.1 No such user here" };
  if (kind === "folded") return { rcpt: "550-5.7.1 We do not want this.\r\n550 5.7.1 Ask the postmaster." };
  if (kind === "later" && early) return { rcpt: "450 4.2.0 Greylisted, try again" };
  if (kind === "quota" && early) return { rcpt: "452 4.2.2 Mailbox full" };
  if (kind === "spam") return { dot: "554 5.7.1 Message looks like spam" };
  if (kind === "slow" && early) return { dot: "451 4.3.0 Scanner is busy" };
  if (kind === "cut" && early) return { drop: true };
  return {};
}

/** A host that treats each recipient by its name, and notes what it did. */
function host(truth: Truth): Server {
  const tries = new Map<string, number>();
  return createServer((socket) => {
    dialogue(socket, truth, (recipient) => {
      const count = (tries.get(recipient) ?? 0) + 1;
      tries.set(recipient, count);
      return manner(recipient, count);
    });
  });
}

const statusOf = (reply: string, good: string): string =>
  reply.startsWith("2") ? good : `${reply.startsWith("4") ? "deferred" : "bounced"}`;

function dialogue(socket: Socket, truth: Truth, mannerOf: (recipient: string) => Manner): void {
  let rest = "";
  let sender = "";
  let taken: (Manner & { readonly recipient: string })[] = [];
  let inData = false;
  const say = (text: string) => socket.write(`${text}\r\n`);
  const note = (reply: string, stage: string, recipient: string) =>
    truth.push(
      `${statusOf(reply, "relayed")} ${reply.startsWith("2") ? "" : `${stage} `}${sender || "<>"} ${recipient}`,
    );
  const recipient = (line: string): void => {
    const address = /<(.*)>/.exec(line)?.[1] ?? "";
    const { rcpt = "250 2.1.5 Ok", ...after } = mannerOf(address);
    if (rcpt.startsWith("2")) taken.push({ recipient: address, ...after });
    else note(rcpt, "rcpt", address);
    say(rcpt);
  };
  const dot = (): void => {
    inData = false;
    const reply = taken.find((one) => one.dot)?.dot ?? `250 2.0.0 Ok: queued as R3M0TE${truth.length}`;
    for (const one of taken) note(reply, "eod", one.recipient);
    say(reply);
  };
  const line = (text: string): void => {
    const verb = text.slice(0, 4).toUpperCase();
    if (inData) return text === "." ? dot() : undefined;
    if (verb === "RCPT") return recipient(text);
    if (verb === "QUIT") return void socket.end("221 2.0.0 Bye\r\n");
    if (verb === "DATA" && taken.some(({ drop }) => drop)) {
      for (const one of taken) note("4", "data", one.recipient);
      return void socket.destroy();
    }
    if (verb === "MAIL") {
      sender = /<(.*?)>/.exec(text)?.[1] ?? "";
      taken = [];
    }
    inData = verb === "DATA" && taken.length > 0;
    say(inData ? "354 go on" : verb === "DATA" ? "503 5.5.1 no recipients" : "250 2.0.0 Ok");
  };
  say("220 remote.test ESMTP");
  socket.on("error", () => {});
  socket.on("data", (bytes: Buffer) => {
    const lines = (rest + bytes.toString("latin1")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const text of lines) line(text);
  });
}

async function listening(server: Server, address: string): Promise<number> {
  await new Promise<void>((done) => server.listen(0, address, done));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no port");
  return bound.port;
}

/** A real Exim with the hosts that it talks to: one that does as it is asked, one that is busy, a dead port. */
export async function withExim(
  { selector, bySyslog = false }: { readonly selector: string; readonly bySyslog?: boolean },
  use: (exim: Exim, truth: Truth) => Promise<void>,
): Promise<void> {
  const truth: Truth = [];
  const kind = host(truth);
  const busy = createServer((socket) => {
    truth.push("deferred connect busy@sender.example ben@busy.test");
    socket.on("error", () => {}).end("421 4.3.2 Too busy now\r\n");
  });
  // Each at an address of its own: Exim takes the same address for the same host, whatever the port.
  const [port, busyPort] = [await listening(kind, "127.0.0.2"), await listening(busy, "127.0.0.3")];
  const toKind = `127.0.0.2::${port}`;
  const routes = {
    "takes.test": toKind,
    "sender.example": toKind,
    "frozen.example": toKind,
    "busy.test": `127.0.0.3::${busyPort}`,
    "dead.test": `127.0.0.4::${await freePort()}`,
  };
  const exim = await startExim(routes, selector, bySyslog);
  try {
    await use(exim, truth);
  } finally {
    await exim.stop();
    for (const server of [kind, busy]) server.close();
  }
}

/** A client: `say` sends a line and waits for the whole reply; "" where the server has hung up. */
interface Client {
  say(line: string): Promise<string>;
  hangUp(): void;
  /** Waits until the server hangs up. */
  silent(): Promise<void>;
}

async function client(port: number, from = "127.0.0.1"): Promise<Client> {
  const socket = connect({ port, host: "127.0.0.1", localAddress: from });
  let heard = "";
  let waiting: ((reply: string) => void) | undefined;
  const settle = () => {
    const whole = /^(?:\d{3}-.*\r\n)*\d{3}(?: .*)?\r\n/.exec(heard)?.[0];
    if (!waiting || (whole === undefined && !socket.closed)) return;
    heard = heard.slice(whole?.length ?? 0);
    waiting(whole ?? "");
    waiting = undefined;
  };
  const reply = () =>
    new Promise<string>((done) => {
      waiting = done;
      settle();
    });
  const closed = new Promise<void>((done) => socket.once("close", () => done()));
  socket.on("error", () => {});
  socket.on("close", settle);
  socket.on("data", (bytes) => {
    heard += bytes.toString("latin1");
    settle();
  });
  await reply();
  const say = (line: string): Promise<string> => {
    socket.write(`${line}\r\n`);
    return reply();
  };
  return { say, hangUp: () => void socket.end(), silent: () => closed };
}

interface Offered {
  readonly subject?: string;
  /** Logs in first, so that it may be relayed. */
  readonly login?: true;
}

const word = (reply: string): string => (reply.startsWith("4") ? "deferred" : "refused");
const login = (password: string): string => `AUTH PLAIN ${btoa(`\0alice@example.test\0${password}`)}`;

/** One transaction of a client, and into `truth` what the replies were that refused. Gives the id of an accepted message. */
export async function offer(
  { port }: Exim,
  truth: Truth,
  sender: string,
  recipients: readonly string[],
  { subject = "hello", login: logsIn }: Offered = {},
): Promise<string | undefined> {
  const { say } = await client(port);
  const leave = async () => void (await say("QUIT"));
  await say("EHLO client.example");
  if (logsIn) await say(login("wonderland"));
  const mail = await say(`MAIL FROM:<${sender}>`);
  if (!mail.startsWith("2")) {
    truth.push(`${word(mail)} mail ${sender} -`);
    return void (await leave());
  }
  let good = 0;
  for (const recipient of recipients) {
    const reply = await say(`RCPT TO:<${recipient}>`);
    if (reply.startsWith("2")) good += 1;
    else truth.push(`${word(reply)} rcpt ${sender} ${recipient}`);
  }
  if (good === 0) return void (await leave());
  await say("DATA");
  const id = `${subject}.${sender}`.replace(/[^\w.]+/g, "-");
  const header = `Subject: ${subject}\r\nMessage-Id: <${id}@client.example>\r\nFrom: <${sender}>`;
  const end = await say(`${header}\r\n\r\nText\r\n.`);
  if (!end.startsWith("2")) truth.push(`${word(end)} eod ${sender} -`);
  await leave();
  return /\bid=(\S+)/.exec(end)?.[1];
}

const hello = "EHLO client.example";
const envelope = [hello, "MAIL FROM:<eve@sender.example>", "RCPT TO:<alice@example.test>", "DATA"];

/** What the server refused, and to whom. */
type Refused = "helo ? -" | "mail eve@sender.example -" | "eod eve@sender.example -" | "auth ? -";

/** Connections that bring no message to its end: what is said, how the client leaves, and what the last line is refused as. */
const broken: readonly (readonly [lines: readonly string[], end: "quit" | "drop" | "silent", refused?: Refused])[] = [
  [envelope.slice(0, 3), "drop"],
  [[], "silent"],
  [[hello], "silent"],
  [envelope, "silent"],
  [[hello], "quit"],
  [[hello, "FOO", "BAR", "BAZ"], "silent"],
  [["GET / HTTP/1.1", "Host: x", "Accept: y"], "silent"],
  [["HELO friend"], "quit", "helo ? -"],
  [["EHLO -bad_-name!"], "quit", "helo ? -"],
  [[hello, "MAIL FROM:<eve@sender.example", "MAIL FROM:<a b@sender.example>"], "quit"],
  [[hello, "MAIL FROM:<eve@sender.example> SIZE=30000"], "quit", "mail eve@sender.example -"],
  [[...envelope, `Subject: big\r\n\r\n${`${"x".repeat(70)}\r\n`.repeat(500)}.`], "quit", "eod eve@sender.example -"],
  [[hello, "VRFY alice@example.test", "ETRN x"], "quit"],
  [[hello, login("wrong")], "quit", "auth ? -"],
  [[hello, "AUTH GSSAPI"], "quit"],
  [[hello, "STARTTLS", "no hello of TLS"], "silent"],
  [[hello, "DATA\r\nSubject: x\r\n"], "silent"],
];

async function breakOff({ port }: Exim, truth: Truth): Promise<void> {
  for (const [lines, how, refused] of broken) {
    const { say, hangUp, silent } = await client(port);
    let reply = "";
    for (const line of lines) reply = await say(line);
    if (refused) truth.push(`${word(reply)} ${refused}`);
    if (how === "quit") await say("QUIT");
    else if (how === "drop") hangUp();
    await silent();
  }
  const half = await client(port);
  for (const line of envelope) await half.say(line);
  void half.say("Subject: half\r\n\r\nand then");
  half.hangUp();
  await half.silent();
  await (await client(port, "127.0.0.66")).silent();
  truth.push("refused connect ? -");
}

/** Strangers write to this server; each sender bears a number, so that its messages are told from all others. */
async function receive(exim: Exim, truth: Truth, n: number): Promise<void> {
  const send = (who: string, ...to: readonly string[]) => offer(exim, truth, `${who}${n}@sender.example`, to);
  // What the configuration does with these, nobody but the log tells.
  truth.push(`discarded trash${n}@sender.example trash@example.test`);
  truth.push(`discarded discard${n}@sender.example discard@example.test`);
  truth.push(`bounced queue badpipe${n}@sender.example badpipe@example.test`);
  truth.push(`bounced queue nowhere${n}@sender.example someone@nowhere.test`);
  await send("direct", "alice@example.test");
  await send("pair", "alice@example.test", "bob@example.test");
  await send("alias", "both@example.test");
  await send("nested", "nested@example.test");
  await send("partly", "alice@example.test", "nobody@example.test");
  await send("forward", "forward@example.test");
  await send("trash", "trash@example.test");
  await send("discard", "discard@example.test");
  await send("gone", "gone@example.test");
  await send("file", "file@example.test");
  await send("pipe", "pipe@example.test");
  await send("badpipe", "badpipe@example.test");
  await send("away", "away@example.test");
  await send("full", "full@example.test");
  await send("typo", "nobody@example.test");
  await send("relay", "someone@elsewhere.example");
  await send("policy", "policy@example.test");
  await offer(exim, truth, `eve${n}@nowhere.test`, ["alice@example.test"]);
  await offer(exim, truth, "blocked@spam.example", ["alice@example.test"]);
  await offer(exim, truth, "dropped@spam.example", ["alice@example.test"]);
  for (const subject of ["buy now", "later please", "drop it"])
    await offer(exim, truth, `content${n}@sender.example`, ["bob@example.test"], { subject });
  await send("grey", "alice@example.test");
  exim.pass(`grey${n}@sender.example`);
  await send("grey", "alice@example.test");
}

/** Users of this server write to other hosts. */
async function relay(exim: Exim, truth: Truth, n: number): Promise<void> {
  const send = (who: string, ...to: readonly string[]) =>
    offer(exim, truth, `${who}${n}@sender.example`, to, { login: true });
  await send("carol", `carol.${n}@takes.test`);
  await send("many", `one.${n}@takes.test`, `two.${n}@takes.test`, `unknown.m${n}@takes.test`);
  for (const kind of ["unknown", "folded", "later-1", "quota-2", "spam", "slow-1", "cut-1"])
    await send("user", `${kind}.${n}@takes.test`);
  await send("expired", `erin.${n}@dead.test`);
  await send("nowhere", `someone@nowhere.test`);
  await offer(exim, truth, `unknown.f${n}@frozen.example`, [`unknown.b${n}@takes.test`], { login: true });
}

/** What the administrator does to messages that wait. */
async function administer(exim: Exim, truth: Truth): Promise<void> {
  const held = await offer(exim, truth, "held@sender.example", ["alice@example.test"], { subject: "hold it" });
  const ids = [];
  for (const name of ["removed", "given-up", "marked"]) {
    const to = name === "removed" ? "full@example.test" : `later.${name}@takes.test`;
    ids.push(await offer(exim, truth, `${name}@sender.example`, [to], { login: true }));
  }
  const [removed = "", givenUp = "", marked = ""] = ids;
  await exim.logged(/== later\.marked@takes\.test/);
  await exim.run("-Mrm", removed);
  truth.push("discarded removed@sender.example full@example.test");
  await exim.run("-Mg", givenUp);
  await exim.run("-M", givenUp);
  truth.push("bounced queue given-up@sender.example later.given-up@takes.test");
  await exim.run("-Mmad", marked);
  truth.push("discarded marked@sender.example later.marked@takes.test");
  await exim.run("-M", marked);
  await exim.run("-Mt", held ?? "");
  await exim.run("-M", held ?? "");
}

/** Everything; the messages of `times` rounds, retried until nothing is left that can go on. */
export async function misuse(exim: Exim, truth: Truth, times: number): Promise<void> {
  const round = async (n: number): Promise<void> => {
    await receive(exim, truth, n);
    await relay(exim, truth, n);
  };
  // Six at a time: it takes no more than twenty connections at once.
  for (let n = 0; n < times; n += 6)
    await Promise.all(Array.from({ length: Math.min(6, times - n) }, (_, more) => round(n + more + 1)));
  await administer(exim, truth);
  await offer(exim, truth, "busy@sender.example", ["ben@busy.test"], { login: true });
  await breakOff(exim, truth);
  for (let run = 0; run < 4; run++) {
    await new Promise((later) => setTimeout(later, 1100));
    await exim.run("-q");
  }
}
