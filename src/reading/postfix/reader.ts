/** The one reader for all programs of Postfix, told apart by their names. */

import { normaliseIp } from "../../base/ip.ts";
import type { Emit, MailEvent, Source } from "../../events/event.ts";
import type { LogContext, LogReader, Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { type Draft, match, type PatternLists, patternsFor, type Unfinished } from "../pattern.ts";
import type { LineView } from "../view.ts";
import { connectionPatterns } from "./connections.ts";
import { daemonOf } from "./daemon.ts";
import { Entries } from "./entries.ts";
import { postscreenPatterns } from "./postscreen.ts";
import { proxyPatterns } from "./proxy.ts";
import { queuePatterns } from "./queue.ts";
import { idLength, noQueue } from "./queue-id.ts";
import { remarkPatterns } from "./remarks.ts";
import { type Connection, type Entry, lateLinesMilliseconds, maxEntries, type Scene } from "./scene.ts";
import { Screened } from "./screened.ts";
import { verbosePatterns } from "./verbose.ts";
import { warningPatterns } from "./warnings.ts";

/** All patterns; the suite over formats tests that each sample is read by its own pattern only. */
export const postfixPatterns = [
  ...connectionPatterns,
  ...warningPatterns,
  ...postscreenPatterns,
  ...queuePatterns,
  ...proxyPatterns,
  ...remarkPatterns,
  ...verbosePatterns,
];
const patternsOf = patternsFor<Scene>(postfixPatterns);

const daemons: ReadonlySet<string> = new Set(postfixPatterns.flatMap(({ programs }) => programs));

interface Daemon extends PatternLists<Scene> {
  readonly name: string;
  /** The log kept what stands before the name of the daemon, or has Postfix's own for all of them: it is told by what it says. */
  readonly isAny: boolean;
}

/** What one machine has open. */
export interface Machine {
  readonly node: string;
  /** By process. */
  readonly connections: Map<number, Connection>;
  readonly screened: Screened;
  /** By queue id. */
  readonly entries: Entries;
  /** Entries that were removed a moment ago, the oldest first. */
  readonly removed: Set<Entry>;
}

const machineOf = (node: string): Machine => ({
  node,
  connections: new Map(),
  screened: new Screened(),
  entries: new Entries(),
  removed: new Set(),
});

export class PostfixReader implements LogReader, Scene {
  readonly #context: LogContext;
  readonly #forgotten: (entry: Entry) => void;
  readonly #machines = new Map<string, Machine>();
  readonly #byProgram = new Map<string, Daemon>();
  #machine: Machine = machineOf("");
  #emit: Emit = () => {};
  #line: Line | undefined;
  program = "";
  queueId: string | undefined;
  pattern: string | undefined;

  /** `forgotten` is told of each queue entry of which no line is expected any more. */
  constructor(context: LogContext, forgotten: (entry: Entry) => void = () => {}) {
    this.#context = context;
    this.#forgotten = forgotten;
  }

  get line(): Line {
    if (!this.#line) throw new Error("a scene has a line only while one is read");
    return this.#line;
  }

  read(line: LineView, emit: Emit): Understood {
    const length = idLength(line);
    const known = this.#patterns(line.program ?? "");
    const patterns = known.isAny ? this.#patterns(daemonOf(line.text(length > 0 ? length + 2 : 0))) : known;
    const found = match(length > 0 ? patterns.queued : patterns.bare, line, length > 0 ? length + 2 : 0);
    this.pattern = found?.pattern.name;
    if (!found) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    this.#line = line;
    this.#emit = emit;
    this.#machine = this.machineOf(line);
    this.program = patterns.name;
    const id = length > 0 ? line.text(0, length) : undefined;
    this.queueId = id === noQueue ? undefined : id;
    pattern.events(groups, this);
    const connection = this.program === "smtpd" ? this.#connection : undefined;
    if (connection) connection.lastAt = line.at;
    return "read";
  }

  close(): void {}

  endUnseen(_forgotten: boolean, emit: Emit): void {
    this.#emit = emit;
    for (const machine of new Set([this.#machine, ...this.#machines.values()])) {
      this.#machine = machine;
      for (const connection of machine.connections.values()) this.#close(connection);
      machine.connections.clear();
    }
  }

  #patterns(program: string): Daemon {
    let known = this.#byProgram.get(program);
    if (!known) {
      const name = program.slice(program.lastIndexOf("/") + 1);
      known = { name, isAny: name === program && (name === "postfix" || !daemons.has(name)), ...patternsOf(name) };
      if (this.#byProgram.size < 1000) this.#byProgram.set(program, known);
    }
    return known;
  }

  /** What the machine of a line has open. */
  machineOf(line: Line): Machine {
    const node = this.#context.nodeOf(line);
    if (node === this.#machine.node) return this.#machine;
    return this.#machines.getOrInsertComputed(node, machineOf);
  }

  connect(peer: string, port: number | undefined): Connection {
    const open = this.#connection;
    if (open) this.#close(open);
    const passed = this.#machine.screened.take(peer, port, this.line.at);
    if (!passed) return this.#begin(peer);
    this.#machine.connections.set(this.line.pid ?? 0, passed);
    return passed;
  }

  /** The end of a connection was not logged. */
  #close({ session, lastAt, peer }: Connection): void {
    const { node } = this.#machine;
    const atPrecisionSeconds = this.#line?.atPrecisionSeconds ?? 1;
    const base = { at: lastAt, atPrecisionSeconds, node, service: "smtp" } as const;
    this.#emit({ ...base, kind: "session.closed", ended: "unknown", session, ...(peer && { peer }) });
  }

  screened(ip: string, port: number): Connection {
    const { screened } = this.#machine;
    const connection =
      screened.get(ip, port) ?? screened.add(ip, port, { session: this.#newSession(), peer: ip, lastAt: this.line.at });
    connection.lastAt = this.line.at;
    return connection;
  }

  lastScreened(ip: string): Connection | undefined {
    return this.#machine.screened.last(ip);
  }

  pass(connection: Connection): void {
    const forgotten = this.#machine.screened.pass(connection);
    if (forgotten) this.#close(forgotten);
  }

  screenedOut(connection: Connection): void {
    this.#machine.screened.delete(connection);
  }

  #newSession(): string {
    return this.#context.newSession("smtp", this.line);
  }

  connection(ip?: string): Connection {
    return this.#connection ?? this.#begin(normaliseIp(ip ?? "") ?? "");
  }

  hasConnection(): boolean {
    return this.program === "smtpd" && this.#connection !== undefined;
  }

  /** What the process of the line has open. */
  get #connection(): Connection | undefined {
    return this.#machine.connections.get(this.line.pid ?? 0);
  }

  #begin(peer: string): Connection {
    const session = this.#newSession();
    const connection = { session, lastAt: this.line.at, ...(peer && { peer }) };
    this.#machine.connections.set(this.line.pid ?? 0, connection);
    return connection;
  }

  disconnect(): void {
    this.#machine.connections.delete(this.line.pid ?? 0);
  }

  entry(id = this.queueId ?? ""): Entry {
    const { entries } = this.#machine;
    const known = entries.get(id);
    if (known && !isOver(known, this.line.at)) return known;
    const entry = this.add(this.#machine, id, this.#newSession());
    this.emit({ kind: "session.opened", role: "queue" }, entry.session);
    return entry;
  }

  hasEntry(): boolean {
    const entry = this.#machine.entries.get(this.queueId ?? "");
    return entry !== undefined && entry.removedAt === undefined;
  }

  /** A queue entry begins. */
  add({ entries, removed }: Machine, id: string, session: string): Entry {
    const entry: Entry = { session, id, next: undefined };
    entries.add(entry);
    const oldest = entries.size > maxEntries ? entries.oldest : undefined;
    if (oldest) {
      entries.delete(oldest);
      if (!removed.has(oldest)) this.#forgotten(oldest);
    }
    return entry;
  }

  removed(): void {
    const entry = this.#machine.entries.get(this.queueId ?? "");
    if (entry) this.remove(this.#machine, entry, this.line.at);
  }

  /** The queue let go of an entry; those that it let go of before are forgotten when no line of them can come any more. */
  remove({ entries, removed }: Machine, entry: Entry, at: number): void {
    entry.removedAt = at;
    removed.add(entry);
    for (const over of removed) {
      if (!isOver(over, at)) break;
      removed.delete(over);
      this.#forgotten(over);
      if (entries.get(over.id) === over) entries.delete(over);
    }
  }

  emit(draft: Draft, session?: string, source: Source = this.line.source()): void {
    const { line } = this;
    const connection = session === undefined ? undefined : this.#connection;
    // The draft was made for this event alone: it is filled in, not copied.
    const event = draft as Unfinished;
    event.at = line.at;
    event.atPrecisionSeconds = line.atPrecisionSeconds;
    event.node = this.#machine.node;
    event.service = "smtp";
    event.source = source;
    if (session !== undefined) event.session = session;
    if (connection?.peer && connection.session === session) event.peer = connection.peer;
    if (this.queueId !== undefined) event.queueId ??= this.queueId;
    this.#emit(event as MailEvent);
  }
}

/** A second life of an entry begins behind that. */
const isOver = ({ removedAt }: Entry, at: number): boolean =>
  removedAt !== undefined && at > removedAt + lateLinesMilliseconds;
