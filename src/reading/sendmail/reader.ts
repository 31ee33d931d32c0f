/** Reads the lines of sendmail's programs one by one: whose each is, and what was held back until it was known. */
import { BoundedMap } from "../../base/bounded.ts";
import { defined } from "../../base/defined.ts";
import type { Emit, MailEvent, Source } from "../../events/event.ts";
import type { LogContext, LogReader, Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { type Draft, match, patternsFor, type Unfinished } from "../pattern.ts";
import { type Spot, spotOf } from "../spot.ts";
import { arrivalPatterns } from "./arrivals.ts";
import { clientPatterns } from "./clients.ts";
import { deliveryPatterns } from "./deliveries.ts";
import { heldMilliseconds, type Message, maxMessages, type Scene } from "./scene.ts";
import { troublePatterns } from "./troubles.ts";
import { turnedAwayPatterns } from "./turned-away.ts";
import { upkeepPatterns } from "./upkeep.ts";

/** All patterns; a test says that each sample is read by its own pattern only. */
export const sendmailPatterns = [
  ...arrivalPatterns,
  ...deliveryPatterns,
  ...turnedAwayPatterns,
  ...clientPatterns,
  ...troublePatterns,
  ...upkeepPatterns,
];
const { queued, bare } = patternsFor<Scene>(sendmailPatterns)("sendmail");

/** Of 8.12 and later: the minute or so in eight letters and digits, then a process; before that three letters and a process. */
const head = /^(?:([A-Za-z0-9]{8}\d{5,10}|[a-zA-Z]\w{2,6}[A-Za-z]\d{5,7}|[A-Z]{3}\d{5,7})|NOQUEUE): /;

/** The length of a queue id with what parts it from the text, and the id. */
export function headOf(text: string): { readonly length: number; readonly id?: string } {
  const [all = "", id] = head.exec(text.slice(0, 40)) ?? [];
  return id === undefined ? { length: all.length } : { length: all.length, id };
}

export class SendmailReader implements LogReader, Scene {
  readonly #context: LogContext;
  readonly #messages = new BoundedMap<string, Message>(maxMessages);
  /** Those whose arrival is held back, the oldest first. */
  readonly #held = new Set<Message>();
  #emit: Emit = () => {};
  #line: Line | undefined;
  #node = "";
  #single: string | undefined;
  program = "";
  queueId: string | undefined;
  pattern: string | undefined;

  constructor(context: LogContext) {
    this.#context = context;
  }

  get #now(): Line {
    if (!this.#line) throw new Error("a scene has a line only while one is read");
    return this.#line;
  }

  get spot(): Spot {
    return spotOf(this.#now);
  }

  read(line: Line, emit: Emit): Understood {
    const { length, id } = headOf(line.text(0, 40));
    const found = match(length > 0 ? queued : bare, line, length);
    this.pattern = found?.pattern.name;
    if (!found) return "unread";
    this.#line = line;
    this.#emit = emit;
    this.#node = this.#context.nodeOf(line);
    this.#tellOld(line.at);
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    this.program = line.program ?? "";
    this.queueId = id;
    pattern.events(groups, this);
    if (this.#single !== undefined) this.emit({ kind: "session.closed", ended: "unknown" }, this.#single);
    this.#single = undefined;
    return "read";
  }

  close(emit: Emit): void {
    this.#emit = emit;
    for (const message of [...this.#held]) this.#tell(message);
  }

  /** Arrivals that are not told of yet. */
  *held(): Generator<Source> {
    for (const { arrival } of this.#held) if (arrival) yield arrival.source;
  }

  #tellOld(at: number): void {
    for (const message of this.#held) {
      if ((message.arrival?.at ?? 0) > at - heldMilliseconds) return;
      this.#tell(message);
    }
  }

  message(id = this.queueId ?? ""): Message {
    const key = `${this.#node} ${id}`;
    return this.#messages.get(key) ?? this.#add(key, { id, node: this.#node, waiting: new Map(), origins: new Map() });
  }

  #add(key: string, message: Message): Message {
    for (const old of this.#messages.add(key, message)) this.#over(old);
    return message;
  }

  #over(message: Message): void {
    this.#held.delete(message);
    for (const session of [message.server, message.queue, message.arrival?.session])
      if (session !== undefined) this.#context.forgotten?.(session);
  }

  server(peer?: string): string {
    if (this.queueId === undefined) {
      if (this.#single === undefined) {
        this.#single = this.#context.newSession("smtp", this.#now);
        this.emit({ kind: "session.opened", role: "server", ...(peer && { peer }) }, this.#single);
      }
      return this.#single;
    }
    const message = this.message();
    if (peer) message.peer ??= peer;
    if (message.server === undefined) {
      message.server = this.#context.newSession("smtp", this.#now);
      this.emit({ kind: "session.opened", role: "server" }, message.server, message);
    }
    return message.server;
  }

  queue(message = this.message()): string {
    if (message.arrival) this.#tell(message);
    if (message.queue === undefined) {
      message.queue = this.#context.newSession("smtp", this.#now);
      this.emit({ kind: "session.opened", role: "queue" }, message.queue, message);
    }
    return message.queue;
  }

  arrives(draft: Draft): void {
    const message = this.message();
    const isInQueue = message.queue !== undefined && message.arrived === undefined;
    message.arrived = true;
    if (isInQueue) return this.emit(draft, message.queue, message);
    const session = this.#context.newSession("smtp", this.#now);
    message.arrival = { ...this.spot, session, draft };
    this.#held.add(message);
  }

  #tell(message: Message): void {
    const { arrival } = message;
    this.#held.delete(message);
    if (!arrival) return;
    // Nobody says for whom it was refused.
    if (message.objection) {
      message.arrival = arrival;
      this.#refusedUnnamed(message);
      return;
    }
    delete message.arrival;
    message.queue = arrival.session;
    this.emit({ kind: "session.opened", role: "queue" }, arrival.session, message, arrival);
    this.emit(arrival.draft, arrival.session, message, arrival);
  }

  #refusedUnnamed(message: Message): void {
    const { objection, sender, arrival } = message;
    if (!objection) return;
    const session = this.refusedWhole(message);
    this.emit(defined({ kind: "rcpt.refused", stage: "eod", sender, ...objection }), session, message, arrival);
  }

  refusedWhole(message = this.message()): string {
    const { arrival } = message;
    if (!arrival) return this.server();
    this.#held.delete(message);
    delete message.arrival;
    message.server = arrival.session;
    this.emit({ kind: "session.opened", role: "server" }, arrival.session, message, arrival);
    const { sender } = message;
    this.emit(
      { kind: "transaction.opened", ...(sender !== undefined && { sender }) },
      arrival.session,
      message,
      arrival,
    );
    if (message.messageId !== undefined)
      this.emit({ kind: "message.identified", messageId: message.messageId }, arrival.session, message, arrival);
    return arrival.session;
  }

  endServer(ended: "unknown" | "timeout" | "peer-closed" | "local-closed" = "unknown"): void {
    const message = this.message();
    if (message.server === undefined) return;
    this.emit({ kind: "session.closed", ended }, message.server, message);
    delete message.server;
  }

  forget(): void {
    const message = this.message();
    this.#over(message);
    this.#messages.delete(`${this.#node} ${message.id}`);
  }

  emit(draft: Draft, session?: string, message?: Message, spot: Spot = this.spot): void {
    // The draft was made for this event alone: it is filled in, not copied.
    const event = draft as Unfinished;
    event.at = spot.at;
    event.atPrecisionSeconds = spot.atPrecisionSeconds;
    event.node = message?.node ?? this.#node;
    event.service = "smtp";
    event.source = spot.source;
    if (session !== undefined) event.session = session;
    const id = message?.id ?? this.queueId;
    if (id) event.queueId ??= id;
    const peer = message?.peer ?? (id ? this.message(id).peer : undefined);
    if (peer && session !== undefined) event.peer ??= peer;
    this.#emit(event as MailEvent);
  }
}
