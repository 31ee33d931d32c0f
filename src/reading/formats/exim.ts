/** Exim's main, reject and panic log, as files of its own or through syslog. */

import { defined } from "../../base/defined.ts";
import type { Emit, EventBase, MailEvent } from "../../events/event.ts";
import { connectionPatterns } from "../exim/connections.ts";
import type { Peer } from "../exim/fields.ts";
import { Heads } from "../exim/head.ts";
import { queuePatterns } from "../exim/queue.ts";
import {
  type Connection,
  type EndOfConnection,
  type Entry,
  type EximPattern,
  idleMilliseconds,
  maxEntries,
  nearMilliseconds,
  type Scene,
} from "../exim/scene.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { type Draft, match, patternsFor } from "../pattern.ts";

/** All patterns; a test says that each sample is read by its own pattern only. */
export const eximPatterns = [...queuePatterns, ...connectionPatterns];
/** Those that are not about Exim itself, whose words may stand anywhere. */
const telling = eximPatterns.filter(({ name }) => name !== "system");
const { queued, bare } = patternsFor(eximPatterns, "exim");

/** What one machine has open. */
interface Machine {
  readonly node: string;
  /** The one that spoke last stands last. */
  readonly connections: Map<string, Connection>;
  readonly entries: Map<string, Entry>;
}

class EximReader implements LogReader, Scene {
  readonly #context: LogContext;
  readonly #machines = new Map<string, Machine>();
  readonly #heads = new Heads();
  #machine: Machine = { node: "", connections: new Map(), entries: new Map() };
  #emit: Emit = () => {};
  #line: Line | undefined;
  #before: Understood = "unread";
  queueId: string | undefined;

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
    this.#before = this.#read(line, emit);
    return this.#before;
  }

  #read(line: Line, emit: Emit): Understood {
    const heads = this.#heads;
    if (!heads.read(line, this.#context.zone)) {
      if (line.program === undefined) return this.#continued(line);
      heads.bare(line);
    }
    const found = match(heads.idLength > 0 ? queued : bare, line, heads.textAt);
    if (!found) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    this.#line = line;
    this.#emit = emit;
    this.#machine = this.#machineOf(line);
    this.queueId = heads.idLength > 0 ? line.text(heads.idAt, heads.idAt + heads.idLength) : undefined;
    pattern.events(groups, this);
    return "read";
  }

  /** A line without a stamp goes on with the one before. */
  #continued(line: Line): Understood {
    return line.byteAt(0) === -1 || this.#before !== "unread" ? "ignored" : "unread";
  }

  close(emit: Emit): void {
    this.#emit = emit;
    for (const machine of this.#machines.values()) {
      this.#machine = machine;
      for (const connection of [...machine.connections.values()]) this.#over(connection, "unknown", connection.lastAt);
    }
  }

  #machineOf(line: Line): Machine {
    const node = this.#context.nodeOf(line);
    if (node === this.#machine.node) return this.#machine;
    return this.#machines.getOrInsertComputed(node, () => ({ node, connections: new Map(), entries: new Map() }));
  }

  /** Address and port, or the process, tell a connection from all others; what client and sender are called does not. */
  #keyOf(peer: Peer, sender = ""): string {
    const { ip, port, helo = "", host = "" } = peer;
    if (port !== undefined) return `${ip}:${port}`;
    const { pid } = this.#heads;
    return pid === undefined ? `${ip} ${host} ${helo} ${sender}` : `#${pid}`;
  }

  #isCertain(peer: Peer): boolean {
    return peer.port !== undefined || this.#heads.pid !== undefined;
  }

  connection(peer: Peer, sender?: string): Connection {
    this.#expire();
    const key = this.#keyOf(peer, sender);
    const { connections } = this.#machine;
    const open = connections.get(key);
    if (!open) return this.#begin(key, peer);
    connections.delete(key);
    connections.set(key, open);
    open.lastAt = this.at;
    return open;
  }

  known(peer: Peer, sender?: string): Connection | undefined {
    const isOpen = this.#machine.connections.has(this.#keyOf(peer, sender));
    return isOpen || (this.#isCertain(peer) && sender !== undefined) ? this.connection(peer, sender) : undefined;
  }

  connected(peer: Peer, local: Peer): void {
    if (peer.port === undefined) return;
    const key = this.#keyOf(peer);
    const open = this.#machine.connections.get(key);
    if (open) this.#over(open, "unknown", open.lastAt);
    this.#begin(key, peer, local);
  }

  taken(connection: Connection): void {
    connection.transaction += 1;
    if (!connection.isCertain) this.end(connection, "unknown");
  }

  end(connection: Connection, ended: EndOfConnection): void {
    this.#over(connection, ended, this.at);
  }

  #begin(key: string, peer: Peer, local?: Peer): Connection {
    const session = this.#context.newSession("smtp", this.line);
    const connection: Connection = {
      session,
      key,
      peer,
      isCertain: this.#isCertain(peer),
      lastAt: this.at,
      transaction: 1,
    };
    this.#machine.connections.set(key, connection);
    const here = local?.ip === undefined ? undefined : defined({ ip: local.ip, port: local.port });
    const who = { peerHost: peer.host, peerPort: peer.port, peer: peer.ip, local: here };
    this.emit(defined({ kind: "session.opened", role: "server", ...who }), session);
    return connection;
  }

  #over({ session, key, peer }: Connection, ended: EndOfConnection, at: number): void {
    this.#machine.connections.delete(key);
    const { node } = this.#machine;
    const base = { at, atPrecisionSeconds: this.#heads.precisionSeconds, node, service: "smtp", session } as const;
    const source = at === this.at && this.#line ? this.#line.source() : undefined;
    this.#emit(defined({ ...base, source, kind: "session.closed", ended, peer: peer.ip }));
  }

  /** Ends what fell silent so long ago that a client would have been thrown out. */
  #expire(): void {
    for (const connection of this.#machine.connections.values()) {
      if (connection.lastAt > this.at - (connection.isCertain ? idleMilliseconds : nearMilliseconds)) return;
      this.#over(connection, "unknown", connection.lastAt);
    }
  }

  arrive(): Entry {
    const { entries } = this.#machine;
    const id = this.queueId ?? "";
    const entry: Entry = { session: this.#context.newSession("smtp", this.line) };
    entries.delete(id);
    entries.set(id, entry);
    if (entries.size > maxEntries) entries.delete(entries.keys().next().value ?? "");
    this.emit({ kind: "session.opened", role: "queue" }, entry.session);
    return entry;
  }

  entry(): Entry {
    return this.#machine.entries.get(this.queueId ?? "") ?? this.arrive();
  }

  entryOf(id: string): Entry | undefined {
    return this.#machine.entries.get(id);
  }

  forget(): void {
    this.#machine.entries.delete(this.queueId ?? "");
  }

  emit(draft: Draft, session?: string): void {
    // The draft was made for this event alone: it is filled in, not copied.
    const event = draft as Mutable;
    event.at = this.#heads.at;
    event.atPrecisionSeconds = this.#heads.precisionSeconds;
    event.node = this.#machine.node;
    event.service = "smtp";
    event.source = this.line.source();
    if (session !== undefined) event.session = session;
    if (this.queueId !== undefined) event.queueId ??= this.queueId;
    this.#emit(event as MailEvent);
  }
}

