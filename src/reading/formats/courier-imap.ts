/** The log of Courier's IMAP and POP3 servers, by syslog, and of what looks passwords up for them: who came, and what was deleted. */
import { BoundedMap } from "../../base/bounded.ts";
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Emit, Ended, MailEvent } from "../../events/event.ts";
import { Unanswered } from "../courier/unanswered.ts";
import { lookupPatterns, upkeepPatterns } from "../courier/upkeep.ts";
import { type Visit, type VisitPattern, type VisitScene, visitPatterns } from "../courier/visits.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { type Draft, match, patternsFor, type Unfinished } from "../pattern.ts";
import { spotOf } from "../spot.ts";

export const courierImapPatterns: readonly VisitPattern[] = [
  // Those of authdaemond have any line, and stand behind all that the others write.
  ...visitPatterns,
  ...lookupPatterns,
  ...upkeepPatterns,
];
const patternsOf = patternsFor<VisitScene>(courierImapPatterns);

/** So many visits are remembered. */
const mostOpen = 100_000;

class CourierImapReader implements LogReader, VisitScene {
  readonly #context: LogContext;
  readonly #visits = new BoundedMap<string, Visit>(mostOpen);
  /** By node and program. */
  readonly #unanswered = new Unanswered();
  #line: Line | undefined;
  #emit: Emit = () => {};
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
    pattern.events(groups, this);
    return "read";
  }

  close(): void {}

  get #now(): Line {
    if (!this.#line) throw new Error("a scene has a line only while one is read");
    return this.#line;
  }

  get #place(): string {
    return `${this.#context.nodeOf(this.#now)} ${this.program}`;
  }

  came(ip: string, port: string | undefined): void {
    const before = this.#visits.get(this.#keyOf(ip, port));
    if (before) this.left(before, "unknown");
    this.visit(ip, port);
  }

  #keyOf(ip: string, port: string | undefined): string {
    return `${this.#place} ${normaliseIp(ip) ?? ip} ${port ?? ""}`;
  }

  visit(ip: string, port: string | undefined): Visit {
    const key = this.#keyOf(ip, port);
    const known = this.#visits.get(key);
    if (known) return known;
    const service = this.program.startsWith("pop3") ? "pop3" : "imap";
    const node = this.#context.nodeOf(this.#now);
    const visit: Visit = {
      key,
      session: this.#context.newSession(service, this.#now),
      service,
      node,
      peer: normaliseIp(ip),
      deleted: 0,
    };
    for (const forgotten of this.#visits.add(key, visit)) this.#context.forgotten?.(forgotten.session);
    const peerPort = port ? Number(port) : undefined;
    const tls = this.program.endsWith("-ssl") ? true : undefined;
    this.emit(defined({ kind: "session.opened", role: "server", peerPort, tls }), visit);
    return visit;
  }

  left(visit: Visit, ended: Ended): void {
    this.#visits.delete(visit.key);
    this.emit({ kind: "session.closed", ended }, visit);
  }

  unanswered(text: string): void {
    this.#unanswered.note(this.#place, this.#now.at, text);
    this.emit({ kind: "program.warned", program: this.program, text });
  }

  whyUnanswered(): string | undefined {
    return this.#unanswered.why(this.#place, this.#now.at);
  }

  emit(draft: Draft, owner?: Visit): void {
    const { at, atPrecisionSeconds, source } = spotOf(this.#now);
    const event = draft as Unfinished;
    const node = owner?.node ?? this.#context.nodeOf(this.#now);
    Object.assign(event, { at, atPrecisionSeconds, node, service: owner?.service ?? "system", source });
    if (owner) event.session = owner.session;
    if (owner?.peer !== undefined) event.peer = owner.peer;
    this.#emit(event as MailEvent);
  }
}

export const courierImap = defineFormat({
  id: "courier-imap",
  title: "Courier IMAP and POP3",
  docs: "https://www.courier-mta.org/imap/, its source, and what Courier-IMAP 5.0.13 of Debian 12 wrote",
  programs: ["imapd", "imapd-ssl", "pop3d", "pop3d-ssl", "imaplogin", "pop3login", "courierpop3login", "authdaemond"],
  patterns: courierImapPatterns,
  samples: courierImapPatterns.flatMap(({ samples }) => samples),
  open: (context) => new CourierImapReader(context),
});
