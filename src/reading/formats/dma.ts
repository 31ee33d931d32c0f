/** dma's log, by syslog: what programs of its machine write, one queue id a recipient, and each try to bring it to him. */
import { BoundedMap } from "../../base/bounded.ts";
import { defined } from "../../base/defined.ts";
import type { Emit, Outcome, Relay } from "../../events/event.ts";
import { ownWord, parseReply } from "../../mail/reply.ts";
import { dmaPatterns } from "../dma/lines.ts";
import type { DmaScene, Failure } from "../dma/scene.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { match, patternsFor } from "../pattern.ts";
import { type Entry, Outbox } from "../sending/outbox.ts";
import type { Spot } from "../spot.ts";

const { bare } = patternsFor<DmaScene>(dmaPatterns)("");

/** `[17a85a.5634312a2980]: `, or of the message alone `[17a85a]: `; of digits alone it was taken for the number of a process. */
const ownId = /^\[([0-9a-f]{1,16}(?:\.[0-9a-f]{1,16})?)\]: /;
const idLength = 40;
/** So many messages of which recipients may follow, and tries that are on, are remembered. */
const mostOpen = 10_000;

/** So many messages for one recipient are told apart by the time when they came … */
const mostWaiting = 100;
/** … as a process delivers one as soon as it has come. */
const freshMilliseconds = 2000;

/** So many processes are remembered that may try again. */
const mostProcesses = 1000;

/** A try that is on. */
interface Try {
  readonly relay?: Relay;
  /** How it failed, and where that stands. */
  readonly failed?: Failure & { readonly place: Spot; readonly isForGood: boolean };
}

class DmaReader implements LogReader, DmaScene {
  readonly outbox: Outbox;
  /** By node and first part of its ids: a message that comes. */
  readonly #coming = new BoundedMap<string, Spot & { readonly sender: string }>(mostOpen);
  /** By the same of a bounce: the message that it tells of. */
  readonly #bounces = new BoundedMap<string, { readonly entry: Entry; readonly place: Spot }>(mostOpen);
  readonly #tries = new BoundedMap<string, Try>(mostOpen);
  /** By node and recipient: what is in the queue for him, and when it came. */
  readonly #queued = new BoundedMap<string, readonly { readonly id: string; readonly at: number }[]>(mostOpen);
  /** By node and number of a process: what it tries to deliver, where journalctl shows that number in place of the id. */
  readonly #byProcess = new BoundedMap<string, string>(mostProcesses);
  #process: string | undefined;
  #pid: number | undefined;
  #id = "";
  pattern: string | undefined;

  constructor(context: LogContext) {
    this.outbox = new Outbox(context);
  }

  read(line: Line, emit: Emit): Understood {
    const [head = "", id] = ownId.exec(line.text(0, idLength)) ?? [];
    const found = match(bare, line, head.length);
    this.pattern = found?.pattern.name;
    // Without an id nobody knows whose line it is.
    if (!found || (id === undefined && line.pid === undefined)) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    this.outbox.at(line, emit);
    this.#pid = line.pid;
    this.#process = id === undefined ? `${this.outbox.node} ${line.pid}` : undefined;
    this.#id = id ?? this.#byProcess.get(this.#process ?? "") ?? String(line.pid ?? "");
    pattern.events(groups, this);
    return "read";
  }

  close(): void {}

