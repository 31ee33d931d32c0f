/** nullmailer's log, by syslog: what a machine's own programs write, and how it went on its way to the smart host. */
import { defined } from "../../base/defined.ts";
import type { Emit, Outcome, Source, Stage } from "../../events/event.ts";
import { ownWord, parseReply, type Reply, replyClass } from "../../mail/reply.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { nullmailerPatterns } from "../nullmailer/lines.ts";
import type { NullmailerScene } from "../nullmailer/scene.ts";
import { match, patternsFor } from "../pattern.ts";
import { remoteIdOf } from "../remote-id.ts";
import { type Entry, Outbox } from "../sending/outbox.ts";
import { relayNamed } from "../sending/relay.ts";
import type { Spot } from "../spot.ts";

const { bare } = patternsFor<NullmailerScene>(nullmailerPatterns)("");

/** Of a reply of more letters, line by line, the rest is left. */
const longestReply = 10_000;

/** A line, and what it says. */
interface Word extends Spot {
  readonly text: string;
}

/** The delivery that is on. */
interface Delivery {
  readonly entry: Entry;
  readonly host: string;
  said?: Word;
  failed?: Word;
}

/** Failures before there was a connection … */
const unconnected = /^(?:Host or network |Connection |Socket failed|Failed to bind)/;
/** … and all of those that may pass: of a message that is given up with one its time was up. */
const passing =
  /^(?:Host |Connection |Socket failed|Failed to |Protocol error|Temporary |Unspecified temporary |Sending timed out)/;

/** How a delivery went. */
interface Met {
  readonly reply: Reply;
  readonly stage?: Stage;
  readonly remoteId?: string;
  /** The line that tells. */
  readonly word?: Word;
}

/** The host's reply, else what nullmailer says itself. */
function metBy({ said, failed }: Delivery, isForGood: boolean): Met {
  const reply = parseReply(said?.text ?? "");
  const isLogin = failed?.text.startsWith("Failed to auth") === true;
  if (reply) return defined({ word: said, reply, stage: isLogin ? "auth" : undefined });
  const isOwn = said !== undefined && said.text !== "" && said.text !== "Connect failed";
  const word = isOwn ? said : (failed ?? said);
  const text = word?.text ?? "";
  const stage = unconnected.test(failed?.text ?? "") ? "connect" : undefined;
  return defined({ word, reply: ownWord(text, isForGood ? "5.0.0" : "4.0.0"), stage });
}

class NullmailerReader implements LogReader, NullmailerScene {
  readonly outbox: Outbox;
  /** By node: a delivery is told in lines one behind the other. */
  readonly #deliveries = new Map<string, Delivery>();
  pattern: string | undefined;

  constructor(context: LogContext) {
    this.outbox = new Outbox(context);
  }

  read(line: Line, emit: Emit): Understood {
    const found = match(bare, line, 0);
    this.pattern = found?.pattern.name;
    if (!found) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    this.outbox.at(line, emit);
    pattern.events(groups, this);
    return "read";
  }

