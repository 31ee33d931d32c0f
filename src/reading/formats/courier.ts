/** Courier's log, by syslog: its clients, its queue, and each try to deliver. */
import { setBounded } from "../../base/bounded.ts";
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Emit, Ended, MailEvent, Relay, Source } from "../../events/event.ts";
import { attemptOf, isRemembered, longestText } from "../courier/attempt.ts";
import { clientPatterns, settleRefusal } from "../courier/clients.ts";
import { Kinship } from "../courier/kinship.ts";
import { queuePatterns } from "../courier/queue.ts";
import {
  type Connection,
  type CourierPattern,
  type CourierScene,
  type Entry,
  idleMilliseconds,
  mostOpen,
  mostTries,
  type Origin,
  type Status,
  type Try,
} from "../courier/scene.ts";
import { Unanswered } from "../courier/unanswered.ts";
import { serverPatterns, upkeepPatterns } from "../courier/upkeep.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { type Draft, match, patternsFor, type Unfinished } from "../pattern.ts";
import { type Spot, spotOf } from "../spot.ts";

export const courierPatterns: readonly CourierPattern[] = [
  ...clientPatterns,
  ...queuePatterns,
  ...serverPatterns,
  ...upkeepPatterns,
];
const patternsOf = patternsFor<CourierScene>(courierPatterns);

/** A bounce of a bounce names a sender that nobody has. */
const named = (sender: string): string => (sender === "#@[]" ? "" : sender);

const untried: Try = { text: "", spots: [] };

class CourierReader implements LogReader, CourierScene {
  readonly #context: LogContext;
  readonly #connections = new Map<string, Connection>();
  /** By node and address, the connections that were opened last. */
  readonly #latest = new Map<string, Connection>();
  readonly #entries = new Map<string, Entry>();
  readonly #kinship = new Kinship();
  /** By node, when authdaemond did not answer. */
  readonly #unanswered = new Unanswered();
  #settledAt = Number.NEGATIVE_INFINITY;
  #line: Line | undefined;
  #emit: Emit = () => {};
  #node = "";
  program = "";
  pattern: string | undefined;

  constructor(context: LogContext) {
    this.#context = context;
  }

  read(line: Line, emit: Emit): Understood {
    this.program = line.program?.split("/").at(-1) ?? "";
    const found = match(patternsOf(this.program).bare, line, 0);
    this.pattern = found?.pattern.name;
    if (!found) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    this.#line = line;
    this.#emit = emit;
    this.#node = this.#context.nodeOf(line);
    this.#settleOld(line.at);
    pattern.events(groups, this);
    return "read";
  }

