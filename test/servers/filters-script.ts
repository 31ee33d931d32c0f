/** What is sent through real content filters before and behind the queue of a real Postfix, and what became of it. */
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.ts";
import { type Dovecot, freeDovecotPorts, startDovecot } from "./dovecot.ts";
import { eicar, type Filters, freeFilterPorts, milters, policies, startFilters } from "./filters.ts";
import { type Postfix, startPostfix } from "./postfix.ts";
import { type Handed, listen, talk } from "./postfix-script.ts";

const names = ["alice", "bob", "dora", "fwd"] as const;
const address = (name: string): string => (name.includes("@") ? name : `${name}@example.test`);

/** By what a message is filtered: the policy of amavis behind the queue, a milter or a proxy before it. */
export type Way =
  | (typeof policies)[number]
  | `milter-${(typeof milters)[number]}`
  | "milter-clamav"
  | "proxy"
  | "both"
  | "none";

const gtube = (letter: string): string =>
  `${letter}JS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X`;

const attached = (name: string, content: string): readonly [head: string, body: string] => [
  "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n",
  `--b\r\nContent-Type: text/plain\r\n\r\nsee there\r\n--b\r\nContent-Type: application/octet-stream; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString("base64")}\r\n--b--`,
];

const contents = {
  clean: ["", "hello there"],
  spam: ["", gtube("X")],
  tagged: ["", gtube("Y")],
  virus: attached("a.txt", eicar),
  banned: attached("a.exe", "MZ"),
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
export type Content = keyof typeof contents;

export interface Site {
  readonly postfix: Postfix;
  readonly dovecot: Dovecot;
  readonly filters: Filters;
  readonly ways: Readonly<Record<Way, number>>;
  /** Envelopes that the other host took. */
  readonly sunk: readonly Handed[];
}

const services = (ways: Readonly<Record<Way, number>>, { ports }: Pick<Filters, "ports">): readonly string[] => {
  const smtpd = (port: number, ...options: readonly string[]) =>
    `127.0.0.1:${port} inet n - n - - smtpd${options.map((option) => `\n  -o ${option}`).join("")}`;
  const behind = (policy: (typeof policies)[number]) => `content_filter=smtp:[127.0.0.1]:${ports.amavis[policy]}`;
  const before = (port: number) => `smtpd_milters=inet:127.0.0.1:${port}`;
  return [
    ...policies.map((policy) => smtpd(ways[policy], behind(policy))),
    ...milters.map((milter) => smtpd(ways[`milter-${milter}`], before(ports.rspamd[milter]))),
    smtpd(ways["milter-clamav"], before(ports.clamav)),
    smtpd(ways.proxy, `smtpd_proxy_filter=127.0.0.1:${ports.amavis.reject}`),
    smtpd(ways.both, before(ports.rspamd.reject), behind("quarantine")),
    smtpd(
      ports.back,
      "syslog_name=postfix/back",
      "content_filter=",
      "receive_override_options=no_address_mappings,no_unknown_recipient_checks,no_milters",
      "mynetworks=127.0.0.0/8",
      "smtpd_relay_restrictions=permit_mynetworks,reject",
      "smtpd_authorized_xforward_hosts=127.0.0.0/8",
    ),
  ];
};

/** Postfix, the filters, Dovecot's LMTP behind, and a host that takes what leaves. */
export async function withFilters(use: (site: Site) => Promise<void>): Promise<void> {
  const sunk: Handed[] = [];
  const sink = await listen("127.0.0.2", {
    rcpt: () => "250 2.1.5 Ok",
    content: async (_, envelope) => {
      sunk.push(envelope);
      return `250 2.0.0 Ok: queued as S1NK${sunk.length}`;
    },
  });
  const filters = await startFilters(await freeFilterPorts());
  const all = [...policies, ...milters.map((milter) => `milter-${milter}` as const), "milter-clamav", "proxy", "both"];
  const ways = { none: 0 } as Record<Way, number>;
  for (const way of all) ways[way as Way] = await freePort();
  const there = `smtp:[127.0.0.2]:${sink.port}`;
  const maps = names.map((name) => `${address(name)}=x`).join(", ");
  const postfix = await startPostfix(
    {},
    1,
    [
      "virtual_transport = lmtp:unix:private/dovecot-lmtp",
      `virtual_mailbox_maps = inline:{${maps}}`,
      "virtual_alias_maps = inline:{{both@example.test = alice@example.test bob@example.test}}",
      "relay_domains = takes.test sender.example",
      `transport_maps = inline:{{takes.test = ${there}}, {sender.example = ${there}}}`,
      "smtp_send_xforward_command = yes",
      "message_size_limit = 200000",
      "smtpd_timeout = 60s",
      // A message that was put off is tried again when the script says so.
      ...["minimal_backoff_time", "maximal_backoff_time", "queue_run_delay", "maximal_queue_lifetime"].map(
        (setting) => `${setting} = 1h`,
      ),
      "delay_warning_time = 0",
    ],
    services(ways, filters),
  );
  ways.none = postfix.port;
  try {
    const users = names.map((name) => ({
      name: address(name),
      ...(name === "fwd" && { sieve: 'redirect "carol@takes.test";\n' }),
    }));
    const socket = join(postfix.folder, "queue/private/dovecot-lmtp");
    const dovecot = await startDovecot(users, [], await freeDovecotPorts(), postfix.port, socket, false);
    try {
      await use({ postfix, dovecot, filters, ways, sunk });
    } finally {
      await dovecot.stop();
    }
  } finally {
    await postfix.stop();
    await filters.stop();
    const closed = once(sink.server, "close");
    sink.server.close();
    await closed;
  }
}

/** One message of a sender of its own. */
export interface Sent {
  readonly sender: string;
  readonly messageId: string;
  readonly way: Way;
  readonly content: Content;
  readonly to: readonly string[];
  /** What its client heard at the end. */
  readonly heard: string;
}

let number = 0;

export async function send({ ways }: Site, way: Way, content: Content, ...recipients: string[]): Promise<Sent> {
  const sender = `s${++number}@sender.example`;
  const messageId = `<${number}.${content}.${way}@client.example>`;
  const to = recipients.map(address);
  const [head, body] = contents[content];
  const said = await talk(
    ways[way],
    [
      "EHLO client.example",
      `MAIL FROM:<${sender}>`,
      ...to.map((recipient) => `RCPT TO:<${recipient}>`),
      "DATA",
      `Message-ID: ${messageId}\r\nFrom: <${sender}>\r\nTo: ${to.join(", ")}\r\nDate: ${new Date().toUTCString().replace("GMT", "+0000")}\r\nSubject: ${content}\r\n${head}\r\n${body}\r\n.`,
      "QUIT",
    ],
    "wait",
  );
  const replies = said.split("\r\n").filter((line) => /^\d{3} /.test(line));
  return { sender, messageId, way, content, to, heard: replies[4 + to.length] ?? "" };
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

const messageIdIn = (path: string): string | undefined =>
  /^Message-ID: (\S+)/im.exec(readFileSync(path, "latin1"))?.[1];

/** `Message-ID recipient` of each message in a mailbox; those in folders of their own, too. */
export const inMailboxes = ({ dovecot }: Site): readonly string[] =>
  names.flatMap((name) =>
    filesBelow(join(dovecot.folder, "mail", name))
      .filter((path) => /\/(?:new|cur)\//.test(path))
      .map((path) => `${messageIdIn(path)} ${address(name)}`),
  );

/** `Message-ID recipient` of each message that amavis laid aside. */
export const inQuarantine = ({ filters }: Site): readonly string[] =>
  filesBelow(filters.quarantine).flatMap((path) => {
    const text = readFileSync(path, "latin1");
    const to = /^X-Envelope-To: (.*(?:\r?\n[ \t].*)*)/im.exec(text)?.[1] ?? "";
    return [...to.matchAll(/<([^>]+)>/g)].map(([, recipient]) => `${messageIdIn(path)} ${recipient}`);
  });

/** What waits in the queue of Postfix, by its own word. */
export const queued = ({ postfix }: Site): Promise<string> => postfix.program("postqueue", "-j");

/** Tries again what was put off. */
export const flush = ({ postfix }: Site): Promise<string> => postfix.program("postqueue", "-f");

/** Waits until nothing is left in the queue but what is held; fails with the queue when that takes more than a minute. */
export async function drained(site: Site): Promise<void> {
  const waits = async (): Promise<boolean> => /"queue_name": "(?!hold)/.test(await queued(site));
  const until = Date.now() + 60_000;
  while (await waits()) {
    if (Date.now() > until) throw new Error(`still in the queue: ${await queued(site)}\n${site.postfix.text()}`);
    await new Promise((later) => setTimeout(later, 100));
  }
}
