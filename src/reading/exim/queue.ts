/** What Exim writes of the messages in its queue: how they came, each delivery, and how they left. */
import { defined } from "../../base/defined.ts";
import type { Outcome } from "../../events/event.ts";
import { domainOf } from "../../mail/address.ts";
import { parseReply } from "../../mail/reply.ts";
import { numberOf } from "../pattern.ts";
import { remoteIdOf } from "../remote-id.ts";
import { fieldsOf, type Peer, peerOf, quotedEnd } from "./fields.ts";
import { durationOf, relayOf, saidOf, unprinted } from "./said.ts";
import type { Entry, EximPattern, Scene } from "./scene.ts";

const any = ["*"];

interface Addressed {
  readonly address: string;
  /** The address that the message was sent to, where that is another. */
  readonly original?: string;
  /** Where the fields begin. */
  readonly end: number;
}

const blackhole = ":blackhole:";
/** Behind pipes and files, which may hold spaces: the parents, the original recipient, and the first field. */
const generated =
  /^([|/>].{0,2000}?)(?: \([^()]{0,1000}\))?(?: <([^>]{0,500})>)?(?= (?:F=<|P=<|Q=|R=|T=|defer |routing )|: |$)/s;

/** "alice@a.example (parent@a.example) <original@a.example>", "alice <original@a.example>", "|/bin/cat <original@a.example>". */
function addressOf(text: string): Addressed {
  const found = text.startsWith(blackhole) ? null : generated.exec(text);
  if (found) return defined({ address: found[1] ?? "", original: found[2], end: found[0].length });
  const local = text.startsWith('"') ? quotedEnd(text, 0) : 0;
  const space = text.indexOf(" ", local);
  let end = space < 0 ? text.length : space;
  if (text[end - 1] === ":" && !text.startsWith(blackhole)) return { address: text.slice(0, end - 1), end: end - 1 };
  const address = text.slice(0, end);
  if (text.startsWith(" (", end)) end = behind(text, ")", end);
  if (!text.startsWith(" <", end)) return { address, end };
  const close = behind(text, ">", end);
  return { address, original: text.slice(end + 2, close - 1), end: close };
}

function behind(text: string, closing: string, from: number): number {
  const at = text.indexOf(closing, from);
  return at < 0 ? text.length : at + 1;
}

/**
 * Whom a delivery was for. Of local ones Exim logs the local part alone: the domain is that of the original recipient, as an
 * alias that names none has it from there. Pipes, files and the black hole stand for the recipient that led to them.
 */
function recipientsOf({ address, original }: Addressed): { recipient: string; originalRecipient?: string } {
  if (original === undefined) return { recipient: address };
  if (/^[|/:>]/.test(address)) return { recipient: original };
  const domain = domainOf(original);
  const recipient = address.includes("@") || !domain ? address : `${address}@${domain}`;
  const same = recipient.toLowerCase() === original.toLowerCase();
  return same ? { recipient: original } : { recipient, originalRecipient: original };
}

/** Names of transports that answer the sender and deliver nothing. */
const answers = /repl|vacation/i;
/** Names of pipes that take a message only to give it back: it is not delivered yet. */
const givesBack = /spam|filter|amavis|clam|virus|disclaimer|altermime/i;

/** What became of a message by its delivery: by where it went. Undefined where nothing was delivered. */
function deliveredAs(address: string, transport: string, peer: Peer, said: string): Outcome | undefined {
  if (address.startsWith(":") || address === "/dev/null") return "discarded";
  if (address.startsWith(">") || answers.test(transport)) return undefined;
  if (address.startsWith("|")) return givesBack.test(`${address} ${transport}`) ? "queued" : "delivered";
  if (peer.host === undefined && peer.ip === undefined) return "delivered";
  if (peer.ip !== "127.0.0.1" && peer.ip !== "::1") return "relayed";
  // On this machine a content filter takes it to give it back, or a mailbox server (LMTP) to keep it.
  return remoteIdOf(said) === undefined && /saved/i.test(said) ? "delivered" : "queued";
}

/** Seconds since the message came: as logged (QT=), else by the stamps. */
function delayOf(queueTime: string | undefined, entry: Entry, at: number): number | undefined {
  const logged = durationOf(queueTime);
  if (logged !== undefined || entry.receivedAt === undefined) return logged;
  return Math.max(0, (at - entry.receivedAt) / 1000);
}

