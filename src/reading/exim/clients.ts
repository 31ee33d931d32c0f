/** What is said of a client: what it was refused, and how its connection ended. */
import { defined } from "../../base/defined.ts";
import type { EventOf, Stage } from "../../events/event.ts";
import { isTransient, type Reply } from "../../mail/reply.ts";
import type { Draft } from "../pattern.ts";
import type { Complaint, Named } from "./complaints.ts";
import { type Fields, fieldsOf, type Peer, peerOf } from "./fields.ts";
import { refusalOf } from "./said.ts";
import type { Connection, Scene } from "./scene.ts";

function who({ values }: Fields, connectionId = values.Ci): Peer {
  const peer = peerOf(values.H ?? "");
  return connectionId === undefined ? peer : { ...peer, connectionId };
}

/** "name (helo) [192.0.2.1]:25 I=[192.0.2.2]:25 F=<a@b.example> …": the other side, the fields, and what stands behind them. */
export function fromPeer(
  text: string,
  connectionId?: string,
): { peer: Peer; values: Readonly<Record<string, string>>; rest: string } {
  const known = fieldsOf(` H=${text}`, 0);
  return { peer: who(known, connectionId), values: known.values, rest: ` H=${text}`.slice(known.end) };
}

/** The same where the text begins with H= or another field. */
export function fromFields(text: string): { peer: Peer; values: Readonly<Record<string, string>>; rest: string } {
  const known = fieldsOf(` ${text}`, 0);
  return { peer: who(known), values: known.values, rest: ` ${text}`.slice(known.end) };
}

/** What the next host refused while the message came (`cutthrough_delivery`): the recipient stands before the sender, and that host is quoted. */
function withoutNext(text: string): { readonly own: string; readonly recipient?: string } {
  const behind = ` ${text}`.slice(fieldsOf(` ${text}`, 0).end);
  const recipient = /^ ([^\s=<>@]{1,500}@[^\s=<>@]{1,500}) F=</.exec(behind)?.[1];
  if (recipient === undefined) return { own: text };
  const [peer, more] = [text.slice(0, text.length - behind.length), behind.slice(recipient.length + 1)];
  const mark = " rejected after DATA:";
  const colon = more.indexOf(mark) + mark.length;
  const { C: said = "" } = fieldsOf(more, colon).values;
  return more.includes(mark) ? { own: `${peer}${more.slice(0, colon)} ${said}`, recipient } : { own: text };
}

export const angled = (text: string): string => /<([^>]{0,500})>/.exec(text)?.[1] ?? text.trim();

interface Refusal {
  readonly stage: Stage;
  readonly peer: Peer;
  readonly sender?: string;
  readonly recipient?: string;
  readonly reply: Reply;
  readonly decidedBy?: string;
  readonly sizeBytes?: number;
  /** What was said of the message in a line before. */
  readonly before?: Complaint;
  /** The whole message is refused, at whatever command. */
  readonly isLast?: boolean;
}

/** What ends a transaction, or refuses it before it began, is the last that is said of it. */
const ending: readonly Stage[] = ["mail", "data", "eod"];

/** A refusal; behind the header of its message, for each recipient that stands there. */
export function refused(scene: Scene, { peer, before, isLast = false, ...refusal }: Refusal): void {
  const { stage, recipient } = refusal;
  const named = before?.named;
  const {
    recipients = named?.recipients ?? [],
    messageId = named?.messageId,
    subject,
    headerFrom,
    isCopy,
  } = scene.headers ?? {};
  // The main log told whose connection it was: what the reject log adds is about the message.
  const connection = isCopy ? undefined : transactionOf(scene, peer, refusal);
  if (before && connection) scene.needs(connection.session, before.source);
  const isWhole = recipient === undefined && (stage === "mail" || stage === "rcpt");
  const transaction = isWhole ? connection?.transaction : undefined;
  const who = { helo: peer.helo, peer: peer.ip, ...(connection?.peer.host === undefined && { peerHost: peer.host }) };
  for (const one of recipients.length > 0 ? recipients : [recipient]) {
    // The main log told of him, too: what the next host refused names whom it was for.
    const isTold = one !== undefined && (one === recipient || named?.recipients.includes(one) === true);
    if (isCopy && isTold) continue;
    if (named && one) scene.emit(scoredFor(one, refusal.sender ?? "", named), connection?.session, before?.source);
    const about = { ...refusal, recipient: one, messageId, transaction, ...who };
    scene.emit(defined({ kind: "rcpt.refused", ...about }), connection?.session);
  }
  if (subject || headerFrom)
    scene.emit(defined({ kind: "message.identified", subject, headerFrom, messageId }), connection?.session);
  if (connection && (isLast || ending.includes(stage))) scene.taken(connection);
}

