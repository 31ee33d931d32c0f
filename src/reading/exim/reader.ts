/** Reads the lines of an Exim log one by one: where each stands, whether it was told already, and whose it is. */
import { BoundedMap } from "../../base/bounded.ts";
import { defined } from "../../base/defined.ts";
import type { Emit, MailEvent, Source } from "../../events/event.ts";
import type { LogContext, LogReader, Understood } from "../format.ts";
import type { Line, LogFile } from "../line.ts";
import { type Draft, match, patternsFor, type Unfinished } from "../pattern.ts";
import { Complaints } from "./complaints.ts";
import { isCertain, keyOf } from "./connection-key.ts";
import { connectionPatterns } from "./connections.ts";
import { Copies, type Kind, kindOf } from "./copies.ts";
import type { Peer } from "./fields.ts";
import { freeWords } from "./free-words.ts";
import { Heads } from "./head.ts";
import { HeaderLines, type Headers } from "./headers.ts";
import { isBegunLater } from "./message-id.ts";
import { Parts, textLine, type Whole } from "./parts.ts";
import { queuePatterns } from "./queue.ts";
import {
  type Connection,
  disorderMilliseconds,
  type EndOfConnection,
  type Entry,
  isSilent,
  maxEntries,
  type Scene,
} from "./scene.ts";
import { upkeepPatterns } from "./upkeep.ts";

/** All patterns; a test says that each sample is read by its own pattern only. */
export const eximPatterns = [...queuePatterns, ...connectionPatterns, ...upkeepPatterns];
const { queued, bare } = patternsFor([...eximPatterns, ...freeWords])("exim");
/** Lines that stand in the main and in the reject log. */
const twice = new Set([
  "rejected",
  "rejected-of-message",
  "too-big",
  "too-big-of-message",
  "discarded",
  "sender-verify",
  "dropped",
  "synchronization",
  "bad-helo",
  "too-many-recipients",
  "unqualified",
  "connection-refused",
  "connection-dropped",
  "login-failed",
]);

const openingBracket = 91;

/** What one machine has open. */
interface Machine {
  readonly node: string;
  /** The one that spoke last stands last. */
  readonly connections: Map<string, Connection>;
  readonly entries: BoundedMap<string, Entry>;
}

const machineOf = (node: string): Machine => ({ node, connections: new Map(), entries: new BoundedMap(maxEntries) });

export class EximReader implements LogReader, Scene {
  readonly #context: LogContext;
  readonly #machines = new Map<string, Machine>();
  readonly #heads = new Heads();
  #machine: Machine = machineOf("");
  #emit: Emit = () => {};
  #line: Line | undefined;
  #before: Understood = "unread";
  #file: LogFile | undefined;
  #kind: Kind = "main";
  readonly #copies = new Copies();
  readonly #parts = new Parts();
  /** A refusal of the reject log whose header is being read. */
  #held:
    | { readonly line: Line; readonly epoch: number; readonly source: Source; readonly lines: HeaderLines }
    | undefined;
  /** Where the line stands, if that is not one place. */
  #sources: readonly Source[] | undefined;
  headers: Headers | undefined;
  readonly complaints = new Complaints();
  queueId: string | undefined;
  pattern: string | undefined;

  constructor(context: LogContext) {
    this.#context = context;
  }

  get line(): Line {
    if (!this.#line) throw new Error("a scene has a line only while one is read");
    return this.#line;
  }

  get at(): number {
    return this.#heads.at;
  }

  read(line: Line, emit: Emit): Understood {
    this.#emit = emit;
    this.pattern = undefined;
    const whole = line.program === undefined ? undefined : this.#parts.take(line);
    this.#before = whole === undefined ? this.#stamped(line) : whole === "part" ? "read" : this.#put(whole);
    return this.#before;
  }

  held(): Iterable<Source> {
    return this.complaints.pending(this.at);
  }

  close(emit: Emit): void {
    this.#emit = emit;
    this.#release();
    this.endUnseen(false, emit);
  }

  endUnseen(_forgotten: boolean, emit: Emit): void {
    this.#emit = emit;
    for (const machine of this.#machines.values()) {
      this.#machine = machine;
      for (const connection of [...machine.connections.values()]) this.#over(connection, "unknown");
    }
  }

  #stamped(line: Line): Understood {
    const heads = this.#heads;
    if (heads.read(line, this.#context.zone)) {
      if (this.#held) {
        const { epoch } = heads;
        this.#release();
        heads.read(line, this.#context.zone, epoch);
      }
    } else if (line.program === undefined) return this.#continued(line);
    else heads.bare(line);
    return this.#take(line);
  }

  /** A line that syslog had in parts. */
  #put({ line, more, sources }: Whole): Understood {
    const lines = new HeaderLines(false);
    for (const text of more) lines.add(text, sources[0] ?? line.source());
    this.#sources = sources;
    this.headers = lines.headers;
    const understood = this.#stamped(line);
    this.#sources = undefined;
    this.headers = undefined;
    return understood;
  }

  /** `isHeld`: it was looked at already, and what stands behind it has come. */
  #take(line: Line, isHeld = false): Understood {
    const heads = this.#heads;
    const kind = this.#kindOf(line);
    this.#copies.next();
    const found = match(heads.idLength > 0 ? queued : bare, line, heads.textAt);
    this.pattern = found?.pattern.name;
    if (!found) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    if (!isHeld) {
      const isCopy = twice.has(pattern.name) && this.#copies.has(line, heads.at, kind, this.#sources);
      if (kind === "reject" && heads.idLength > 0) return this.#hold(line, isCopy);
      if (isCopy && !this.headers?.recipients.length) {
        const session = this.#copies.said?.session;
        if (session !== undefined) this.#needed(session);
        return "ignored";
      }
      if (isCopy && this.headers) this.headers = { ...this.headers, isCopy };
    }
    this.#lookAt(line);
    // The panic log repeats what the main log says, for the administrator.
    if (kind === "panic") this.emit({ kind: "system.noted", text: line.text(heads.idAt) });
    else pattern.events(groups, this);
    return "read";
  }