function delivered(text: string, scene: Scene): void {
  if (text.startsWith("blackhole (") || text.startsWith("discarded (")) {
    scene.emit({ kind: "decision", by: "exim.acl", verdict: "discard", detail: text }, scene.entry().session);
    discardAll(text, scene);
    return;
  }
  const entry = scene.entry();
  const to = addressOf(text);
  const { values } = fieldsOf(text, to.end);
  const { H: host = "", T: transport = "", C: said = "", QT, S } = values;
  const peer = host === "" ? {} : peerOf(host);
  const status = deliveredAs(to.address, transport, peer, said);
  if (!status) return;
  const reply = parseReply(unprinted(said));
  const isHere = status === "delivered";
  const remoteId = status === "relayed" || status === "queued" ? remoteIdOf(said) : undefined;
  scene.emit(
    defined({
      kind: "attempt.ended",
      sender: entry.sender ?? values.F,
      ...recipientsOf(to),
      status,
      reply,
      relay: host === "" ? undefined : relayOf(peer),
      remoteId,
      delaySeconds: delayOf(QT, entry, scene.at),
      sizeBytes: entry.sizeBytes ?? numberOf(S),
      where: isHere ? { mailbox: to.address } : undefined,
    }),
    entry.session,
  );
}

/** An ACL took a message to throw it away: its recipients are known where they are logged at its arrival. */
function discardAll(text: string, scene: Scene): void {
  const { recipients, sender, session } = scene.entry();
  for (const recipient of recipients ?? [])
    scene.emit(
      defined({ kind: "attempt.ended", sender, recipient, status: "discarded", stage: "eod", decidedBy: "exim.acl" }),
      session,
    );
  if (!recipients?.length && text.startsWith("blackhole (DATA"))
    scene.emit(defined({ kind: "message.ended", how: "deleted", sender }), session);
}

const deferral = /^(?: routing)? defer \((-?\d{1,6})\)(?:: (.{1,100}?)(?= H=| DT=|: |$))?/s;
/** From this number down nothing was tried: it was not the time for it yet (`ERRNO_RETRY_BASE`). */
const notTried = -52;
/** Of so many recipients of a message it is remembered that they wait. */
const maxWaiting = 1000;

function deferred(text: string, scene: Scene): void {
  const entry = scene.entry();
  const to = addressOf(text);
  const fields = fieldsOf(text, to.end);
  const found = deferral.exec(text.slice(fields.end));
  const [all = "", number = "0", system] = found ?? [];
  const more = fieldsOf(text, fields.end + all.length);
  const own = text.slice(more.end).replace(/^: /, "");
  const words = [system, own].filter(Boolean).join(": ");
  const isTried = Number(number) > notTried && !/retry time not (?:yet )?reached/i.test(words);
  // What waits for its time is said again and again; once will do, so that it is known whom the message is for.
  const named = recipientsOf(to);
  if (!isTried && entry.waiting?.has(named.recipient)) return;
  entry.waiting ??= new Set();
  if (entry.waiting.size < maxWaiting) entry.waiting.add(named.recipient);
  const said = saidOf(words, true);
  const host = more.values.H ?? fields.values.H;
  scene.emit(
    defined({
      kind: "attempt.ended",
      sender: entry.sender,
      ...named,
      status: isTried ? "deferred" : "queued",
      stage: said.stage,
      reply: said.reply,
      relay: host === undefined ? said.relay : relayOf(peerOf(host)),
      delaySeconds: delayOf(undefined, entry, scene.at),
      sizeBytes: entry.sizeBytes,
    }),
    entry.session,
  );
}

function failed(text: string, scene: Scene): void {
  const entry = scene.entry();
  const to = addressOf(text);
  const { values, end } = fieldsOf(text, to.end);
  const words = text
    .slice(end)
    .replace(/^: /, "")
    .replace(/ DT=[\d.]+s$/, "");
  entry.failed = true;
  const gaveUp = /retry timeout exceeded$|have been failing for a long time/.test(words);
  if (gaveUp) scene.emit(defined({ kind: "message.ended", how: "expired", sender: entry.sender }), entry.session);
  // Where the last try stands in the line before, it is not told twice.
  if (gaveUp && values.T === undefined && entry.waiting) return;
  const said = saidOf(words, false);
  scene.emit(
    defined({
      kind: "attempt.ended",
      sender: entry.sender ?? values.F,
      ...recipientsOf(to),
      status: gaveUp ? "expired" : "bounced",
      stage: said.stage,
      reply: said.reply,
      relay: values.H === undefined ? said.relay : relayOf(peerOf(values.H)),
      delaySeconds: delayOf(undefined, entry, scene.at),
      sizeBytes: entry.sizeBytes,
    }),
    entry.session,
  );
}

/** What is logged behind the fields of an arrival: " from <sender> for one two". */
const envelope = /^(?: from <.{0,1000}?>)?(?: for (.*))?$/s;

