/** Dovecot's log, by syslog or in its own file: logins, deliveries, and what was done to messages in their mailboxes. */
import { Buffer } from "node:buffer";
import { setBounded } from "../../base/bounded.ts";
import { defined } from "../../base/defined.ts";
import type { Emit, Ended, MailEvent, Source } from "../../events/event.ts";
import { deliveryPatterns } from "../dovecot/deliveries.ts";
import { headLength, headOf, isDovecotOwn } from "../dovecot/head.ts";
import { loginPatterns } from "../dovecot/logins.ts";
import { mailboxPatterns } from "../dovecot/mailboxes.ts";
import { proxyPatterns } from "../dovecot/proxies.ts";
import { refusalPatterns } from "../dovecot/refusals.ts";
import {
  answerMilliseconds,
  type Delivery,
  deliveryMilliseconds,
  type Head,
  maxOpen,
  maxRemarks,
  type Owner,
  type Remark,
  type Scene,
  type Visit,
} from "../dovecot/scene.ts";
import { submissionPatterns } from "../dovecot/submissions.ts";
import { upkeepPatterns } from "../dovecot/upkeep.ts";
import { skimByEvents } from "../event-skimmer.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { type Draft, match, patternsFor, type Unfinished } from "../pattern.ts";
import { type Spot, spotOf } from "../spot.ts";

/** All patterns; the suite beside tests that each sample is read by its own pattern only. */
export const dovecotPatterns = [
  ...loginPatterns,
  ...proxyPatterns,
  ...mailboxPatterns,
  ...deliveryPatterns,
  ...refusalPatterns,
  ...submissionPatterns,
  ...upkeepPatterns,
];
const patternsOf = patternsFor<Scene>(dovecotPatterns);
/** What counts of lines at the level Debug. */
const inDebug = patternsFor<Scene>(refusalPatterns);

/** Behind the end of a visit Dovecot removes what its folders keep for a time only. */
const leavingMilliseconds = 2000;
/** No login takes longer, and no client of `lmtp` stays for so long. */
const heldMilliseconds = 3_600_000;

class DovecotReader implements LogReader, Scene {
  readonly #context: LogContext;
  readonly #visits = new Map<string, Visit>();
  readonly #remarks = new Map<string, Remark[]>();
  /** Visits without a name that ended, by their users: what is done behind their ends is done by Dovecot itself. */
  readonly #left = new Map<string, { readonly source: Source; readonly at: number }>();
  /** By node and process: one message at a time. */
  readonly #deliveries = new Map<string, Delivery>();
  /** Whose client came last, when, and where that stands. */
  readonly #peers = new Map<string, { readonly peer: string; readonly source: Source; readonly at: number }>();
  /** Users whom `auth` did not know, by node and name. */
  readonly #unknown = new Map<string, Remark>();
  #emit: Emit = () => {};
  #line: Line | undefined;
  #node = "";
  head: Head = { service: "", textAt: 0 };
  pattern: string | undefined;

  constructor(context: LogContext) {
    this.#context = context;
  }