  get #key(): string {
    return `${this.outbox.node} ${this.#id}`;
  }

  /** The try of the line. */
  get #try(): Try {
    return this.#tries.get(this.#key) ?? {};
  }

  #now(now: Try): void {
    this.#tries.add(this.#key, now);
  }

  arrives(sender: string): void {
    this.#coming.add(this.#key, { ...this.outbox.spot, sender });
  }

  queued(recipient: string, id: string): void {
    const coming = this.#coming.get(this.#key);
    const entry = this.outbox.entry(id);
    const recipients = [recipient];
    Object.assign(entry, { recipients, ...(coming && { sender: coming.sender }) });
    const key = `${this.outbox.node} ${recipient}`;
    this.#queued.add(key, [...(this.#queued.get(key) ?? []), { id, at: this.outbox.spot.at }].slice(-mostWaiting));
    const { sender } = entry;
    if (coming && sender !== undefined)
      this.outbox.emit({ kind: "message.accepted", sender, recipients }, entry, this.outbox.spot, [coming]);
    const message = `${this.outbox.node} ${id.split(".")[0]}`;
    const bounced = this.#bounces.get(message);
    if (!bounced) return;
    this.#bounces.delete(message);
    const { entry: of, place } = bounced;
    this.outbox.emit({ kind: "message.linked", from: of.id, to: id, why: "bounce" }, of, place, [this.outbox.spot]);
    this.#letGo(of);
  }

  tries(recipient: string): void {
    if (this.#process !== undefined) {
      this.#id = this.#waitingFor(recipient, this.#process) ?? String(this.#pid);
      this.#byProcess.add(this.#process, this.#id);
    }
    const entry = this.outbox.entry(this.#id);
    if (entry.recipients.length === 0) entry.recipients = [recipient];
    this.#now({});
  }

  /**
   * What a process tries that does not say so: what it tried before, what has just come, or else the one that waits for that recipient
   * and that no other process had.
   */
  #waitingFor(recipient: string, process: string): string | undefined {
    const { node, spot } = this.outbox;
    const waiting = this.#queued.get(`${node} ${recipient}`) ?? [];
    const own = this.#byProcess.get(process);
    if (waiting.some(({ id }) => id === own)) return own;
    const untried = waiting.filter(
      ({ id, at }) => !this.#tries.has(`${node} ${id}`) && spot.at - at <= freshMilliseconds,
    );
    const taken = new Set(this.#byProcess.values());
    const free = waiting.filter(({ id }) => !taken.has(id));
    const [only] = [untried, free, waiting].find(({ length }) => length === 1) ?? [];
    return only?.id;
  }

  toSmartHost(host: string, port: number): void {
    this.#now({ relay: { host, port } });
  }

  toHost(host: string, ip: string): void {
    this.#now({ relay: { ...this.#try.relay, host, ip } });
  }

  delivered(): void {
    const entry = this.outbox.entry(this.#id);
    this.#ended(this.#try.relay ? "relayed" : "delivered");
    this.#letGo(entry);
  }

  putOff(failure: Failure): void {
    this.#now({ ...this.#try, failed: { ...failure, place: this.outbox.spot, isForGood: false } });
    this.#ended("deferred");
  }

  refused(failure: Failure): void {
    this.#now({ ...this.#try, failed: { ...failure, place: this.outbox.spot, isForGood: true } });
    this.#ended("bounced");
  }

  bouncedAs(message: string): void {
    const entry = this.outbox.entry(this.#id);
    this.#expired(entry);
    this.#bounces.add(`${this.outbox.node} ${message}`, { entry, place: this.outbox.spot });
  }

  dropped(): void {
    const entry = this.outbox.entry(this.#id);
    this.#expired(entry);
    this.#letGo(entry);
  }

  noted(text: string): void {
    this.outbox.emit({ kind: "session.noted", text }, this.outbox.entry(this.#id));
  }

  /** What is given up after a failure that may pass has had its time. */
  #expired(entry: Entry): void {
    const { failed } = this.#try;
    if (!failed || failed.isForGood) return;
    this.outbox.emit({ kind: "message.ended", how: "expired" }, entry);
    this.#ended("expired");
  }

  #letGo(entry: Entry): void {
    this.#tries.delete(`${entry.node} ${entry.id}`);
    if (this.#process !== undefined) this.#byProcess.delete(this.#process);
    const key = `${entry.node} ${entry.recipients[0] ?? ""}`;
    const others = this.#queued.get(key)?.filter(({ id }) => id !== entry.id) ?? [];
    if (others.length > 0) this.#queued.set(key, others);
    else this.#queued.delete(key);
    this.outbox.emit({ kind: "message.ended", how: "removed" }, entry);
    this.outbox.end(entry);
  }

  #ended(status: Outcome): void {
    const entry = this.outbox.entry(this.#id);
    const { relay, failed } = this.#try;
    const { sender, recipients } = entry;
    const [recipient = ""] = recipients;
    const text = failed?.text ?? "";
    const reply = failed && (parseReply(text) ?? ownWord(text, failed.isForGood ? "5.0.0" : "4.0.0"));
    const stage = failed?.isLocal || status === "delivered" ? "store" : failed?.stage;
    const where = status === "delivered" ? { mailbox: recipient } : undefined;
    const isThere = failed?.isLocal !== true;
    this.outbox.emit(
      defined({
        kind: "attempt.ended",
        sender,
        recipient,
        status,
        stage,
        reply,
        relay: isThere ? relay : undefined,
        where,
      }),
      entry,
      failed?.place,
      failed && failed.place.source !== this.outbox.spot.source && status === "expired" ? [this.outbox.spot] : [],
    );
  }
}

export const dma = defineFormat({
  id: "dma",
  title: "DragonFly Mail Agent (dma)",
  docs: "dma(8), its source (dma.c, net.c, mail.c), and what dma 0.13 of Debian 12 wrote",
  programs: ["dma"],
  patterns: dmaPatterns,
  samples: dmaPatterns.flatMap(({ samples }) => samples),
  open: (context) => new DmaReader(context),
});
