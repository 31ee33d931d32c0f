/** OpenSMTPD's log, by syslog: its clients, its queue, and its deliveries. */
import { setBounded } from "../../base/bounded.ts";
import { defined } from "../../base/defined.ts";
import type { Emit, Ended, MailEvent, Source } from "../../events/event.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { clientPatterns } from "../opensmtpd/clients.ts";
import { deliveryPatterns } from "../opensmtpd/deliveries.ts";
import {
  type Connection,
  type Entry,
  maxLines,
  maxOpen,
  type Scene,
  settledMilliseconds,
  type Unreached,
  unreachedMilliseconds,
} from "../opensmtpd/scene.ts";
import { upkeepPatterns } from "../opensmtpd/upkeep.ts";
import { type Draft, match, patternsFor, type Unfinished } from "../pattern.ts";
import { type Spot, spotOf } from "../spot.ts";

export const opensmtpdPatterns = [...clientPatterns, ...deliveryPatterns, ...upkeepPatterns];
const { queued, bare } = patternsFor<Scene>(opensmtpdPatterns)("");

/** A session's id, and the space behind it. */
const idLength = 17;
const idShape = /^[0-9a-f]{16} $/;
/** Of a host's name so many labels are looked at. */
const maxLabels = 6;

class OpensmtpdReader implements LogReader, Scene {
  readonly #context: LogContext;
  readonly #connections = new Map<string, Connection>();
  readonly #entries = new Map<string, Entry>();
  /** By node and address, or a domain that the host's name is below, why it was not reached. */
  readonly #unreached = new Map<string, Unreached>();
  #settledAt = Number.NEGATIVE_INFINITY;
  #line: Line | undefined;
  #emit: Emit = () => {};
  #node = "";
  id = "";
  pattern: string | undefined;

  constructor(context: LogContext) {
    this.#context = context;
  }

  read(line: Line, emit: Emit): Understood {
    const head = line.text(0, idLength);
    const hasId = idShape.test(head);
    const found = match(hasId ? queued : bare, line, hasId ? idLength : 0);
    this.pattern = found?.pattern.name;
    if (!found) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    this.#line = line;
    this.#emit = emit;
    this.#node = this.#context.nodeOf(line);
    this.id = hasId ? head.trimEnd() : "";
    this.#settleOld(line.at);
    pattern.events(groups, this);
    return "read";
  }

