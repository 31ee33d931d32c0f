/** Skims an Exim log: how messages come, are delivered and leave, and refused recipients, are understood by their bytes; the rest is read. */
import { Buffer } from "node:buffer";
import { isIPv4 } from "node:net";
import { defined } from "../../base/defined.ts";
import type { Emit } from "../../events/event.ts";
import { startsWith } from "../dialogue.ts";
import { EventSkimmer, type Told } from "../event-skimmer.ts";
import type { SkimContext, Understood } from "../format.ts";
import { numberOf } from "../pattern.ts";
import type { Places } from "../places.ts";
import { remoteIdOf, storeIdOf } from "../remote-id.ts";
import type { LineView } from "../view.ts";
import { type PlainAddress, plainAddress, plainInAddress, wordOf, wordsOfAddress } from "../words.ts";
import { reported } from "./arrivals.ts";
import { notesOnly } from "./deliveries.ts";
import type { Peer } from "./fields.ts";
import { EximReader } from "./reader.ts";
import type { Entry } from "./scene.ts";

const arrived = Buffer.from("<= ");
const completed = Buffer.from("Completed");
const original = Buffer.from(" <");
const router = Buffer.from(" R=");
const noted = Buffer.from(` R=${notesOnly} `);
const confirmation = Buffer.from(' C="');
const anyConfirmation = Buffer.from(" C=");
const client = Buffer.from("H=");
const [space, quote, equals, minus, more, star, at, less] = [...' "=->*@<'].map((char) => char.charCodeAt(0)) as [
  ...[number, number, number, number, number, number, number, number],
];

/** "name (helo) [192.0.2.1]:25", and our side. */
const peer = String.raw`H=(?:([\w.-]{1,300}) )?(?:\(([\w.-]{1,300})\) )?\[([\d.]{7,15})\](?::(\d{1,5}))?(?: I=\[[\d.]{7,15}\](?::\d{1,5})?)?`;
const address = String.raw`[\w.+=-]{1,300}@[\w.-]{1,300}`;
/** Fields that say nothing by which a message is asked for, and nothing of another session. */
const fields = String.raw`(?: (?:(?:P|X|CV|SNI|A|S|M8S|RT|DKIM)=[\w.:,;/@+-]{1,300}(?<!:)|SNI="[\w.-]{1,300}"|K|PRDR|L[-.*]{0,9})){0,20}`;
/** The sender; whose bounce it is; the client, or who on this machine; the Message-ID; a subject; the recipients. */
const arrival = new RegExp(
  String.raw`^<= (<>|${address})(?: R=(\w{6}-\w{6,11}-\w{2,4}))? (?:${peer}|U=[\w.-]{1,100})${fields}(?: id=([\w.@=+$-]{1,500}))?(?: T="[^"\\#]{0,1000}")?(?: from <[\w.@=+-]{0,600}>)?(?: for (${address}(?: ${address}){0,1000}))?$`,
);
const refusal = new RegExp(
  String.raw`^${peer}(?: X=[\w.:-]{1,200}(?<!:))?(?: CV=\w{1,20})? F=<(${address})?> (?:temporarily )?rejected RCPT <(${address})>(?:: |$)`,
);

export class EximSkimmer extends EventSkimmer {
  readonly #reader: EximReader;
  readonly #address: PlainAddress = { end: 0, address: 0, domain: 0 };
  readonly #original: PlainAddress = { end: 0, address: 0, domain: 0 };

  constructor(context: SkimContext, places: Places) {
    let reader: EximReader | undefined;
    super(context, places, (surroundings) => {
      reader = new EximReader(surroundings);
      return reader;
    });
    if (!reader) throw new Error("a skimmer opens its reader at once");
    this.#reader = reader;
  }

  /** Lines of another form than most, and those of a message that is not known, are the reader's. */
  protected override skim(line: LineView, emit: Emit): Understood | undefined {
    const reader = this.#reader;
    const head = reader.look(line, emit);
    if (!head) return undefined;
    const { bytes, end } = line;
    const start = line.textStart + head.textAt;
    const { queueId } = reader;
    if (queueId === undefined) return startsWith(bytes, start, end, client) ? this.#refused(line, start) : undefined;
    if (startsWith(bytes, start, end, arrived)) return this.#arrived(line, start, queueId) ? "read" : undefined;
    const entry = reader.entryOf(queueId);
    return entry && this.#delivered(line, start, entry) ? "read" : undefined;
  }