  get line(): Line {
    if (!this.#line) throw new Error("a scene has a line only while one is read");
    return this.#line;
  }

  read(line: Line, emit: Emit): Understood {
    const head = headOf(line.text(0, headLength), line.program ?? "");
    this.pattern = undefined;
    if (!head) return "unread";
    const isDebug = head.level === "Debug";
    const { bare } = (isDebug ? inDebug : patternsOf)(head.service);
    if (isDebug && bare.length === 0) return "ignored";
    // Positions in a text and in its bytes are the same up to the head's end only where it is ASCII.
    const textAt = Buffer.byteLength(line.text(0, headLength).slice(0, head.textAt));
    const found = match(bare, line, textAt);
    this.pattern = found?.pattern.name;
    if (!found && (head.level ?? "Info") === "Info") return "unread";
    if (isDebug ? !found : found && !found.pattern.events) return "ignored";
    this.#line = line;
    this.#emit = emit;
    this.#node = this.#context.nodeOf(line);
    this.head = head;
    if (found?.pattern.events) found.pattern.events(found.groups, this);
    else this.#warned(line.text(textAt));
    return "read";
  }

  close(emit: Emit): void {
    this.#emit = emit;
    for (const key of [...this.#deliveries.keys()]) this.#settle(key);
  }

  /** An error, in the session that it happened to where the line names one that is open. */
  #warned(text: string): void {
    const { service } = this.head;
    this.emit(
      { kind: "program.warned", program: service, text },
      this.#visits.get(this.#visitKey(this.head.name)) ?? this.#deliveries.get(this.#process),
    );
  }

  get spot(): Spot {
    return spotOf(this.line);
  }

  /** Before 2.3 the lines of a delivery name its user, and no process. */
  get #process(): string {
    return `${this.#node} ${this.head.pid ?? this.line.pid ?? this.head.user ?? ""}`;
  }

  /** Before 2.3 the lines of a session bear its user's name only. */
  #visitKey(name: string | undefined, service: string = this.head.service): string {
    return `${this.#node} ${name ?? `${service} ${this.head.user}`}`;
  }