function arrived(text: string, scene: Scene): void {
  const local = text.startsWith('"') ? quotedEnd(text, 0) : 0;
  const space = text.indexOf(" ", local);
  const senderEnd = space < 0 ? text.length : space;
  const address = text.slice(0, senderEnd);
  const sender = address === "<>" ? "" : address;
  const { values, end } = fieldsOf(text, senderEnd);
  const { H: host, S, T: subject, R: parent } = values;
  const id = values.id ?? values["id*"];
  const messageId = id === undefined ? undefined : `<${id}>`;
  const recipients = envelope.exec(text.slice(end))?.[1]?.split(" ");
  const peer = host === undefined ? undefined : peerOf(host);
  const entry = scene.arrive();
  const sizeBytes = numberOf(S);
  Object.assign(entry, defined({ sender, sizeBytes, recipients, receivedAt: scene.at }));
  if (peer) brought(peer, sender, values, scene);
  const { session } = entry;
  scene.emit(
    defined({ kind: "message.accepted", sender, recipients, sizeBytes, helo: peer?.helo, messageId, peer: peer?.ip }),
    session,
  );
  if (subject !== undefined) scene.emit(defined({ kind: "message.identified", subject, messageId }), session);
  if (parent !== undefined && scene.queueId) reported(parent, scene.queueId, scene);
}

/** The connection that brought the message, where the log tells of it otherwise, or lets it be told from others. */
function brought(peer: Peer, sender: string, values: Readonly<Record<string, string>>, scene: Scene): void {
  const connection = scene.known(peer, sender);
  if (!connection) return;
  const { session } = connection;
  if (values.X !== undefined) {
    const [version = "", cipher = ""] = values.X.split(":");
    scene.emit({ kind: "tls.started", version, cipher }, session);
  }
  scene.emit({ kind: "transaction.opened", sender }, session);
  if (values.A !== undefined) scene.emit({ kind: "session.noted", text: `A=${values.A}` }, session);
  scene.taken(connection);
}

/** A message of Exim's own, made for another: a bounce, a notice of delay, or what an autoreply said. */
function reported(from: string, to: string, scene: Scene): void {
  const parent = scene.entryOf(from);
  const { session } = scene.entry();
  const why = parent?.failed || !parent ? "bounce" : parent.waiting ? "delay-notice" : undefined;
  if (why) scene.emit({ kind: "message.linked", from, to, why }, session);
  if (why && parent) scene.emit({ kind: "message.linked", from, to, why }, parent.session);
}

const remark = (text: string, scene: Scene): void =>
  scene.emit({ kind: "program.warned", program: "exim", text }, scene.entry().session);

const ended = (scene: Scene, how: "removed" | "deleted" | "held"): void => {
  const { sender, session } = scene.entry();
  scene.emit(defined({ kind: "message.ended", how, sender }), session);
};

/** A delivery by its mark: `=>` the first address, `->` the further ones of one transaction, `>>` while the message came. */
const deliveries = (
  [
    [
      "delivered",
      /^=> (.*)$/s,
      [
        "1xXBxe-00071H-1r => alice <both@example.test> R=mailboxes T=maildir",
        '1xXBxf-00071W-0h => carol@takes.test <forward@example.test> R=remote T=remote_smtp H=127.0.0.2 [127.0.0.2] C="250 2.0.0 Ok: queued as R3M0TE1"',
        "1xXBxf-00071n-25 => blackhole (RCPT ACL discarded recipients)",
      ],
    ],
    [
      "delivered-too",
      /^-> (.*)$/s,
      [
        // Written after the manual (Exim specification, "Logging deliveries").
        '1xXBxf-00071W-0h -> dave@takes.test R=remote T=remote_smtp H=127.0.0.2 [127.0.0.2] C="250 2.0.0 Ok"',
      ],
    ],
    [
      "delivered-through",
      /^>> (.*)$/s,
      [
        // Written after the source (smtp_in.c, receive.c: cut-through).
        '1xXBxf-00071W-0h >> carol@takes.test R=remote T=remote_smtp H=127.0.0.2 [127.0.0.2] C="250 2.0.0 Ok"',
      ],
    ],
  ] as const
).map(
  ([name, line, samples]): EximPattern => ({
    name,
    programs: any,
    queued: true,
    samples,
    line,
    events: ([, text = ""], scene) => delivered(text, scene),
  }),
);

