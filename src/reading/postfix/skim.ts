/** Skims a Postfix log: the lines that most messages leave are understood by their bytes, every other one goes through the reader. */
import { Buffer } from "node:buffer";
import type { Emit, Service } from "../../events/event.ts";
import { isDigit, startsWith } from "../dialogue.ts";
import type { LogReader, SkimContext, Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { OpenPlaces } from "../open-places.ts";
import type { Places } from "../places.ts";
import { remoteIdOf, storeIdOf } from "../remote-id.ts";
import { noteEvent } from "../told-words.ts";
import type { LineView } from "../view.ts";
import { isPlain, type PlainAddress, plainAddress, plainId, wordOf, wordOfBytes } from "../words.ts";
import { isSize, sentText, statusAt } from "./fields.ts";
import { idLength } from "./queue-id.ts";
import { type Machine, PostfixReader } from "./reader.ts";
import type { Connection, Entry } from "./scene.ts";

/** A session, open or not. */
class Placed extends OpenPlaces {
  /** Its id as the reader has it while the log is skimmed, as a number and as text. */
  number = 0;
  handle = "";
  isOpen = false;
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
const to = Buffer.from("to=<");
const originalTo = Buffer.from(", orig_to=<");
const removed = Buffer.from("removed");
const [space, opening, closing, colon, less, more, point, zero] = [..." []:<>.0"].map((char) => char.charCodeAt(0)) as [
  ...[number, number, number, number, number, number, number, number],
];

export class PostfixSkimmer implements LogReader {
  readonly #context: SkimContext;
  readonly #places: Places;
  readonly #reader: PostfixReader;
  /** By their numbers: also closed ones of which a line may still come. */
  readonly #known = new Map<number, Placed>();
  readonly #spare: Placed[] = [];
  readonly #kinds = new Map<string, Kind>();
  readonly #address: PlainAddress = { end: 0, address: 0, domain: 0 };
  #sessions = 0;
  #line: LineView | undefined;
  #emit: Emit = () => {};

  constructor(context: SkimContext, places: Places) {
    this.#context = context;
    this.#places = places;
    const surroundings = {
      zone: context.zone,
      nodeOf: (line: Line) => context.nodeOf(line),
      newSession: (_: Service, line: Line) => this.#begin(line as LineView).handle,
    };
    this.#reader = new PostfixReader(surroundings, (entry) => this.#forget(entry));
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
    for (const placed of this.openNow()) this.#places.close(placed, "told");
    this.#known.clear();
  }

  *openNow(): Generator<Placed> {
    for (const placed of this.#known.values()) if (placed.isOpen) yield placed;
    for (const placed of this.#known.values()) if (!placed.isOpen && placed.after) yield placed;
  }

  endUnseen(forgotten: boolean, emit: Emit): void {
    this.#emit = emit;
    this.#reader.endUnseen(forgotten, this.#take);
  }

  #begin(line: LineView): Placed {
    const placed = this.#spare.pop() ?? new Placed();
    this.#context.begins(placed, line.at, "smtp", line);
    placed.number = ++this.#sessions;
    placed.handle = String(placed.number);
    placed.isOpen = true;
    this.#known.set(placed.number, placed);
    return placed;
  }

  /** What the reader says of a line. */
  readonly #take: Emit = (event) => {
    const { session } = event;
    if (session === undefined) return this.#emit(event);
    const placed = this.#known.get(Number(session));
    if (!placed) return;
    // The end of a connection that has none in the log: another one took its place.
    if (event.source === undefined) return this.#end(placed, "replaced", false);
    if (!placed.isOpen && !placed.after) comeLate(placed, event.at);
    this.#touch(placed);
    noteEvent(placed, event);
    if (event.kind === "session.closed") this.#end(placed, "told", event.queueId !== undefined);
  };

  /** Undefined for one that is closed: what it had may be another's now. */
  #placedOf(owner: Connection | Entry): Placed | undefined {
    const placed = this.#ownOf(owner);
    return placed?.isOpen ? placed : undefined;
  }

  #ownOf(owner: Connection | Entry): Placed | undefined {
    const known = owner.placed as Placed | undefined;
    if (known?.handle === owner.session) return known;
    const placed = this.#known.get(Number(owner.session));
    if (placed) owner.placed = placed;
    return placed;
  }

  #touch(placed: Placed): void {
    placed.line(this.#places.linesBefore + (this.#line?.readAt ?? 0));
  }

  /** `isEntry`: lines may still come of it, until the reader forgets it. */
  #end(placed: Placed, how: "told" | "replaced", isEntry: boolean): void {
    if (!placed.isOpen) return;
    placed.isOpen = false;
    this.#places.close(placed, how);
    if (!isEntry) this.#letGo(placed);
  }

  #letGo(placed: Placed): void {
    this.#known.delete(placed.number);
    this.#spare.push(placed);
  }

  #forget(entry: Entry): void {
    const placed = this.#ownOf(entry);
    if (!placed) return;
    if (placed.isOpen || placed.after) this.#places.close(placed, "told");
    placed.isOpen = false;
    this.#letGo(placed);
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
    const at = textStart + length + 2;
    const entry = machine.entries.find(bytes, textStart, textStart + length);
    if (kind === "cleanup") return this.#identified(line, machine, length, entry, at);
    // Other first lines of an entry, and those behind its end, are the reader's.
    if (!entry || entry.removedAt !== undefined) return false;
    const placed = this.#placedOf(entry);
    if (!placed) return false;
    if (kind === "agent") return startsWith(bytes, at, end, to) && this.#attempt(placed, bytes, at + to.length, end);
    if (startsWith(bytes, at, end, removed) && at + removed.length === end)
      return this.#removed(machine, entry, placed);
    return startsWith(bytes, at, end, from) && this.#active(placed, bytes, at + from.length, end);
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
    this.#end(placed, "told", false);
    connections.delete(pid);
    return true;
  }

  /** `name[address]`, where the address is an IPv4 one. */
  #connect(line: LineView, connections: Map<number, Connection>, start: number): boolean {
    const { bytes, end, pid = 0, at } = line;
    if (peerEnd(bytes, start, end) !== end) return false;
    let ip = start;
    while (bytes[ip] !== opening) ip++;
    if (!isUsualIpv4(bytes, ip + 1, end - 1)) return false;
    const placed = this.#begin(line);
    connections.set(pid, { session: placed.handle, lastAt: at, placed });
    this.#touch(placed);
    placed.word(wordOfBytes(bytes, ip + 1, end - 1));
    for (let place = start; place < ip; place++) if (!isPlain(bytes[place])) return true;
    placed.word(wordOfBytes(bytes, start, ip));
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
    this.#touch(placed);
    placed.transaction();
    placed.word(wordOfBytes(bytes, textStart, textStart + length));
    return true;
  }

  /** Mostly the first line of an entry. */
  #identified(line: LineView, machine: Machine, length: number, entry: Entry | undefined, start: number): boolean {
    const { bytes, textStart, end } = line;
    const address = this.#address;
    if (entry?.removedAt !== undefined || !startsWith(bytes, start, end, messageId)) return false;
    if (!plainId(bytes, start + messageId.length, end, address)) return false;
    if (address.end !== end || address.address < 0) return false;
    const placed = entry ? this.#placedOf(entry) : this.#enter(line, machine, length);
    if (!placed) return false;
    this.#touch(placed);
    if (!entry) placed.word(wordOfBytes(bytes, textStart, textStart + length));
    placed.word(address.address);
    return true;
  }

  #enter(line: LineView, machine: Machine, length: number): Placed {
    const placed = this.#begin(line);
    const id = line.bytes.toString("latin1", line.textStart, line.textStart + length);
    this.#reader.add(machine, id, placed.handle).placed = placed;
    return placed;
  }

  #removed(machine: Machine, entry: Entry, placed: Placed): boolean {
    this.#touch(placed);
    this.#end(placed, "told", true);
    this.#reader.remove(machine, entry, this.#line?.at ?? Number.NaN);
    return true;
  }

  #active(placed: Placed, bytes: Buffer, start: number, end: number): boolean {
    const address = this.#address;
    if (!plainAddress(bytes, start, end, address) || !isSize(bytes, address.end, end)) return false;
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
    const status = statusAt(bytes, behind, end);
    if (status < 0) return false;
    const said = sentText(bytes, status, end);
    if (said?.startsWith("forwarded as ")) return false;
    this.#touch(placed);
    placed.word(recipient);
    placed.word(domain);
    if (hasOriginal) noteAddress(placed, address);
    const ids = said ? [remoteIdOf(said), storeIdOf(said)] : [];
    for (const id of ids) if (id !== undefined) placed.word(wordOf(id));
    return true;
  }
}

/** A line behind the end: what comes then is a session of its own, under the same id. */
function comeLate(placed: Placed, at: number): void {
  placed.after = true;
  placed.from = at;
}

/** Is it an IPv4 address as it is always written, without leading zeros? */
function isUsualIpv4(bytes: Buffer, start: number, end: number): boolean {
  let [parts, value, digits] = [0, 0, 0];
  for (let at = start; at <= end; at++) {
    const byte = bytes[at] ?? 0;
    if (at < end && isDigit(byte)) {
      value = value * 10 + byte - zero;
      digits += 1;
      continue;
    }
    if ((at < end && byte !== point) || digits === 0 || value > 255 || digits > usualDigits(value)) return false;
    parts += 1;
    [value, digits] = [0, 0];
  }
  return parts === 4;
}

const usualDigits = (value: number): number => (value < 10 ? 1 : value < 100 ? 2 : 3);

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
