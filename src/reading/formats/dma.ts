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
  #id = "";
  pattern: string | undefined;

  constructor(context: LogContext) {
    this.outbox = new Outbox(context);
  }

  read(line: Line, emit: Emit): Understood {
    const [head = "", id] = ownId.exec(line.text(0, idLength)) ?? [];
    const found = match(bare, line, head.length);
    this.pattern = found?.pattern.name;
    // Without an id (RFC 5424 has it in a place for numbers) nobody knows whose line it is.
    if (!found || (id === undefined && line.pid === undefined)) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    this.outbox.at(line, emit);
    this.#id = id ?? String(line.pid ?? "");
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
    const { sender } = entry;
    if (coming && sender !== undefined)
      this.outbox.emit({ kind: "message.accepted", sender, recipients }, entry, this.outbox.spot, [coming]);
    const bounced = this.#bounces.get(this.#key);
    if (!bounced) return;
    this.#bounces.delete(this.#key);
    const { entry: of, place } = bounced;
    this.outbox.emit({ kind: "message.linked", from: of.id, to: id, why: "bounce" }, of, place, [this.outbox.spot]);
    this.#letGo(of);
  }

  tries(recipient: string): void {
    const entry = this.outbox.entry(this.#id);
    if (entry.recipients.length === 0) entry.recipients = [recipient];
    this.#now({});
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