  /** The lines of a failure of which it is not known yet whether it is the last. */
  *held(): Generator<Source> {
    for (const { said, failed } of this.#deliveries.values())
      for (const word of [said, failed]) if (word) yield word.source;
  }

  close(emit: Emit): void {
    this.outbox.closing(emit);
    for (const delivery of this.#deliveries.values()) this.#putOff(delivery);
    this.#deliveries.clear();
  }

  begins(file: string, host: string): void {
    this.settle();
    // A bare name would be taken for that of a delivery agent of the same server, which a queue may name, too.
    const role = /^[\w-]+$/.test(host) ? "client" : "queue";
    this.#deliveries.set(this.outbox.node, { entry: this.outbox.entry(file, role), host });
  }

  settle(): void {
    const delivery = this.#delivery;
    this.#deliveries.delete(this.outbox.node);
    if (delivery) this.#putOff(delivery);
  }

  get #delivery(): Delivery | undefined {
    return this.#deliveries.get(this.outbox.node);
  }

  envelope(sender: string, recipients: readonly string[]): void {
    const entry = this.#delivery?.entry;
    if (!entry || entry.sender !== undefined) return;
    Object.assign(entry, { sender, recipients });
    this.outbox.emit({ kind: "message.accepted", sender, recipients }, entry);
  }

  identified(messageId: string): void {
    const entry = this.#delivery?.entry;
    if (!entry || entry.messageId === messageId) return;
    entry.messageId = messageId;
    this.outbox.emit({ kind: "message.identified", messageId }, entry);
  }

  said(text: string): void {
    const delivery = this.#delivery;
    if (delivery) delivery.said = { ...this.outbox.spot, text };
  }

  further(text: string): void {
    const delivery = this.#delivery;
    if (delivery?.said)
      delivery.said = { ...delivery.said, text: `${delivery.said.text}\n${text}`.slice(0, longestReply) };
  }

  failed(text: string): void {
    const delivery = this.#delivery;
    if (delivery) delivery.failed = { ...this.outbox.spot, text };
  }

  sent(): void {
    const delivery = this.#delivery;
    this.#deliveries.delete(this.outbox.node);
    if (!delivery) return;
    this.#handedOver(delivery);
    this.outbox.emit({ kind: "message.ended", how: "removed" }, delivery.entry);
    this.outbox.end(delivery.entry);
  }

  #handedOver(delivery: Delivery): void {
    const text = delivery.said?.text ?? "";
    const reply = parseReply(text) ?? ownWord("Sent file.", "2.0.0");
    this.#ended(delivery, "relayed", defined({ word: delivery.said, reply, remoteId: remoteIdOf(text) }));
  }

  /** It lies in the folder "failed" then, of which nobody takes it again. */
  givenUp(file: string): void {
    const delivery = this.#delivery;
    this.#deliveries.delete(this.outbox.node);
    if (delivery?.entry.id !== file) return;
    const met = metBy(delivery, true);
    const isExpired =
      replyClass(met.reply) === 4 || (met.reply.code === 0 && passing.test(delivery.failed?.text ?? ""));
    if (isExpired) this.outbox.emit({ kind: "message.ended", how: "expired" }, delivery.entry);
    this.#ended(delivery, isExpired ? "expired" : "bounced", met, [this.outbox.spot]);
    this.outbox.end(delivery.entry);
  }

  /** It stays in the queue; of one that the host took the log ends before it is let go of. */
  #putOff(delivery: Delivery): void {
    const { failed, said } = delivery;
    const reply = parseReply(said?.text ?? "");
    if (failed) this.#ended(delivery, "deferred", metBy(delivery, false));
    else if (reply && replyClass(reply) === 2) this.#handedOver(delivery);
  }

  #ended({ entry, host, said, failed }: Delivery, status: Outcome, { word, ...met }: Met, later: Spot[] = []): void {
    const place = word ?? this.outbox.spot;
    const also = [said, failed, ...later].filter((one) => one !== undefined && one !== place);
    const { sender, recipients } = entry;
    const relay = relayNamed(host);
    // Up to 1.x it names nobody.
    for (const recipient of recipients.length > 0 ? recipients : [""])
      this.outbox.emit(
        defined({ kind: "attempt.ended", sender, recipient, status, relay, ...met }),
        entry,
        place,
        also as Spot[],
      );
  }
}

export const nullmailer = defineFormat({
  id: "nullmailer",
  title: "nullmailer",
  docs: "nullmailer-send(8), its source (send.cc, errcodes.cc), and what nullmailer 2.2 of Debian 12 wrote",
  programs: ["nullmailer*"],
  patterns: nullmailerPatterns,
  samples: nullmailerPatterns.flatMap(({ samples }) => samples),
  open: (context) => new NullmailerReader(context),
});
