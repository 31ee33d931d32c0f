/**
 * Why a real server sends a bounce: what the host that it talks to says, and which cause that is. The causes were written
 * down before anything was asked to explain the bounces.
 */
import { createServer, type Server, type Socket } from "node:net";

/** What a host says at each step; what is absent is said friendly. "drop" closes the connection. */
interface Script {
  readonly greeting?: string;
  readonly mail?: string;
  readonly rcpt?: string;
  readonly eod?: string;
  /** Nobody listens. */
  readonly dead?: true;
  /** There is no host: what the name server says of the domain is the story (`name-server.ts`). */
  readonly hostless?: true;
}

export interface Story {
  /** Also the name of the domain: `unknown.test`. */
  readonly name: string;
  readonly script: Script;
  readonly cause: string;
  /** It is tried again until the queue gives up, which only programs with short queues do in time. */
  readonly waits?: true;
}

/**
 * What a bounce tells is less where the program writes less: that its time was up and no more, that a reply could not be read, or
 * that a domain has no mail host, but not that it says so itself.
 * By server, the stories and what can be known of them then.
 */
const untold: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  exim: { dead: "queue.expired", cut: "queue.expired" },
  // Of a network it says no more than that.
  opensmtpd: { nomail: "dns.no-mx-no-a", dead: "connect.timeout", busy: "connect.timeout", cut: "connect.reset" },
  sendmail: { cut: "connect.reset" },
};

/** What a recorded bounce must be explained as, by the name of its file: `exim-dead`, `postfix-dead-delayed`. */
export function expectedOf(file: string): { readonly kind: string; readonly address: string; readonly cause: string } {
  const [, server = "", name = "", delayed] = /^(\w+)-(.+?)(-delayed)?$/.exec(file) ?? [];
  const story = stories.find((candidate) => candidate.name === name);
  if (!story) throw new Error(`${file}: no story has this name`);
  const cause = untold[server]?.[name] ?? story.cause;
  return {
    kind: delayed ? "delay-notice" : "bounce",
    address: `bob@${name}.test`,
    // A time that is not up yet has not run out.
    cause: delayed && cause === "queue.expired" ? "queue.waiting" : cause,
  };
}

export const stories: readonly Story[] = [
  {
    name: "unknown",
    script: { rcpt: "550 5.1.1 <RCPT>: Recipient address rejected: User unknown in virtual mailbox table" },
    cause: "rcpt.user-unknown",
  },
  {
    name: "unknown-plain",
    script: { rcpt: "550-No such user here.\r\n550 Ask the postmaster." },
    cause: "rcpt.user-unknown",
  },
  {
    name: "quota",
    script: { rcpt: "552 5.2.2 <RCPT>: user is over quota" },
    cause: "rcpt.quota",
  },
  {
    name: "relay",
    script: { rcpt: "554 5.7.1 <RCPT>: Relay access denied" },
    cause: "rcpt.relay-denied",
  },
  {
    name: "disabled",
    script: { rcpt: "550 5.2.1 <RCPT>: this mailbox is disabled" },
    cause: "rcpt.disabled",
  },
  {
    name: "size",
    script: { mail: "552 5.3.4 Message size exceeds fixed limit" },
    cause: "mail.size-declared",
  },
  {
    name: "size-content",
    script: { eod: "552 5.3.4 Error: message file too big" },
    cause: "data.size-exceeded",
  },
  {
    name: "spam",
    script: { eod: "554 5.7.1 Message rejected as spam, score 12.4" },
    cause: "eod.spam",
  },
  {
    name: "virus",
    script: { eod: "550 5.7.1 This message contains a virus (Eicar-Test-Signature)" },
    cause: "eod.virus",
  },
  {
    name: "dmarc",
    script: { eod: "550 5.7.1 Rejected by the DMARC policy of example.test" },
    cause: "eod.dmarc",
  },
  {
    name: "spf",
    script: { rcpt: "550 5.7.23 <RCPT>: Recipient address rejected: Message rejected due to: SPF fail" },
    cause: "mail.spf",
  },
  {
    name: "listed",
    script: {
      rcpt: "554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using bl.example.org; see the list",
    },
    cause: "greeting.dnsbl",
  },
  {
    name: "sender-domain",
    script: { rcpt: "550 5.1.8 <SENDER>: Sender address rejected: Domain not found" },
    cause: "mail.sender-domain-unresolvable",
  },
  {
    name: "restricted",
    script: { rcpt: "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required" },
    cause: "rcpt.restricted",
  },
  {
    name: "hops",
    script: { eod: "554 5.4.6 Error: too many hops" },
    cause: "queue.loop",
  },
  {
    name: "greylist",
    script: { rcpt: "450 4.2.0 <RCPT>: Recipient address rejected: Greylisted, try again later" },
    cause: "rcpt.greylist",
    waits: true,
  },
  { name: "dead", script: { dead: true }, cause: "connect.refused", waits: true },
  {
    name: "busy",
    script: { greeting: "421 4.3.2 Service not available, closing transmission channel" },
    cause: "greeting.busy",
    waits: true,
  },
  {
    name: "cut",
    script: { eod: "drop" },
    cause: "data.mid-transfer-drop",
    waits: true,
  },
  { name: "gone", script: { hostless: true }, cause: "dns.nxdomain" },
  { name: "nomail", script: { hostless: true }, cause: "dns.null-mx" },
  { name: "bare", script: { hostless: true }, cause: "dns.no-mx-no-a" },
];

