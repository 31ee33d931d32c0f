/** What became of a message at each delivery: `=>` and its like, `==` told later, `**` given up. */
import { defined } from "../../base/defined.ts";
import type { Outcome } from "../../events/event.ts";
import { domainOf } from "../../mail/address.ts";
import { parseReply } from "../../mail/reply.ts";
import { durationOf } from "../duration.ts";
import { folderIn } from "../folder-path.ts";
import { numberOf } from "../pattern.ts";
import { remoteIdOf, storeIdOf } from "../remote-id.ts";
import { fieldsOf, type Peer, peerOf, quotedEnd } from "./fields.ts";
import { isByFilter } from "./filed.ts";
import { eximsWord, relayOf, type SaidAtTry, saidOf, unprinted } from "./said.ts";
import type { Entry, Scene } from "./scene.ts";

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
/** A folder that a sieve script names, of which no file was made: "save Lists <original@a.example>". */
const named = /^(save [^<>()=]{1,1000}?)(?: \([^()]{0,1000}\))? <([^>]{0,500})>(?= |:|$)/;

/** A local part that holds spaces, which Exim logs as they are: "bob+holiday notes ("bob+holiday notes"@a.example) <bob@a.example>". */
const spaced =
  /^([^\s()<>"]{1,100} [^()<>]{1,400}?)(?: \([^()]{0,1000}\))? <([^>]{0,500})>(?= [A-Z][A-Za-z]{0,3}=|:|$)/;

/** "alice@a.example (parent@a.example) <original@a.example>", "alice <original@a.example>", "|/bin/cat <original@a.example>". */
function addressOf(text: string): Addressed {
  const found = text.startsWith(blackhole) ? null : (generated.exec(text) ?? named.exec(text) ?? spaced.exec(text));
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
  if (/^(?:[|/:>]|save )/.test(address)) return { recipient: original };
  const domain = domainOf(original);
  const recipient = address.includes("@") || !domain ? address : `${address}@${domain}`;
  const same = recipient.toLowerCase() === original.toLowerCase();
  return same ? { recipient: original } : { recipient, originalRecipient: original };
}

/** Who decides what the filter of the system does with a message. */
const systemFilter = "exim.system-filter";
/** What stands in the place of an original recipient, where that filter chose another. */
const systemName = "system-filter";
/** Into a file, or to a program, by the filter of the system: nobody is named by that. */
const isFiled = ({ address, original }: Addressed): boolean => original === systemName && /^[|/]/.test(address);

/** Names of transports that answer the sender and deliver nothing. */
const answers = /repl|vacation/i;
/** Names of pipes that take a message only to give it back: it is not delivered yet. */
const givesBack = /spam|filter|amavis|clam|virus|disclaimer|altermime/i;

/** Names of transports that speak LMTP: at its other end is a mail store. */
const toStores = /lmtp/i;

const nowhere = "/dev/null";

/** By an alias that leads to nowhere, or by a filter of its recipient: where no transport took it (routers/redirect.c). */
function thrownAwayBy(address: string, transport: string, router: string): string | undefined {
  if (address === blackhole) return "exim.blackhole";
  if (address === nowhere) return isByFilter(address, router) ? "exim.filter" : undefined;
  return address === "discarded" && transport === "" ? "exim.filter" : undefined;
}

/** Where a message lies on this machine, and who laid it elsewhere than into the mailbox. */
function laidIn({ address, original }: Addressed, recipient: string, router: string) {
  if (original === undefined || !address.startsWith("/")) return { where: { mailbox: address } };
  const isChosen = isByFilter(address, router);
  // A folder of Maildir++ belongs to a mailbox, whoever leads to it.
  const folder = isChosen || /\/\.[^/]+\/*$/.test(address) ? folderIn(address, recipient) : undefined;
  if (folder === undefined) return { where: { mailbox: address } };
  return { where: { mailbox: recipient, folder }, decidedBy: isChosen && folder !== "INBOX" ? "exim.save" : undefined };
}

/** What became of a message by its delivery: by where it went. Undefined where nothing was delivered. */
function deliveredAs(address: string, transport: string, peer: Peer, said: string): Outcome | undefined {
  if (thrownAwayBy(address, transport, "") || address === nowhere) return "discarded";
  if (address.startsWith(">") || answers.test(transport)) return undefined;
  if (address.startsWith("|")) return givesBack.test(`${address} ${transport}`) ? "queued" : "delivered";
  if (peer.host === undefined && peer.ip === undefined) return "delivered";
  if (storeIdOf(said) !== undefined) return "delivered";
  if (peer.ip !== "127.0.0.1" && peer.ip !== "::1") return toStores.test(transport) ? "delivered" : "relayed";
  // On this machine a content filter takes it to give it back, or a mailbox server (LMTP) to keep it.
  return remoteIdOf(said) === undefined && /saved/i.test(said) ? "delivered" : "queued";
}

/** Seconds since the message came: as logged (QT=), else by the stamps. */
function delayOf(queueTime: string | undefined, entry: Entry, at: number): number | undefined {
  const logged = durationOf(queueTime);
  if (logged !== undefined || entry.receivedAt === undefined) return logged;
  return Math.max(0, (at - entry.receivedAt) / 1000);
}

/** The router of cPanel that notes to whom its users write, so that his answers come through: nothing is delivered by it. */
export const notesOnly = "boxtrapper_autowhitelist";

/** A transport that reaches no host is a delivery agent, by its name. */
const agentOf = (transport: string): { readonly host: string } | undefined =>
  transport === "" ? undefined : { host: transport };

/** `=>`, `->`, `>>`. */
export function delivered(text: string, scene: Scene): void {
  if (text.startsWith("blackhole (") || text.startsWith("discarded (")) {
    scene.emit({ kind: "decision", by: "exim.acl", verdict: "discard", detail: text }, scene.entry().session);
    discardAll(text, scene);
    return;
  }
  const entry = scene.entry();
  const to = addressOf(text);
  const { values } = fieldsOf(text, to.end);
  const { H: host = "", T: transport = "", R: router = "", C: said = "", QT, S } = values;
  const peer = host === "" ? {} : peerOf(host);
  const status = deliveredAs(to.address, transport, peer, said);
  const named = to.original === systemName ? { recipient: to.address } : recipientsOf(to);
  if (router === notesOnly) {
    scene.emit({ kind: "session.noted", text }, entry.session);
    return;
  }
  if (!status) {
    const by = { by: "exim.answered", verdict: "answer" } as const;
    scene.emit({ kind: "decision", ...by, recipient: named.recipient, detail: text }, entry.session);
    entry.answered ??= new Set();
    entry.answered.add(named.recipient);
    return;
  }
  if (isFiled(to)) {
    scene.emit({ kind: "decision", by: systemFilter, verdict: "save", detail: text }, entry.session);
    entry.filed ??= to.address;
    return;
  }
  entry.kept ??= scene.source;
  entry.waiting?.delete(named.recipient);
  const reply = parseReply(unprinted(said));
  const remoteId = status === "relayed" || status === "queued" ? remoteIdOf(said) : storeIdOf(said);
  const ended = defined({
    kind: "attempt.ended",
    sender: entry.sender ?? values.F,
    ...named,
    status,
    reply,
    relay: host === "" ? agentOf(transport) : relayOf(peer),
    remoteId,
    delaySeconds: delayOf(QT, entry, scene.at),
    sizeBytes: entry.sizeBytes ?? numberOf(S),
    decidedBy: thrownAwayBy(to.address, transport, router),
    ...(status === "delivered" && laidIn(to, named.recipient, router)),
  } as const);
  const turned = to.original === systemName && entry.turned ? (entry.recipients ?? []) : [];
  if (turned.length === 0) scene.emit(ended, entry.session);
  for (const recipient of turned.slice(0, maxWaiting)) {
    scene.emit({ kind: "decision", by: systemFilter, verdict: "redirect", recipient, detail: text }, entry.session);
    scene.emit({ ...ended, originalRecipient: recipient }, entry.session);
  }
}

/** `*>`: Exim was told to try no delivery (`-N`), and takes the message for delivered. */
export function bypassed(text: string, scene: Scene): void {
  const entry = scene.entry();
  const named = recipientsOf(addressOf(text));
  entry.kept ??= scene.source;
  entry.waiting?.delete(named.recipient);
  const said = { reply: eximsWord("delivery bypassed by -N option", false), decidedBy: "exim.bypassed" };
  scene.emit(
    defined({ kind: "attempt.ended", sender: entry.sender, ...named, status: "removed", ...said }),
    entry.session,
  );
}

/**
 * A message that has left, and that no recipient has: the filter of the system laid all of it into a file, or who had it answered by a
 * rule of his keeps no copy.
 */
export function unkept({ kept, failed, gone, ...entry }: Entry, scene: Scene): void {
  if (kept || failed || gone) return;
  const { sender, recipients = [], filed, answered = [], session } = entry;
  const end = (recipient: string, status: Outcome, decidedBy: string) =>
    scene.emit(defined({ kind: "attempt.ended", sender, recipient, status, decidedBy }), session);
  if (!filed) for (const recipient of answered) end(recipient, "discarded", "exim.answered");
  else if (recipients.length > 0) for (const recipient of recipients) end(recipient, "quarantined", systemFilter);
  else scene.emit({ kind: "decision", by: systemFilter, verdict: "quarantine", detail: filed }, session);
}

/** An ACL took a message to throw it away: its recipients are known where they are logged at its arrival. */
function discardAll(text: string, scene: Scene): void {
  const { recipients, sender, session } = scene.entry();
  for (const recipient of recipients ?? [])
    scene.emit(
      defined({ kind: "attempt.ended", sender, recipient, status: "discarded", stage: "eod", decidedBy: "exim.acl" }),
      session,
    );
  if (recipients?.length || text.startsWith("blackhole (RCPT")) return;
  scene.emit(defined({ kind: "message.ended", how: "deleted", sender }), session);
  scene.entry().gone = true;
}

/** All that was not delivered yet is sent back: of a message that waits that is who waits, as far as the log names them. */
export function cancelled(text: string, byFilter: boolean, scene: Scene): void {
  const { recipients = [], waiting, sender, session } = scene.entry();
  const by = byFilter ? systemFilter : "exim.admin";
  const cause = byFilter ? "eod.content-rule" : "queue.deleted";
  scene.emit({ kind: "decision", by, verdict: "bounce", detail: text, cause }, session);
  const reply = eximsWord(text, false);
  for (const recipient of waiting?.keys() ?? recipients)
    scene.emit(
      defined({ kind: "attempt.ended", sender, recipient, status: "bounced", stage: "queue", reply, decidedBy: by }),
      session,
    );
}

const deferral = /^(?: routing)? defer \((-?\d{1,6})\)(?:: (.{1,100}?)(?= H=| DT=|: |$))?/s;
/** From this number down nothing was tried: it was not the time for it yet (`ERRNO_RETRY_BASE`). */
const notTried = -52;
/** Of so many recipients of a message it is remembered that they wait. */
const maxWaiting = 1000;

/** Names of transports that bring mail to other hosts, where they are not those to stores. */
const toHosts = /smtp/i;

/** The last word where no host was reached for days. */
const neverReached = /^all hosts (?:for '[^']{1,255}' )?have been failing for a long time/;

/** Whoever speaks LMTP and reaches nobody misses a mail store; of a host elsewhere that was not reached the log may not say which. */
function unreached(said: SaidAtTry, transport = ""): SaidAtTry {
  const isOver = neverReached.test(said.reply.text);
  if (said.stage !== "connect" && !isOver) return said;
  if (toStores.test(transport)) return isOver ? said : { ...said, stage: "store" };
  return said.relay === undefined && toHosts.test(transport) ? { ...said, relay: {} } : said;
}

/** No transport was reached: what a router was told to say (`:fail:`, `:defer:`), in whatever words, or found out itself. */
const routed = ({ R, T }: Readonly<Record<string, string>>): "exim.router" | undefined =>
  R !== undefined && T === undefined ? "exim.router" : undefined;

/** `==`. */
export function deferred(text: string, scene: Scene): void {
  const entry = scene.entry();
  const to = addressOf(text);
  const fields = fieldsOf(text, to.end);
  const [all = "", number = "0", system] = deferral.exec(text.slice(fields.end)) ?? [];
  const more = fieldsOf(text, fields.end + all.length);
  const own = text.slice(more.end).replace(/^: /, "");
  const words = [system, own].filter(Boolean).join(": ");
  const isTried = Number(number) > notTried && !/retry time not (?:yet )?reached/i.test(words);
  // What waits for its time is said again and again; once will do, so that it is known whom the message is for.
  const named = recipientsOf(to);
  if (!isTried && entry.waiting?.has(named.recipient)) return;
  entry.waits ??= scene.source;
  const host = more.values.H ?? fields.values.H;
  const found = saidOf(words, true);
  const near = unreached(found, fields.values.T);
  const said = host === undefined ? near : { ...near, relay: relayOf(peerOf(host)) };
  entry.waiting ??= new Map();
  if (entry.waiting.size < maxWaiting) entry.waiting.set(named.recipient, isTried ? said : undefined);
  scene.emit(
    defined({
      kind: "attempt.ended",
      sender: entry.sender,
      ...named,
      status: isTried ? "deferred" : "queued",
      stage: said.stage,
      reply: said.reply,
      relay: said.relay,
      decidedBy: isTried ? routed(fields.values) : undefined,
      delaySeconds: delayOf(undefined, entry, scene.at),
      sizeBytes: entry.sizeBytes,
    }),
    entry.session,
  );
}

/** `**`. */
export function failed(text: string, scene: Scene): void {
  const entry = scene.entry();
  const to = addressOf(text);
  const { values, end } = fieldsOf(text, to.end);
  const words = text
    .slice(end)
    .replace(/^: /, "")
    .replace(/ DT=[\d.]+s$/, "");
  const named = recipientsOf(to);
  const lastTry = entry.waiting?.get(named.recipient);
  entry.waiting?.delete(named.recipient);
  entry.failed ??= scene.source;
  const gaveUp = /retry timeout exceeded$|have been failing for a long time|after a long failure period/.test(words);
  const host = values.H === undefined ? undefined : relayOf(peerOf(values.H));
  // That there is no further try is no reason: what the last one met is.
  const said = (gaveUp && values.T === undefined && lastTry) || unreached(saidOf(words, false), values.T);
  scene.emit(
    defined({
      kind: "attempt.ended",
      sender: entry.sender ?? values.F,
      ...named,
      status: gaveUp ? "expired" : "bounced",
      stage: said.stage,
      reply: said.reply,
      decidedBy: gaveUp ? undefined : routed(values),
      relay: host ?? said.relay,
      delaySeconds: delayOf(undefined, entry, scene.at),
      sizeBytes: entry.sizeBytes,
    }),
    entry.session,
  );
}