/** Real samples are of Exim 4.96 (Debian 12) under test/servers/exim.test.ts; others say where they come from. */
export const queuePatterns: readonly EximPattern[] = [
  {
    name: "arrived",
    programs: any,
    queued: true,
    samples: [
      "1xXBxe-000715-0V <= direct1@sender.example H=(client.example) [127.0.0.1] P=esmtp S=342 id=hello.direct1-sender.example.alice-example.test@client.example",
      '1xXBxw-00079V-2Y <= <> R=1xXBxw-00079P-2S U=Debian-exim P=local S=1707 M8S=0 RT=0.000s id*=E1xXBxw-00079V-2Y@mx.example.test T="Mail delivery failed: returning message to sender" from <> for badpipe1@sender.example',
    ],
    line: /^<= (.*)$/s,
    events: ([, text = ""], scene) => arrived(text, scene),
  },
  ...deliveries,
  {
    name: "completed",
    programs: any,
    queued: true,
    samples: ["1xXBxe-00071H-1r Completed", "1xXBxv-00078n-0B Completed QT=0.023s"],
    line: /^Completed(?: QT=\S+)?$/,
    events: (_, scene) => {
      const entry = scene.entry();
      if (!entry.gone) ended(scene, "removed");
      scene.emit({ kind: "session.closed", ended: "quit" }, entry.session);
      scene.forget();
    },
  },
  {
    name: "deferred",
    programs: any,
    queued: true,
    samples: [
      "1xXBxe-000715-0V == alice@example.test R=mailboxes T=maildir defer (-1): Tainted '/srv/mail/alice' (file or directory name for maildir transport) not permitted",
    ],
    line: /^== (.*)$/s,
    events: ([, text = ""], scene) => deferred(text, scene),
  },
  {
    name: "failed",
    programs: any,
    queued: true,
    samples: [
      "1xXBxg-00071z-0t ** |/bin/false <badpipe@example.test> R=aliases T=address_pipe: Child process of address_pipe transport returned 1 from command: /bin/false",
    ],
    line: /^\*\* (.*)$/s,
    events: ([, text = ""], scene) => failed(text, scene),
  },
  {
    name: "not-delivered",
    programs: any,
    queued: true,
    // Written after the manual: a delivery that `-N` suppresses.
    samples: ["1xXBxf-00071W-0h *> carol@takes.test R=remote T=remote_smtp H=127.0.0.2 [127.0.0.2]"],
    line: /^\*> /,
  },
  {
    name: "frozen",
    programs: any,
    queued: true,
    samples: ["1xXBxf-00071W-0h Frozen (delivery error message)", "1xXBxf-00071W-0h frozen by ACL"],
    line: /^(?:\*\*\* )?[Ff]rozen(?: .*)?$/s,
    events: (_, scene) => ended(scene, "held"),
  },
  {
    name: "removed",
    programs: any,
    queued: true,
    samples: ["1xXBxf-00071W-0h removed by root", "1xXBxf-00071W-0h cancelled by timeout_frozen_after"],
    line: /^(?:removed by .*|cancelled by timeout_frozen_after|Message removed because older than .*)$/s,
    events: (_, scene) => {
      ended(scene, "deleted");
      scene.entry().gone = true;
    },
  },
  {
    name: "still-frozen",
    programs: any,
    queued: true,
    samples: [
      "1xXBxf-00071W-0h Message is frozen",
      "1xXCGN-0003md-0G Spool file for 1xXCGN-0003md-0G is locked (another process is handling this message)",
      "1xXCCB-0001ow-06 Spool file 1xXCCB-0001ow-06-D not found",
    ],
    line: /^(?:Message is frozen|Spool file (?:for \S{1,40} )?is locked .*|Spool file \S{1,40} not found)$/s,
  },
  {
    name: "signatures",
    programs: any,
    queued: true,
    // Written after the source (dkim.c).
    samples: [
      "1xXBxf-00071W-0h DKIM: d=sender.example s=k1 c=relaxed/relaxed a=rsa-sha256 b=2048 [verification succeeded]",
    ],
    line: /^P?DKIM: /,
  },
  {
    name: "remark",
    programs: any,
    queued: true,
    // Written after the source (receive.c, queue.c, deliver.c, transports/smtp.c).
    samples: [
      "1xXBxf-00071W-0h no immediate delivery: more than 10 messages received in one connection",
      "1xXBxf-00071W-0h Unfrozen by errmsg timer",
      "1xXBxf-00071W-0h H=mx1.example.net [192.0.2.1]: Remote host closed connection in response to EHLO mx.example.test",
      "1xXBxf-00071W-0h H=mx1.example.net [192.0.2.1] Connection timed out",
      "1xXBxf-00071W-0h address <carol@takes.test> marked delivered by root",
      "1xXBxf-00071W-0h carol@takes.test: error ignored",
    ],
    line: /^((?:no immediate delivery|[Uu]nfrozen by|address <|recipient <|sender address changed|cancelled by (?!timeout_frozen)\S{1,100}|Delivery deferred|original recipients ignored|Warning: |Process failed|Message abandoned|signal-exit|<[^>]{0,500}>: \w+ transport output: |\S{1,300} \[[^\]]{1,60}\](?::\d+)?:? (?!F=|I=|X=|rejected|temporarily|Warning|incomplete|sender)).*|\S{1,500}(?: <[^>]{0,500}>)?: error ignored.*)$/s,
    events: ([, text = ""], scene) => remark(text, scene),
  },
];
