/** Skims a Postfix log: the lines that most messages leave are understood by their bytes, every other one goes through the reader. */
import { Buffer } from "node:buffer";
import { normaliseIp } from "../../base/ip.ts";
import type { Emit, Service } from "../../events/event.ts";
import { startsWith } from "../dialogue.ts";
import type { LogReader, SkimContext, Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { OpenPlaces } from "../open-places.ts";
import type { Places } from "../places.ts";
import { remoteIdOf, storeIdOf } from "../remote-id.ts";
import { noteEvent } from "../told-words.ts";
import type { LineView } from "../view.ts";
import { isPlain, type PlainAddress, plainAddress, plainId, wordOf, wordOfBytes } from "../words.ts";
import { idLength, type Machine, PostfixReader } from "./reader.ts";
import type { Connection, Entry } from "./scene.ts";

/** A session whose lines are gathered. */
class Placed extends OpenPlaces {
  /** Its id as the reader has it while the log is skimmed. */
  handle = "";
  isOpen = false;
  #last = 0;

  override begin(from: number, nth: number): void {
    super.begin(from, nth);
    this.#last = 0;
  }

  /** Each line once, whatever it says. */
  override line(number: number): void {
    if (number === this.#last) return;
    this.#last = number;
    super.line(number);
  }
}

/** The programs whose usual lines are known by their bytes. */
type Kind = "smtpd" | "cleanup" | "qmgr" | "agent" | "other";
const kinds: Readonly<Record<string, Kind>> = {
  smtpd: "smtpd",
  cleanup: "cleanup",
  qmgr: "qmgr",
  ...Object.fromEntries(
    ["smtp", "relay", "lmtp", "local", "virtual", "pipe", "error", "retry"].map((name) => [name, "agent"]),
  ),
};

const connectFrom = Buffer.from("connect from ");
const disconnectFrom = Buffer.from("disconnect from ");
const rejected = Buffer.from("NOQUEUE: reject: RCPT from ");
const recipientOf = Buffer.from(" to=<");
const client = Buffer.from("client=");
const messageId = Buffer.from("message-id=<");
const from = Buffer.from("from=<");
const size = Buffer.from(", size=");
const to = Buffer.from("to=<");
const originalTo = Buffer.from(", orig_to=<");
const relay = Buffer.from(", relay=");
const removed = Buffer.from("removed");
const [space, opening, closing, colon, less, more] = [..." []:<>"].map((char) => char.charCodeAt(0)) as [
  ...[number, number, number, number, number, number],
];
/** What the reader's pattern has behind the recipient. */
const attemptRest =
  /^, relay=[^,]+, (?:conn_use=\d+, )?delay=[\d.]+, (?:delays=[\d./]+, )?(?:dsn=[\d.]+, )?(?:\w+=[^,]{0,200}, ){0,4}?status=(sent|deferred|bounced) \((.*)$/;
const sizeRest = /^, size=\d+, nrcpt=\d+ \(queue active\)$/;
const ipv4 = /^[\d.]+$/;

export class PostfixSkimmer implements LogReader {
  readonly #context: SkimContext;
  readonly #places: Places;
  readonly #reader: PostfixReader;
  /** By the numbers that stand for their ids: numbers are found far sooner than strings. */
  readonly #open = new Map<number, Placed>();
  /** Closed ones of which a line may still come. */
  readonly #late = new Map<number, Placed>();
  readonly #spare: Placed[] = [];
  readonly #kinds = new Map<string, Kind>();
  readonly #address: PlainAddress = { end: 0, address: 0, domain: 0 };
  #handles = 0;
  #line: LineView | undefined;
  #emit: Emit = () => {};

  constructor(context: SkimContext, places: Places) {
    this.#context = context;
    this.#places = places;
    const surroundings = {
      zone: context.zone,
      nodeOf: (line: Line) => context.nodeOf(line),
      newSession: (_: Service, line: Line) => this.#begin(line as LineView),
    };
    this.#reader = new PostfixReader(surroundings, (session) => this.#forget(session));
  }

  read(line: LineView, emit: Emit): Understood {
    this.#line = line;
    if (this.#skim(line)) return "read";
    this.#emit = emit;
    return this.#reader.read(line, this.#take);
  }

  close(emit: Emit): void {
    this.#emit = emit;
    this.#reader.close();
    for (const placed of this.#open.values()) this.#places.close(placed, "told");
    for (const placed of this.#late.values()) if (placed.after) this.#places.close(placed, "told");
    this.#open.clear();
    this.#late.clear();
  }

  *openNow(): Generator<Placed> {
    yield* this.#open.values();
    for (const placed of this.#late.values()) if (placed.after) yield placed;
  }

  endUnseen(forgotten: boolean, emit: Emit): void {
    this.#emit = emit;
    this.#reader.endUnseen(forgotten, this.#take);
  }

  #begin(line: LineView): string {
    const placed = this.#spare.pop() ?? new Placed();
    this.#context.begins(placed, line.at, "smtp", line);
    placed.handle = String(++this.#handles);
    placed.isOpen = true;
    this.#open.set(this.#handles, placed);
    return placed.handle;
  }

  /** What the reader says of a line. */
  readonly #take: Emit = (event) => {
    const { session } = event;
    if (session === undefined) return this.#emit(event);
    // The end of a connection that has none in the log: another one took its place.
    if (event.source === undefined) return this.#end(session, "replaced", false);
    const placed = this.#open.get(Number(session)) ?? this.#comeLate(session, event.at);
    if (!placed) return;
    this.#touch(placed);
    noteEvent(placed, event);
    if (event.kind === "session.closed") this.#end(session, "told", event.queueId !== undefined);
  };

  /** Undefined for one that is closed: what it had may be another's now. */
  #placedOf(owner: Connection | Entry): Placed | undefined {
    const known = owner.placed as Placed | undefined;
    if (known?.handle === owner.session) return known.isOpen ? known : undefined;
    const placed = this.#open.get(Number(owner.session));
    if (placed) owner.placed = placed;
    return placed;
  }

  #touch(placed: Placed): void {
    placed.line(this.#places.linesBefore + (this.#line?.readAt ?? 0));
  }

  /** A line behind the end: what comes then is a session of its own, under the same id. */
  #comeLate(handle: string, at: number): Placed | undefined {
    const placed = this.#late.get(Number(handle));
    if (!placed || placed.after) return placed;
    placed.after = true;
    placed.from = at;
    return placed;
  }

  /** `isEntry`: lines may still come of it, until the reader forgets it. */
  #end(handle: string, how: "told" | "replaced", isEntry: boolean): void {
    const placed = this.#open.get(Number(handle));
    if (!placed) return;
    this.#open.delete(Number(handle));
    placed.isOpen = false;
    this.#places.close(placed, how);
    if (isEntry) this.#late.set(Number(handle), placed);
    else this.#spare.push(placed);
  }

  #forget(handle: string): void {
    const late = this.#late.get(Number(handle));
    if (late?.after) this.#places.close(late, "told");
    if (late) this.#spare.push(late);
    this.#late.delete(Number(handle));
    this.#end(handle, "told", false);
  }

  #kindOf(program: string): Kind {
    const known = this.#kinds.get(program);
    if (known !== undefined) return known;
    const kind = kinds[program.slice(program.lastIndexOf("/") + 1)] ?? "other";
    if (this.#kinds.size < 1000) this.#kinds.set(program, kind);
    return kind;
  }

  /** False for a line of another form than most: the reader knows it. */
  #skim(line: LineView): boolean {
    const kind = this.#kindOf(line.program ?? "");
    if (kind === "other") return false;
    const { bytes, textStart, end } = line;
    const length = idLength(line);
    const machine = this.#reader.machineOf(line);
    if (kind === "smtpd") return this.#smtpd(line, machine, length);
    if (length === 0) return false;
    const id = bytes.toString("latin1", textStart, textStart + length);
    const at = textStart + length + 2;
    const entry = machine.entries.get(id);
    if (kind === "cleanup") return this.#identified(line, machine, id, entry, at);
    // Other first lines of an entry, and those behind its end, are the reader's.
    if (!entry || entry.removedAt !== undefined) return false;
    const placed = this.#placedOf(entry);
    if (!placed) return false;
    switch (kind) {
      case "qmgr":
        if (startsWith(bytes, at, end, removed) && at + removed.length === end)
          return this.#removed(machine, id, entry, placed);
        return startsWith(bytes, at, end, from) && this.#active(placed, bytes, at + from.length, end);
      case "agent":
        return startsWith(bytes, at, end, to) && this.#attempt(placed, bytes, at + to.length, end);
    }
  }

  #smtpd(line: LineView, machine: Machine, length: number): boolean {
    const { connections, screened } = machine;
    const { bytes, textStart, end, pid = 0 } = line;
    const connection = connections.get(pid);
    if (length === 0 && !connection && screened.isEmpty && startsWith(bytes, textStart, end, connectFrom))
      return this.#connect(line, connections, textStart + connectFrom.length);
    const placed = connection && this.#placedOf(connection);
    if (!connection || !placed) return false;
    if (startsWith(bytes, textStart, end, rejected)) return this.#refused(line, connection, placed);
    if (length > 0) return this.#client(line, connection, placed, length);
    if (!startsWith(bytes, textStart, end, disconnectFrom)) return false;
    const behind = peerEnd(bytes, textStart + disconnectFrom.length, end);
    if (behind < 0 || (behind !== end && bytes[behind] !== space)) return false;
    this.#touch(placed);
    this.#end(connection.session, "told", false);
    connections.delete(pid);
    return true;
  }

  /** `name[address]`, where the address is of digits and dots. */
  #connect(line: LineView, connections: Map<number, Connection>, start: number): boolean {
    const { bytes, end, pid = 0, at } = line;
    if (peerEnd(bytes, start, end) !== end) return false;
    const ip = bytes.indexOf(opening, start) + 1;
    const peer = bytes.toString("latin1", ip, end - 1);
    if (!ipv4.test(peer) || normaliseIp(peer) !== peer) return false;
    const session = this.#begin(line);
    connections.set(pid, { session, lastAt: at, peer });
    const placed = this.#open.get(Number(session));
    if (!placed) return false;
    this.#touch(placed);
    placed.word(wordOfBytes(bytes, ip, end - 1));
    for (let place = start; place < ip - 1; place++) if (!isPlain(bytes[place])) return true;
    placed.word(wordOfBytes(bytes, start, ip - 1));
    return true;
  }

  /** A recipient that was refused: whatever stands between angle brackets may be asked for. */
  #refused({ bytes, textStart, end, at }: LineView, connection: Connection, placed: Placed): boolean {
    const start = textStart + rejected.length;
    const behind = peerEnd(bytes, start, end);
    if (behind < 0 || bytes[behind] !== colon || bytes[behind + 1] !== space) return false;
    const envelope = bytes.indexOf(recipientOf, behind);
    if (envelope < 0 || envelope >= end || bytes[envelope + recipientOf.length] === more) return false;
    for (let place = bytes.indexOf(less, behind); place >= 0 && place < end; place = bytes.indexOf(less, place + 1))
      if (!this.#bracketed(placed, bytes, place + 1, end)) return false;
    connection.lastAt = at;
    this.#touch(placed);
    return true;
  }

  /** `address>`, `name>` or `>` of plain bytes. */
  #bracketed(placed: Placed, bytes: Buffer, start: number, end: number): boolean {
    const address = this.#address;
    if (plainAddress(bytes, start, end, address)) {
      noteAddress(placed, address);
      return true;
    }
    let at = start;
    while (at < end && isPlain(bytes[at])) at++;
    if (at >= end || bytes[at] !== more) return false;
    placed.word(wordOfBytes(bytes, start, at));
    return true;
  }

  #client({ bytes, textStart, end, at }: LineView, connection: Connection, placed: Placed, length: number): boolean {
    const start = textStart + length + 2;
    if (!startsWith(bytes, start, end, client) || peerEnd(bytes, start + client.length, end) !== end) return false;
    connection.lastAt = at;
    connection.queueId = bytes.toString("latin1", textStart, textStart + length);
    this.#touch(placed);
    placed.transaction();
    placed.word(wordOfBytes(bytes, textStart, textStart + length));
    return true;
  }

  /** Mostly the first line of an entry. */
  #identified(line: LineView, machine: Machine, id: string, entry: Entry | undefined, start: number): boolean {
    const { bytes, end } = line;
    const address = this.#address;
    if (entry?.removedAt !== undefined || !startsWith(bytes, start, end, messageId)) return false;
    if (!plainId(bytes, start + messageId.length, end, address)) return false;
    if (address.end !== end || address.address < 0) return false;
    const known = entry ?? this.#reader.add(machine, id, this.#begin(line));
    const placed = this.#placedOf(known);
    if (!placed) return false;
    this.#touch(placed);
    if (!entry) placed.word(wordOf(id));
    placed.word(address.address);
    return true;
  }

  #removed(machine: Machine, id: string, entry: Entry, placed: Placed): boolean {
    this.#touch(placed);
    this.#end(entry.session, "told", true);
    this.#reader.remove(machine, id, this.#line?.at ?? Number.NaN);
    return true;
  }

  #active(placed: Placed, bytes: Buffer, start: number, end: number): boolean {
    const address = this.#address;
    if (!plainAddress(bytes, start, end, address) || !startsWith(bytes, address.end, end, size)) return false;
    if (!sizeRest.test(bytes.toString("latin1", address.end, end))) return false;
    this.#touch(placed);
    noteAddress(placed, address);
    return true;
  }

  #attempt(placed: Placed, bytes: Buffer, start: number, end: number): boolean {
    const address = this.#address;
    if (!plainAddress(bytes, start, end, address) || address.address < 0) return false;
    const { address: recipient, domain } = address;
    let behind = address.end;
    const hasOriginal = startsWith(bytes, behind, end, originalTo);
    if (hasOriginal) {
      if (!plainAddress(bytes, behind + originalTo.length, end, address)) return false;
      behind = address.end;
    }
    if (!startsWith(bytes, behind, end, relay)) return false;
    const [, status, rest = ""] = attemptRest.exec(bytes.toString("latin1", behind, end)) ?? [];
    if (status === undefined || rest.startsWith("forwarded as ")) return false;
    const said = rest.endsWith(")") ? rest.slice(0, -1) : rest;
    this.#touch(placed);
    placed.word(recipient);
    placed.word(domain);
    if (hasOriginal) noteAddress(placed, address);
    const ids = status === "sent" ? [remoteIdOf(said), storeIdOf(said)] : [];
    for (const id of ids) if (id !== undefined) placed.word(wordOf(id));
    return true;
  }
}

/** Behind `name[address]` or `name[address]:port`; -1 for anything else. */
function peerEnd(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== opening && bytes[at] !== space) at++;
  if (bytes[at] !== opening || at >= end) return -1;
  at++;
  while (at < end && bytes[at] !== closing && bytes[at] !== space) at++;
  return at < end && bytes[at] === closing ? at + 1 : -1;
}

function noteAddress(placed: Placed, { address, domain }: PlainAddress): void {
  if (address < 0) return;
  placed.word(address);
  placed.word(domain);
}