  /** What the reject log says of a message is told when its header has come, too. */
  #hold(line: Line, isCopy: boolean): Understood {
    const { epoch } = this.#heads;
    this.#held = { line: textLine(line.text(), line), epoch, source: line.source(), lines: new HeaderLines(isCopy) };
    return "read";
  }

  #release(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    const { headers } = held.lines;
    if (headers.isCopy && headers.recipients.length === 0) return;
    this.headers = headers;
    this.#sources = [held.source, ...headers.sources];
    this.#heads.read(held.line, this.#context.zone, held.epoch);
    this.#take(held.line, true);
    this.#sources = undefined;
    this.headers = undefined;
  }

  /** A line without a stamp goes on with the one before. */
  #continued(line: Line): Understood {
    this.#held?.lines.add(line.text(), line.source());
    if (this.#held) return "read";
    return line.byteAt(0) === -1 || this.#before !== "unread" ? "ignored" : "unread";
  }

  #kindOf({ file }: Line): Kind {
    if (file !== this.#file) this.#kind = kindOf(file);
    this.#file = file;
    return this.#kind;
  }

  #machineOf(line: Line): Machine {
    const node = this.#context.nodeOf(line);
    if (node === this.#machine.node) return this.#machine;
    return this.#machines.getOrInsertComputed(node, machineOf);
  }

  connection(peer: Peer, sender?: string): Connection {
    this.#expire();
    const key = keyOf(peer, this.#heads.pid, sender);
    const { connections } = this.#machine;
    const open = this.#openUnder(key);
    if (!open) return this.#begin(key, peer);
    connections.delete(key);
    connections.set(key, open);
    open.lastAt = this.at;
    open.precisionSeconds = this.#heads.precisionSeconds;
    this.#needed(open.session);
    this.#told(open);
    return open;
  }

  /** What is open under a key, if it was not silent for too long, and the line is not of a message that came to another later. */
  #openUnder(key: string): Connection | undefined {
    const open = this.#machine.connections.get(key);
    if (!open) return undefined;
    const isOther = !open.isCertain && this.queueId !== undefined && isBegunLater(this.queueId, open.lastAt);
    if (!isOther && !isSilent(open, this.at)) return open;
    this.#over(open, "unknown");
    return undefined;
  }

  /** Without what stands between two equal refusals of one connection the second would be a copy. */
  #told(connection: Connection): void {
    const { said } = this.#copies;
    if (!said || said === connection.said) return;
    said.session ??= connection.session;
    if (said.isAgain || said.text === connection.said?.text)
      for (const source of said.behind) this.#context.needs?.(connection.session, source);
    connection.said = said;
  }

  #needed(session: string): void {
    const { needs } = this.#context;
    if (!needs) return;
    if (!this.#sources) return needs(session);
    for (const source of [...this.#sources, ...(this.headers?.alsoSources ?? [])]) needs(session, source);
  }

  known(peer: Peer, sender?: string): Connection | undefined {
    const isOpen = this.#openUnder(keyOf(peer, this.#heads.pid, sender)) !== undefined;
    return isOpen || (isCertain(peer, this.#heads.pid) && sender !== undefined)
      ? this.connection(peer, sender)
      : undefined;
  }

  connected(peer: Peer, local: Peer): void {
    if (peer.connectionId === undefined && peer.port === undefined) return;
    const key = keyOf(peer, this.#heads.pid);
    const open = this.#openUnder(key);
    if (open) this.#over(open, "unknown");
    this.#begin(key, peer, local);
  }

  taken(connection: Connection): void {
    connection.transaction += 1;
    connection.atRecipients = false;
    if (!connection.isCertain) this.end(connection, "unknown");
  }

  end(connection: Connection, ended: EndOfConnection): void {
    this.#over(connection, ended, this.source);
  }

  #begin(key: string, peer: Peer, local?: Peer): Connection {
    const session = this.#context.newSession("smtp", this.line);
    const connection: Connection = {
      session,
      key,
      peer,
      isCertain: isCertain(peer, this.#heads.pid),
      lastAt: this.at,
      precisionSeconds: this.#heads.precisionSeconds,
      transaction: 1,
    };
    this.#machine.connections.set(key, connection);
    this.#needed(session);
    this.#told(connection);
    const here = local?.ip === undefined ? undefined : defined({ ip: local.ip, port: local.port });
    const who = { peerHost: peer.host, peerPort: peer.port, peer: peer.ip, local: here };
    this.emit(defined({ kind: "session.opened", role: "server", ...who }), session);
    return connection;
  }

  /** `source` is where that stands; otherwise the log does not tell it. */
  #over(connection: Connection, ended: EndOfConnection, source?: Source): void {
    const { session, key, peer, lastAt: at, precisionSeconds: atPrecisionSeconds } = connection;
    this.#machine.connections.delete(key);
    const { node } = this.#machine;
    const base = { at, atPrecisionSeconds, node, service: "smtp", session } as const;
    this.#emit(defined({ ...base, source, kind: "session.closed", ended, peer: peer.ip }));
  }

  /** Forgets what fell silent so long ago that no line can be meant for it, also where clocks went back meanwhile. */
  #expire(): void {
    for (const connection of this.#machine.connections.values()) {
      if (!isSilent(connection, this.at - disorderMilliseconds)) return;
      this.#over(connection, "unknown");
    }
  }

  arrive(): Entry {
    const { entries } = this.#machine;
    const id = this.queueId ?? "";
    const early = entries.get(id);
    if (early?.isEarly) {
      early.isEarly = false;
      return early;
    }
    const entry: Entry = { session: this.#context.newSession("smtp", this.line), begun: this.source };
    for (const { session } of entries.add(id, entry)) this.#context.forgotten?.(session);
    this.emit({ kind: "session.opened", role: "queue" }, entry.session);
    return entry;
  }

  entry(): Entry {
    return this.#machine.entries.get(this.queueId ?? "") ?? this.arrive();
  }

  entryOf(id: string): Entry | undefined {
    return this.#machine.entries.get(id);
  }

  needs(session: string, line: Source): void {
    this.#context.needs?.(session, line);
  }

  /**
   * The head of a line of a main log, which is then the one that is looked at; undefined where more than its own bytes says what
   * it means.
   */
  look(line: Line, emit: Emit): Heads | undefined {
    const heads = this.#heads;
    const isPart = line.program !== undefined && line.byteAt(0) === openingBracket;
    if (this.#held || isPart || this.#kindOf(line) !== "main") return undefined;
    if (!heads.read(line, this.#context.zone)) {
      if (line.program === undefined) return undefined;
      heads.bare(line);
    }
    this.#emit = emit;
    this.#before = "read";
    this.#copies.next();
    this.#lookAt(line);
    return heads;
  }

  #lookAt(line: Line): void {
    const { idAt, idLength } = this.#heads;
    this.#line = line;
    this.#machine = this.#machineOf(line);
    this.queueId = idLength > 0 ? line.text(idAt, idAt + idLength) : undefined;
  }

  /** Was the refusal of the line, of a file of its own, told already by another log? */
  isCopy(): boolean {
    return this.#copies.has(this.line, this.at, "main");
  }

  forget(): void {
    this.#machine.entries.delete(this.queueId ?? "");
  }

  emit(draft: Draft, session?: string, source = this.source): void {
    // The draft was made for this event alone: it is filled in, not copied.
    const event = draft as Unfinished;
    event.at = this.#heads.at;
    event.atPrecisionSeconds = this.#heads.precisionSeconds;
    event.node = this.#machine.node;
    event.service = "smtp";
    event.source = source;
    if (session !== undefined) event.session = session;
    if (this.queueId !== undefined) event.queueId ??= this.queueId;
    this.#emit(event as MailEvent);
  }

  get source(): Source {
    const [first, ...also] = this.#sources ?? [];
    if (!first) return this.line.source();
    return also.length > 0 ? { ...first, also } : first;
  }
}