  /** What is told of with a later line: refusals of several lines, messages whose sender is not known yet, what was said of tries. */
  *held(): Generator<Source> {
    for (const { pending } of this.#connections.values()) for (const { source } of pending?.spots ?? []) yield source;
    for (const { came, sender, tries } of this.#entries.values()) {
      if (came && sender === undefined) yield came.source;
      for (const { spots } of tries.values()) for (const { source } of spots) yield source;
    }
  }

  close(emit: Emit): void {
    this.#emit = emit;
    for (const connection of this.#connections.values()) settleRefusal(connection, this);
    this.#settleOld(Number.POSITIVE_INFINITY);
  }

  get spot(): Spot {
    return spotOf(this.#now);
  }

  get #now(): Line {
    if (!this.#line) throw new Error("a scene has a line only while one is read");
    return this.#line;
  }

  came(ip: string, port: string | undefined): void {
    this.#open(ip, port);
  }

  connection(ip: string, port: string | undefined): Connection {
    const known = this.#connections.get(`${this.#node} ${normaliseIp(ip) ?? ip} ${port ?? ""}`);
    const connection = known ?? this.#open(ip, port);
    connection.last = this.spot;
    return connection;
  }

  #open(ip: string, port: string | undefined): Connection {
    const peer = normaliseIp(ip);
    const key = `${this.#node} ${peer ?? ip} ${port ?? ""}`;
    const before = this.#connections.get(key);
    if (before) this.left(before, "unknown");
    const session = this.#context.newSession("smtp", this.#now);
    const connection: Connection = { key, session, node: this.#node, peer, isUsed: false, last: this.spot };
    const oldest = setBounded(this.#connections, key, connection, mostOpen);
    if (oldest) {
      settleRefusal(oldest, this);
      this.#context.forgotten?.(oldest.session);
    }
    setBounded(this.#latest, `${this.#node} ${peer}`, connection, mostOpen);
    const peerPort = port === undefined ? undefined : Number(port);
    this.emit(defined({ kind: "session.opened", role: "server", peerPort }), connection);
    return connection;
  }

  latest(ip: string): Connection | undefined {
    return this.#latest.get(`${this.#node} ${normaliseIp(ip)}`);
  }

  left(connection: Connection, ended: Ended, place = this.spot): void {
    settleRefusal(connection, this);
    this.#connections.delete(connection.key);
    const latest = `${connection.node} ${connection.peer}`;
    if (this.#latest.get(latest) === connection) this.#latest.delete(latest);
    this.emit({ kind: "session.closed", ended }, connection, place);
  }

  arrived(id: string, origin: Origin): void {
    this.#begin(id, { ...this.spot, ...origin });
  }

  started(id: string, sender: string, module: string, host: string, address: string): void {
    const entry = this.#entry(id);
    const isLocal = module === "local";
    if (entry.sender === undefined) {
      entry.sender = named(sender);
      this.#accepted(entry, sender, address);
    }
    if (isLocal) this.#kinship.stored(entry, this.spot);
    this.#tried(entry, address, { ...untried, module, ...(module === "esmtp" && { host }) });
  }

  unanswered(text: string): void {
    this.#unanswered.note(this.#node, this.#now.at, text);
    this.emit({ kind: "program.warned", program: this.program, text });
  }

  whyUnanswered(): string | undefined {
    return this.#unanswered.why(this.#node, this.#now.at);
  }

  /** With its first try its sender is known. */
  #accepted(entry: Entry, started: string, address: string): void {
    const { came, sender = "" } = entry;
    if (!came) return;
    const { helo, peerHost, peer, login, ...place } = came;
    const connection = peer === undefined ? undefined : this.#broughtBy(peer, entry.node);
    if (connection) {
      connection.isUsed = true;
      if (login !== undefined)
        this.emit({ kind: "decision", by: "login.accepted", verdict: "accept", detail: login }, connection, place);
      this.emit({ kind: "transaction.opened", sender, queueId: entry.id }, connection, place, [this.spot]);
    }
    this.emit(defined({ kind: "message.accepted", sender, helo, peer }), entry, place, [this.spot]);
    const parent = this.#kinship.parentOf(entry, came, started, address, place.at);
    if (!parent) return;
    const { entry: of, why } = parent;
    // Of what was sent on the first message may be through.
    this.emit({ kind: "message.linked", from: of.id, to: entry.id, why }, why === "forwarded" ? entry : of, place, [
      parent,
    ]);
  }

  /** Which connection a message came by is not logged: the last of its address, but where another of it has brought nothing yet. */
  #broughtBy(peer: string, node: string): Connection | undefined {
    const latest = this.#latest.get(`${node} ${peer}`);
    if (!latest || latest.isUsed) return latest;
    const others = this.#connections.values().filter((one) => one.peer === peer && one.node === node);
    return others.some((one) => one !== latest && !one.isUsed) ? undefined : latest;
  }

  reports(id: string, address: string, isDelay: boolean): void {
    const entry = this.#entries.get(`${this.#node} ${id}`);
    // Of one that arrived everywhere, where its sender wished to be told.
    if (!entry) return;
    const { waiting, failed } = entry;
    this.#kinship.reports(entry, address, isDelay ? "delay-notice" : "bounce", this.spot);
    entry.failed = 0;
    // Only of what did not arrive; with no failure behind it their time is up.
    if (isDelay || failed > 0 || waiting.size === 0) return;
    this.emit({ kind: "message.ended", how: "expired" }, entry);
    for (const draft of waiting.values()) this.emit({ ...draft, status: "expired" }, entry);
    waiting.clear();
  }

  said(id: string, sender: string, address: string, text: string): void {
    const entry = this.#entry(id);
    entry.sender ??= named(sender);
    const tried = entry.tries.get(address) ?? untried;
    const whole = tried.text === "" ? text : `${tried.text}\n${text}`;
    const spots = [...tried.spots, this.spot].slice(0, 50);
    this.#tried(entry, address, { ...tried, text: whole.slice(0, longestText), spots });
  }

  tookIt(id: string, sender: string, address: string, relay: Relay | undefined): void {
    const entry = this.#entry(id);
    entry.sender ??= named(sender);
    const tried = entry.tries.get(address) ?? untried;
    this.#tried(entry, address, { ...tried, ...(relay && { relay }) });
  }

  ended(id: string, sender: string, address: string, status: Status, sizeBytes?: number): void {
    const entry = this.#entry(id);
    entry.sender ??= named(sender);
    const { program } = this;
    const tried = entry.tries.get(address) ?? untried;
    entry.tries.delete(address);
    const draft = attemptOf({ sender: named(sender), recipient: address, status, program, sizeBytes }, tried);
    const [first, ...rest] = [...tried.spots, this.spot];
    const also = rest.filter(({ source }) => source.offset !== first?.source.offset);
    this.emit(draft, entry, first, also);
    const before = entry.waiting.get(address);
    entry.waiting.delete(address);
    // What kept it from the host says more of it than that this is remembered.
    if (status === "deferred") entry.waiting.set(address, before && isRemembered(tried.text) ? before : draft);
    if (status === "failure") entry.failed++;
    if (draft.status === "delivered") this.#kinship.stored(entry, this.spot);
  }

  #tried(entry: Entry, address: string, now: Try): void {
    setBounded(entry.tries, address, now, mostTries);
  }

  completed(id: string): void {
    const entry = this.#entries.get(`${this.#node} ${id}`);
    if (!entry || entry.waiting.size > 0 || entry.failed > 0) return;
    this.emit({ kind: "message.ended", how: "removed" }, entry);
    this.#letGo(entry, this.spot);
  }

  #letGo(entry: Entry, place: Spot): void {
    this.#entries.delete(`${entry.node} ${entry.id}`);
    this.emit({ kind: "session.closed", ended: "quit" }, entry, place);
  }

  #entry(id: string): Entry {
    const known = this.#entries.get(`${this.#node} ${id}`);
    if (!known) return this.#begin(id, undefined);
    known.last = this.spot;
    return known;
  }

  #begin(id: string, came: (Spot & Origin) | undefined): Entry {
    const session = this.#context.newSession("smtp", this.#now);
    const begun = { id, session, node: this.#node, tries: new Map(), waiting: new Map(), failed: 0, last: this.spot };
    const entry: Entry = { ...begun, ...(came && { came }) };
    const oldest = setBounded(this.#entries, `${this.#node} ${id}`, entry, mostOpen);
    if (oldest) this.#context.forgotten?.(oldest.session);
    const { peer, peerHost } = came ?? {};
    this.emit(defined({ kind: "session.opened", role: "queue", peerHost, peer }), entry);
    return entry;
  }

  /** Who leaves is not logged, and a message may fail of which nobody is told. */
  #settleOld(now: number): void {
    if (now < this.#settledAt + idleMilliseconds) return;
    this.#settledAt = now;
    const since = now - idleMilliseconds;
    for (const connection of this.#connections.values())
      if (connection.last.at < since) this.left(connection, "unknown", connection.last);
    for (const entry of this.#entries.values())
      if (entry.last.at < since && entry.failed > 0 && entry.waiting.size === 0 && entry.tries.size === 0)
        this.#letGo(entry, entry.last);
  }

  emit(draft: Draft, owner?: Connection | Entry, place: Spot = this.spot, also: readonly Spot[] = []): void {
    const { at, atPrecisionSeconds, source } = place;
    const event = draft as Unfinished;
    event.at = at;
    event.atPrecisionSeconds = atPrecisionSeconds;
    event.node = owner?.node ?? this.#node;
    event.service = owner ? "smtp" : "system";
    const further = also.map((other): Source => ({ ...other.source, ...(other.at !== at && { at: other.at }) }));
    event.source = also.length > 0 ? { ...source, also: further } : source;
    if (owner) event.session = owner.session;
    if (owner && "id" in owner) event.queueId ??= owner.id;
    if (owner && "peer" in owner && owner.peer !== undefined) event.peer ??= owner.peer;
    this.#emit(event as MailEvent);
  }
}

export const courier = defineFormat({
  id: "courier",
  title: "Courier",
  docs: "courier(8), its source (courierd, submit, courieresmtpd), and what Courier 1.0.16 of Debian 12 wrote",
  programs: ["courierd", "courieresmtpd", "courieresmtp", "courier{local,dsn,uucp,fax,filter}", "courier-mta"],
  patterns: courierPatterns,
  samples: courierPatterns.flatMap(({ samples }) => samples),
  open: (context) => new CourierReader(context),
});