const scoredFor = (recipient: string, sender: string, { score }: Named): Draft => ({
  kind: "message.scored",
  ...{ sender, recipient, count: 1, score, parts: {}, letters: {}, action: "REJECT" },
});

/** Of an excess alone the message goes to the others. */
export const tooMany = (about: Omit<Refusal, "stage">, scene: Scene): void =>
  refused(scene, { stage: "rcpt", isLast: !isTransient(about.reply), ...about });

/** The connection, in the transaction that the refusal is about. */
function transactionOf(scene: Scene, peer: Peer, { stage, sender }: Pick<Refusal, "stage" | "sender">): Connection {
  const open = scene.connection(peer, sender);
  if (stage === "rcpt") open.atRecipients = true;
  if (stage !== "mail" || !open.atRecipients) return open;
  scene.taken(open);
  return scene.connection(peer, sender);
}

export function commandRefused(scene: Scene, peer: Peer, line: string, reply: Reply): void {
  const [, verb = "", argument] = /^(\S{1,100})(?: (.*))?$/s.exec(line) ?? [];
  const { session } = scene.connection(peer);
  scene.emit(defined({ kind: "command.refused", verb: verb.toUpperCase(), argument, reply, peer: peer.ip }), session);
}

type Break = EventOf<"session.broken">["how"];
const endOf = { "peer-reset": "peer-closed", "too-many-errors": "local-closed" } as const;

/** A connection breaks once, whatever else is said of it; `after` is the last command where the log tells it. */
export function broke(
  scene: Scene,
  peer: Peer,
  how: Break,
  after: string,
  more: Partial<EventOf<"session.broken">> = {},
): void {
  const connection = scene.connection(peer, more.sender);
  if (!connection.broken) {
    connection.broken = true;
    const who = connection.peer.host === undefined ? { peerHost: peer.host, helo: peer.helo } : {};
    scene.emit(defined({ ...more, ...who, kind: "session.broken", how, after, peer: peer.ip }), connection.session);
  }
  scene.end(connection, how in endOf ? endOf[how as keyof typeof endOf] : (how as "timeout"));
}

/** The last command that a log without the dialogue lets suppose. */
export const lastCommand = ({ helo, host }: Peer): string =>
  helo === undefined && host === undefined ? "CONNECT" : "a command";

const words: Readonly<Record<string, Stage>> = {
  RCPT: "rcpt",
  MAIL: "mail",
  "EHLO or HELO": "helo",
  connection: "connect",
  DATA: "data",
  AUTH: "auth",
  STARTTLS: "tls",
};

const rejected =
  /^ (temporarily )?rejected (RCPT|MAIL|EHLO or HELO|connection|after DATA(?: PRDR)?|DATA|DKIM ?|during MIME ACL checks|AUTH|STARTTLS|by local_scan\(\)|by non-SMTP ACL|VRFY|EXPN|ETRN|QUIT)(?: ([^:]{1,1000}?|.{1,1000}?))?(?:: (.*))?$/s;

