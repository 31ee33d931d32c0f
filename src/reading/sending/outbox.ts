/** Messages in the queue of a program that does no more than send them on: each is a session, from its first line to its last. */
import { setBounded } from "../../base/bounded.ts";
import type { Emit, MailEvent, Role, Source } from "../../events/event.ts";
import type { LogContext } from "../format.ts";
import type { Line } from "../line.ts";
import type { Draft, Unfinished } from "../pattern.ts";
import { type Spot, spotOf } from "../spot.ts";

/** So many messages are remembered; then the oldest is forgotten. */
const mostOpen = 100_000;

export interface Entry {
  readonly id: string;
  readonly node: string;
  readonly session: string;
  sender?: string;
  messageId?: string;
  recipients: readonly string[];
}

/** What a line may be told with, and where it stands. */
export class Outbox {
  readonly #context: LogContext;
  readonly #entries = new Map<string, Entry>();
  #line: Line | undefined;
  #emit: Emit = () => {};
  node = "";

  constructor(context: LogContext) {
    this.#context = context;
  }

  /** That line is read now. */
  at(line: Line, emit: Emit): void {
    this.#line = line;
    this.#emit = emit;
    this.node = this.#context.nodeOf(line);
  }

  /** No further line is read. */
  closing(emit: Emit): void {
    this.#emit = emit;
  }

  get spot(): Spot {
    if (!this.#line) throw new Error("an outbox has a line only while one is read");
    return spotOf(this.#line);
  }

  /** The message of that queue id; one that is not known begins here. */
  entry(id: string, role: Role = "queue"): Entry {
    const key = `${this.node} ${id}`;
    const known = this.#entries.get(key);
    if (known) return known;
    if (!this.#line) throw new Error("a message begins with a line");
    const session = this.#context.newSession("smtp", this.#line);
    const entry: Entry = { id, node: this.node, session, recipients: [] };
    const oldest = setBounded(this.#entries, key, entry, mostOpen);
    if (oldest) this.#context.forgotten?.(oldest.session);
    this.emit({ kind: "session.opened", role }, entry);
    return entry;
  }

  /** The queue has let go of it. */
  end(entry: Entry): void {
    this.#entries.delete(`${entry.node} ${entry.id}`);
    this.emit({ kind: "session.closed", ended: "quit" }, entry);
  }

  /** Of a message, or of the program itself; where it stands, and lines beside that. */
  emit(draft: Draft, owner?: Entry, place: Spot = this.spot, also: readonly Spot[] = []): void {
    const { at, atPrecisionSeconds, source } = place;
    const event = draft as Unfinished;
    event.at = at;
    event.atPrecisionSeconds = atPrecisionSeconds;
    event.node = owner?.node ?? this.node;
    event.service = owner ? "smtp" : "system";
    const further = also.map((other): Source => ({ ...other.source, ...(other.at !== at && { at: other.at }) }));
    event.source = also.length > 0 ? { ...source, also: further } : source;
    if (owner) event.session = owner.session;
    if (owner) event.queueId ??= owner.id;
    this.#emit(event as MailEvent);
  }
}