  /** Messages whose recipients are not told of yet, and why hosts were not reached. */
  *held(): Generator<Source> {
    for (const { coming } of this.#connections.values()) if (coming) yield* [coming.source, ...coming.lines];
    const since = (this.#line?.at ?? 0) - unreachedMilliseconds;
    for (const { at, source } of this.#unreached.values()) if (at >= since) yield source;
  }

  close(emit: Emit): void {
    this.#emit = emit;
    for (const connection of this.#connections.values()) this.arrived(connection);
    this.#settleOld(Number.POSITIVE_INFINITY);
  }

  get spot(): Spot {
    return spotOf(this.line);
  }

  private get line(): Line {
    if (!this.#line) throw new Error("a scene has a line only while one is read");
    return this.#line;
  }

  get #key(): string {
    return `${this.#node} ${this.id}`;
  }

  opened({ peer }: { readonly peer?: string }): Connection {
    const session = this.#context.newSession("smtp", this.line);
    const connection: Connection = { session, node: this.#node, ...defined({ peer }) };
    const oldest = setBounded(this.#connections, this.#key, connection, maxOpen);
    if (oldest) {
      this.arrived(oldest);
      this.#context.forgotten?.(oldest.session);
    }
    return connection;
  }

  connection(role: "server" | "client" = "server"): Connection {
    const known = this.#connections.get(this.#key);
    if (known) return known;
    const connection = this.opened({});
    this.emit({ kind: "session.opened", role }, connection);
    return connection;
  }

  closed(ended: Ended): void {
    const connection = this.#connections.get(this.#key);
    if (!connection) return;
    this.arrived(connection);
    this.emit({ kind: "session.closed", ended }, connection);
    this.#connections.delete(this.#key);
  }

  arrived(connection: Connection): void {
    const { coming } = connection;
    if (!coming) return;
    connection.coming = undefined;
    const { id, sender, recipients, sizeBytes, lines } = coming;
    const { peer } = connection;
    const entry = this.#begin(id, connection.node, coming);
    Object.assign(entry, { sender, sizeBytes });
    for (const recipient of recipients) entry.untold.add(recipient);
    const also = lines.filter(({ offset }) => offset !== coming.source.offset);
    const queueId = id;
    this.emit({ kind: "transaction.opened", sender, queueId }, connection, also, coming);
    const message = { kind: "message.accepted", sender, recipients, sizeBytes, peer, queueId } as const;
    this.emit(defined(message), entry, also, coming);
  }

  entry(envelope: string): Entry {
    const id = envelope.slice(0, 8);
    const key = `${this.#node} ${id}`;
    // Before 6.6 nothing tells which recipient is the last: a delivery may be sooner than the end of the session.
    if (!this.#entries.has(key))
      for (const connection of this.#connections.values())
        if (connection.coming?.id === id && connection.node === this.#node) this.arrived(connection);
    const entry = this.#begin(id, this.#node, this.spot);
    entry.last = this.spot;
    return entry;
  }

  #begin(id: string, node: string, place: Spot): Entry {
    const key = `${node} ${id}`;
    const known = this.#entries.get(key);
    if (known) return known;
    const session = this.#context.newSession("smtp", this.line);
    const entry: Entry = { id, session, node, untold: new Set(), waiting: new Map(), last: place };
    const oldest = setBounded(this.#entries, key, entry, maxOpen);
    if (oldest) this.#context.forgotten?.(oldest.session);
    this.emit({ kind: "session.opened", role: "queue" }, entry, [], place);
    return entry;
  }

  /** An alias may have made further envelopes, which nothing announces: only time tells that all is said. */
  #settleOld(now: number): void {
    if (now < this.#settledAt + settledMilliseconds) return;
    this.#settledAt = now;
    for (const [key, entry] of this.#entries) {
      const { last, untold, waiting } = entry;
      if (untold.size > 0 || waiting.size > 0 || last.at > now - settledMilliseconds) continue;
      this.#entries.delete(key);
      this.emit({ kind: "session.closed", ended: "quit" }, entry, [], last);
    }
  }

  /** A relay is named by its address, or by the domain whose hosts were tried: such a host often has a name below it. */
  unreached(text: string): void {
    const { peer, host } = this.connection("client");
    const why: Unreached = { text, ...this.spot, ...(peer && { relay: defined({ ip: peer, host }) }) };
    const labels = host?.split(".").slice(-maxLabels) ?? [];
    const domains = labels.slice(0, -1).map((_, n) => labels.slice(n).join("."));
    for (const name of [...(peer ? [peer] : []), ...domains])
      setBounded(this.#unreached, `${this.#node} ${name}`, why, maxOpen);
  }

  whyUnreached(relay: string): Unreached | undefined {
    const why = this.#unreached.get(`${this.#node} ${relay}`);
    return why && this.line.at - why.at <= unreachedMilliseconds ? why : undefined;
  }

  emit(draft: Draft, owner?: Connection | Entry, also: readonly Source[] = [], place?: Spot): void {
    const { at, atPrecisionSeconds, source } = place ?? this.spot;
    const event = draft as Unfinished;
    event.at = at;
    event.atPrecisionSeconds = atPrecisionSeconds;
    event.node = owner?.node ?? this.#node;
    event.service = owner ? "smtp" : "system";
    event.source = also.length > 0 ? { ...source, also: also.slice(0, maxLines) } : source;
    if (owner) event.session = owner.session;
    if (owner && "id" in owner) event.queueId ??= owner.id;
    if (owner && "peer" in owner && owner.peer) event.peer ??= owner.peer;
    this.#emit(event as MailEvent);
    if (owner) for (const line of also) this.#context.needs?.(owner.session, line);
  }
}

export const opensmtpd = defineFormat({
  id: "opensmtpd",
  title: "OpenSMTPD",
  docs: "https://man.openbsd.org/smtpd.8, its source, and what OpenSMTPD 6.8.0p2 and 7.6.0p1 wrote",
  programs: ["smtpd", "opensmtpd"],
  patterns: opensmtpdPatterns,
  samples: opensmtpdPatterns.flatMap(({ samples }) => samples),
  open: (context) => new OpensmtpdReader(context),
});