/** An event while its base is filled in. */
type Mutable = { -readonly [K in keyof EventBase]?: EventBase[K] };

const stamp = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{3})? (?:[+-]\d{4} )?(?:\[\d{1,8}\] )?/;
const id = /^\w{6}-(?:\w{6}-\w{2}|\w{11}-\w{4})(?: |$)/;

/** Behind the stamp an id, or words that no syslog has for a host's name. */
function isOurs(text: string, patterns: readonly EximPattern[]): boolean {
  const found = stamp.exec(text);
  if (!found) return false;
  const rest = text.slice(found[0].length, 1000);
  return id.test(rest) || patterns.some(({ queued, line }) => !queued && line.test(rest));
}

export const exim = defineFormat({
  id: "exim",
  title: "Exim",
  docs: "https://www.exim.org/exim-html-current/doc/html/spec_html/ch-log_files.html, the sources of 4.96, and what it wrote under test/servers/exim.test.ts",
  programs: ["exim", "exim4", "exim-*", "exim4-*"],
  container: "plain",
  samples: eximPatterns.flatMap(({ samples }) => samples.map((text) => `2026-11-28 06:31:02 ${text}`)),
  looksLike: (text) => isOurs(text, eximPatterns),
  // Headers of refused messages fill a reject log, so that its own lines are few.
  owns: (text) => isOurs(text, telling),
  open: (context) => new EximReader(context),
});