  /** From a client, whose connection may be known, or from this machine. */
  #arrived({ bytes, end }: LineView, start: number, queueId: string): boolean {
    const found = arrival.exec(bytes.toString("latin1", start, end));
    if (!found) return false;
    const [, angled = "", parent, host, helo, ip, port, messageId, recipients] = found;
    if (ip !== undefined && !isIPv4(ip)) return false;
    const reader = this.#reader;
    if (reader.entryOf(queueId)?.isEarly) return false;
    // A copy: a part of the line's text would keep all of it for as long as the message is in the queue.
    const from = start + arrived.length;
    const sender = angled === "<>" ? "" : bytes.toString("latin1", from, from + angled.length);
    const entry = reader.arrive();
    Object.assign(entry, { sender, ...(recipients !== undefined && { recipients: recipients.split(" ") }) });
    const connection = ip === undefined ? undefined : reader.known(peerOf(host, helo, ip, port), sender);
    if (connection) {
      const brought = this.toldOf(connection.session);
      brought?.transaction();
      noteAddress(brought, sender);
      noteId(brought, queueId);
      reader.taken(connection);
    }
    if (parent !== undefined) reported(parent, queueId, reader);
    const told = this.toldOf(entry.session);
    noteAddress(told, sender);
    for (const recipient of entry.recipients ?? []) noteAddress(told, recipient);
    for (const id of [helo, ip, messageId]) noteId(told, id);
    return true;
  }

  /** A recipient whom a client was refused. */
  #refused({ bytes, end, program }: LineView, start: number): Understood | undefined {
    const found = program === undefined ? refusal.exec(bytes.toString("latin1", start, end)) : undefined;
    const [, host, helo, ip = "", port, sender = "", recipient = ""] = found ?? [];
    if (!found || !isIPv4(ip)) return undefined;
    if (this.#reader.isCopy()) return "ignored";
    const connection = this.#reader.connection(peerOf(host, helo, ip, port), sender);
    connection.atRecipients = true;
    const told = this.toldOf(connection.session);
    for (const one of [sender, recipient]) noteAddress(told, one);
    for (const id of [helo, ip]) noteId(told, id);
    return "read";
  }

  /** The message was delivered or not, or has left. */
  #delivered(line: LineView, start: number, entry: Entry): boolean {
    const told = this.toldOf(entry.session);
    // Where it is not known who sent the message, a line may say it.
    if (!told || entry.sender === undefined) return false;
    const { bytes, end } = line;
    const [first, second] = [bytes[start], bytes[start + 1]];
    if (startsWith(bytes, start, end, completed) && start + completed.length === end) {
      if (entry.answered || entry.filed) return false;
      this.stands(told, line);
      this.ends(entry.session);
      this.#reader.forget();
      return true;
    }
    // An automatic answer names first whom it was sent to.
    if (bytes[start + 2] !== space || bytes[start + 3] === more) return false;
    const behind = this.#recipient(bytes, start + 3, end);
    if (behind < 0) return false;
    if ((first === equals || first === minus) && second === more) {
      if (startsWith(bytes, behind, end, noted) || !this.#confirmed(told, bytes, behind, end)) return false;
      entry.kept ??= line.source();
    } else if (first === equals && second === equals) entry.waits ??= line.source();
    else if (first === star && second === star) entry.failed ??= line.source();
    else return false;
    this.stands(told, line);
    this.#noteRecipient(told);
    return true;
  }

  /** What the next host said; false where that has another form than most. */
  #confirmed(told: Told, bytes: Buffer, behind: number, end: number): boolean {
    const at = indexOf(bytes, anyConfirmation, behind, end);
    if (at < 0) return true;
    const from = at + confirmation.length;
    const close = bytes.indexOf(quote, from);
    if (!startsWith(bytes, at, end, confirmation) || close < 0 || close >= end) return false;
    const said = bytes.toString("utf8", from, close);
    if (/[\\#]/.test(said)) return false;
    for (const id of [remoteIdOf(said), storeIdOf(said)]) if (id !== undefined) told.word(wordOf(id));
    return true;
  }

  /** Reads "bob@a.example", "bob@a.example <bob@b.example>" or "bob <bob@b.example>", and a router; -1 for anything else. */
  #recipient(bytes: Buffer, start: number, end: number): number {
    const [address, whole] = [this.#address, this.#original];
    whole.address = -1;
    const isWhole = plainAddress(bytes, start, end, address, plainInAddress, space) && address.address >= 0;
    let behind = isWhole ? address.end - 1 : wordEnd(bytes, start, end);
    if (startsWith(bytes, behind, end, original)) {
      const from = behind + original.length;
      if (!plainAddress(bytes, from, end, whole) || whole.address < 0) return -1;
      // Of a local part alone the rest is that of the address that the message was sent to.
      if (!isWhole && !isLocalPart(bytes, start, behind, from)) return -1;
      behind = whole.end;
    } else if (!isWhole) return -1;
    if (!isWhole) address.address = -1;
    return startsWith(bytes, behind, end, router) ? behind : -1;
  }

  #noteRecipient(told: Told): void {
    for (const { address, domain } of [this.#address, this.#original]) {
      if (address < 0) continue;
      told.word(address);
      told.word(domain);
    }
  }
}

function noteAddress(told: Told | undefined, address: string): void {
  if (address !== "") for (const word of wordsOfAddress(address)) told?.word(word);
}

function noteId(told: Told | undefined, id: string | undefined): void {
  if (id !== undefined) told?.word(wordOf(id));
}

const peerOf = (host: string | undefined, helo: string | undefined, ip: string, port: string | undefined): Peer =>
  defined({ host: host === ip ? undefined : host, helo, ip, port: numberOf(port) });

function wordEnd(bytes: Buffer, start: number, end: number): number {
  let place = start;
  while (place < end && bytes[place] !== space && bytes[place] !== less) place++;
  return place;
}

/** Does an address begin with that, and an @ behind it? */
function isLocalPart(bytes: Buffer, start: number, end: number, address: number): boolean {
  for (let place = start; place < end; place++) {
    const byte = bytes[place];
    if (byte !== bytes[address + place - start] || plainInAddress[byte ?? 0] !== 1) return false;
  }
  return end > start && bytes[address + end - start] === at;
}

/** Where words stand in the bytes of a line; -1 where they do not. */
function indexOf(bytes: Buffer, words: Buffer, start: number, end: number): number {
  const found = bytes.subarray(start, end).indexOf(words);
  return found < 0 ? -1 : start + found;
}