/** Where bounces go. */
const home: Pick<Story, "name" | "script"> = { name: "home", script: {} };

/** The hosts of all stories, each at an address of its own, at one port. A bounce that one of them is given goes to `collect`. */
export async function listenAll(port: number, collect: (message: string) => void): Promise<Hosts> {
  const servers: Server[] = [];
  const addresses: Record<string, string> = {};
  for (const [index, { name, script }] of [...stories, home].entries()) {
    if (script.hostless) continue;
    const address = `127.0.2.${index + 1}`;
    addresses[`${name}.test`] = address;
    if (script.dead) continue;
    const server = createServer((socket) => speak(socket, script, collect));
    await new Promise<void>((listening) => server.listen(port, address, listening));
    servers.push(server);
  }
  return {
    addresses,
    close: () => {
      for (const server of servers) server.close();
    },
  };
}

export interface Hosts {
  /** By domain. Bounces go to home.test. */
  readonly addresses: Readonly<Record<string, string>>;
  close(): void;
}

/** To the sender of bounces everything is friendly. */
function speak(socket: Socket, script: Script, collect: (message: string) => void): void {
  let [rest, sender] = ["", "?"];
  let content: string[] | undefined;
  const say = (text: string) => (text === "drop" ? socket.destroy() : socket.write(`${text}\r\n`));
  const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? "";
  const step = (name: "mail" | "eod", friendly: string) => say(sender === "" ? friendly : (script[name] ?? friendly));
  const take = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (content && line !== ".") content.push(line.replace(/^\./, ""));
    else if (content) {
      if (sender === "") collect(content.join("\n"));
      content = undefined;
      step("eod", "250 2.0.0 Ok: queued as R3M0TE");
    } else if (verb === "EHLO") say("250-mx.remote.test\r\n250 SIZE 10000000");
    else if (verb === "MAIL") {
      sender = addressIn(line);
      step("mail", "250 2.1.0 Ok");
    } else if (verb === "RCPT") {
      const said = sender === "" ? undefined : script.rcpt;
      say((said ?? "250 2.1.5 Ok").replaceAll("RCPT", addressIn(line)).replaceAll("SENDER", sender));
    } else if (verb === "DATA") {
      content = [];
      say("354 Go on");
    } else if (verb === "QUIT") socket.end("221 2.0.0 Bye\r\n");
    else say("250 2.0.0 Ok");
  };
  socket.on("error", () => {});
  say(script.greeting ?? "220 mx.remote.test ESMTP");
  if (script.greeting) socket.end();
  socket.on("data", (bytes: Buffer) => {
    const lines = (rest + bytes.toString("latin1")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
}