/** `A=login:alice@example.test`: the authenticator, and whom it knows. */
function loggedIn({ session }: { readonly session: string }, said: string, scene: Scene): void {
  const [, account] = said.split(":");
  const by = { by: "login.accepted", verdict: "accept" } as const;
  scene.emit(defined({ kind: "decision", ...by, detail: account }), session);
}

/** "H=… F=<…> rejected RCPT <…>: why". */
export function rejectedBy(text: string, scene: Scene): void {
  const { own, recipient: refusedThere } = withoutNext(text);
  const { peer, values, rest } = fromFields(own);
  const [, later, what = "", argument = "", why = ""] = rejected.exec(rest) ?? [];
  const complaint = scene.complaints.of(scene.queueId ?? "");
  const before = why === "" || complaint?.named ? complaint : undefined;
  const reply = refusalOf(why || (before?.text ?? ""), later !== undefined);
  const stage = words[what.trimEnd()] ?? "eod";
  if (/^(?:VRFY|EXPN|ETRN|QUIT)$/.test(what)) return commandRefused(scene, peer, `${what} ${argument}`, reply);
  const sender = stage === "mail" ? angled(argument) : values.F;
  const recipient = stage === "rcpt" ? angled(argument) : refusedThere;
  const listed = list.exec(why)?.[1];
  const isLocal = what === "by non-SMTP ACL";
  const isOwn = refusedThere === undefined && afterData.test(what);
  const acl = isLocal ? "exim.not-smtp" : isOwn ? "exim.acl" : undefined;
  const decidedBy = listed ? `dnsbl ${listed}` : acl;
  if (values.A !== undefined && !scene.headers?.isCopy) loggedIn(scene.connection(peer, sender), values.A, scene);
  refused(scene, defined({ stage, peer, sender, recipient, reply, decidedBy, before }));
  if (stage === "connect") scene.end(scene.connection(peer), "refused");
}

/** What looks at the content is an access list; `local_scan()` is a program. */
const afterData = /^(?:after DATA|during MIME)/;
const list = /(?:blacklisted at|listed (?:at|in)|blocked using) ([\w.-]{3,100})/i;

export const warned = (scene: Scene, peer: Peer, text: string): void =>
  scene.emit(defined({ kind: "program.warned", program: "exim", text, peer: peer.ip }), scene.known(peer)?.session);

const ends =
  /^ (closed by QUIT|closed by EOF|closed by DROP in ACL|closed after SIG\w+|lost while reading message data|lost)(?: .*)?$/s;

/** `connectionId`: of Exim 4.97 and later, before the other side. */
export function connectionSaid(text: string, connectionId: string | undefined, scene: Scene): void {
  const { peer, values, rest } = fromPeer(text, connectionId);
  if (/^ \((?:TCP\/IP connection count|via inetd)/.test(rest) || rest === "")
    return scene.connected(peer, peerOf(values.I ?? ""));
  const what = ends.exec(rest)?.[1] ?? "";
  if (what === "lost while reading message data") return broke(scene, peer, "peer-closed", "DATA");
  if (what === "lost") return broke(scene, peer, "peer-closed", lastCommand(peer));
  const connection = scene.known(peer);
  if (!connection) return;
  scene.end(connection, what === "closed by QUIT" ? "quit" : what === "closed by EOF" ? "peer-closed" : "local-closed");
}

/** "incomplete transaction (why) from <…> for one two": then why the connection ended. */
export function incomplete(text: string, scene: Scene): void {
  const { peer, rest } = fromFields(text);
  const [, why = "", sender = "", recipients] =
    /^ incomplete transaction \(([^)]{0,200})\) from <([^>]{0,500})>(?: for (.*))?$/s.exec(rest) ?? [];
  const connection = scene.connection(peer, sender);
  if (why !== "connection lost") return;
  connection.broken = true;
  const named = defined({ sender, recipients: recipients?.split(" ") });
  const after = recipients === undefined ? "MAIL" : "RCPT";
  scene.emit(
    defined({ kind: "session.broken", how: "peer-closed", after, ...named, peer: peer.ip }),
    connection.session,
  );
}