  visit(service: Visit["service"], name = this.head.name): Visit {
    const key = this.#visitKey(name, service);
    const known = this.#visits.get(key);
    if (known) return known;
    const session = this.#context.newSession(service, this.line);
    const left = name === undefined ? this.#justLeft(key) : undefined;
    if (left) this.#context.needs?.(session, left.source);
    const visit: Visit = { session, service, node: this.#node, copies: new Map() };
    const oldest = setBounded(this.#visits, key, visit, maxOpen);
    if (oldest) this.#context.forgotten?.(oldest.session);
    return visit;
  }

  endVisit(visit: Visit, ended: Ended, name = this.head.name): void {
    this.emit({ kind: "session.closed", ended }, visit);
    const key = this.#visitKey(name, visit.service);
    this.#visits.delete(key);
    if (name === undefined) setBounded(this.#left, key, { source: this.line.source(), at: this.line.at }, maxOpen);
  }

  hasLeft(): boolean {
    const key = this.#visitKey(this.head.name);
    return this.head.name === undefined && !this.#visits.has(key) && this.#justLeft(key) !== undefined;
  }

  #justLeft(key: string): Pick<Spot, "source" | "at"> | undefined {
    const left = this.#left.get(key);
    return left && this.line.at - left.at <= leavingMilliseconds ? left : undefined;
  }

  remark(name: string, text: string): void {
    const key = `${this.#node} ${name}`;
    const visit = this.#visits.get(key);
    if (visit) this.emit({ kind: "session.noted", text }, visit);
    else {
      const remark = { text, ...this.spot };
      setBounded(this.#remarks, key, [...(this.#remarks.get(key) ?? []), remark].slice(-maxRemarks), maxOpen);
    }
  }

  remarks(name: string | undefined): readonly Remark[] {
    const key = `${this.#node} ${name}`;
    const said = this.#remarks.get(key) ?? [];
    this.#remarks.delete(key);
    return said.filter(({ at }) => at >= this.line.at - heldMilliseconds);
  }

  unknown(user: string, text: string): void {
    const key = `${this.#node} ${user}`;
    this.#unknown.delete(key);
    setBounded(this.#unknown, key, { text, ...this.spot }, maxOpen);
  }

  unknownUser(user: string): string | undefined {
    const said = this.#unknown.get(`${this.#node} ${user}`);
    if (!said || Math.abs(said.at - this.line.at) > answerMilliseconds) return undefined;
    this.#context.needs?.(this.delivery().session, said.source);
    return said.text;
  }

  /** Remarks on logins that are not told of yet, clients that are connected, and users who have just left. */
  *held(): Generator<Source> {
    const now = this.#line?.at ?? 0;
    for (const { at, source } of [...[...this.#remarks.values()].flat(), ...this.#peers.values()])
      if (at >= now - 2 * heldMilliseconds) yield source;
    for (const { at, source } of [...this.#left.values(), ...this.#unknown.values()])
      if (at >= now - 2 * answerMilliseconds) yield source;
  }

  aside(draft: Draft): void {
    const session = this.#context.newSession("system", this.line);
    const owner = { session, service: "system", node: this.#node, ...defined({ peer: draft.peer }) } as const;
    this.emit({ kind: "session.opened", role: "server" }, owner);
    this.emit(draft, owner);
    this.emit({ kind: "session.closed", ended: "unknown" }, owner);
  }

  openDelivery(): Delivery | undefined {
    const { name = "", user = "" } = this.head;
    const known = this.#deliveries.get(this.#process);
    if (known?.mailbox !== user) return undefined;
    // Before 2.3 the line of what was stored, which comes first, bears no name.
    if (known.name === "" && !known.settled) known.name = name;
    return known.name === name ? known : undefined;
  }

  delivery(): Delivery {
    const open = this.openDelivery();
    if (open) {
      open.last = this.spot;
      this.#context.needs?.(open.session);
      return open;
    }
    const { name = "", user = "" } = this.head;
    const key = this.#process;
    this.#settle(key);
    this.#settleOld();
    const session = this.#context.newSession("smtp", this.line);
    const known = this.#peers.get(key);
    const client = known && known.at >= this.line.at - heldMilliseconds ? known : undefined;
    const delivery: Delivery = {
      ...{ session, service: "smtp", node: this.#node, name, mailbox: user, uids: new Map(), last: this.spot },
      ...defined({ peer: client?.peer }),
    };
    this.#deliveries.set(key, delivery);
    if (client) this.#context.needs?.(session, client.source);
    this.emit({ kind: "session.opened", role: "mailbox" }, delivery);
    return delivery;
  }

  /** What is done with a message stands fast when its process goes on to another, or away. */
  #settle(key: string): void {
    const delivery = this.#deliveries.get(key);
    if (!delivery) return;
    const { pending, session, node, service, last } = delivery;
    if (pending) this.emit(pending.draft, delivery, pending);
    this.#deliveries.delete(key);
    const { at, atPrecisionSeconds } = last;
    this.#emit({ kind: "session.closed", ended: "quit", session, node, service, at, atPrecisionSeconds });
  }

  /** A process of `lda` does not say that it ends. */
  #settleOld(): void {
    for (const [key, { last }] of this.#deliveries) {
      if (last.at > this.line.at - deliveryMilliseconds) return;
      this.#settle(key);
    }
  }

  connected(peer: string | undefined): void {
    this.#settle(this.#process);
    if (peer) setBounded(this.#peers, this.#process, { peer, source: this.line.source(), at: this.line.at }, maxOpen);
  }

  disconnected(): void {
    this.#settle(this.#process);
    this.#peers.delete(this.#process);
  }

  emit(draft: Draft, owner?: Owner, place?: Spot): void {
    const { line } = this;
    // The draft was made for this event alone: it is filled in, not copied.
    const event = draft as Unfinished;
    event.at = place?.at ?? line.at;
    event.atPrecisionSeconds = place?.atPrecisionSeconds ?? line.atPrecisionSeconds;
    event.node = owner?.node ?? this.#node;
    event.service = owner?.service ?? "system";
    event.source = place?.source ?? line.source();
    if (owner) event.session = owner.session;
    if (owner?.peer) event.peer ??= owner.peer;
    this.#emit(event as MailEvent);
  }
}

const open = (context: LogContext): DovecotReader => new DovecotReader(context);

export const dovecot = defineFormat({
  id: "dovecot",
  title: "Dovecot",
  docs: "https://doc.dovecot.org/2.3/admin_manual/logging/, and what Dovecot 2.2.22, 2.2.33, 2.3.7, 2.3.13, 2.3.19.1 and 2.4.1 wrote under test/servers/dovecot.test.ts",
  programs: ["dovecot*", "dovecot*/*", "deliver(*)"],
  patterns: dovecotPatterns,
  samples: dovecotPatterns.flatMap(({ samples }) => samples),
  owns: isDovecotOwn,
  open,
  skim: skimByEvents(open),
});
