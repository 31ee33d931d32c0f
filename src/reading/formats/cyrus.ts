/** Cyrus IMAP's log, by syslog: what it stored, what sieve did with messages, and who came to read them. */
import { BoundedMap } from "../../base/bounded.ts";
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Emit, Ended, MailEvent, Service, Source } from "../../events/event.ts";
import { ownWord } from "../../mail/reply.ts";
import { cyrusPatterns } from "../cyrus/lines.ts";
import { type CyrusScene, type Done, serviceOf } from "../cyrus/scene.ts";
import { skimByEvents } from "../event-skimmer.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { type Draft, match, patternsFor, type Unfinished } from "../pattern.ts";
import { type Spot, spotOf } from "../spot.ts";

const { bare } = patternsFor<CyrusScene>(cyrusPatterns)("");

/** So many processes are remembered, with what they do. */
const mostOpen = 10_000;
/** The line that tells whose mailbox it was comes at once. */
const untoldMilliseconds = 60_000;

/** What was done with a message, and not yet for whom. */
type Untold = Spot & { readonly done: Done };

/** One mail program, in its mailbox. */
interface Visit {
  readonly session: string;
  readonly service: Service;
  readonly peer: string | undefined;
}

class CyrusReader implements LogReader {
  readonly #context: LogContext;
  readonly #untold = new BoundedMap<string, readonly Untold[]>(mostOpen);
  readonly #visits = new BoundedMap<string, Visit>(mostOpen);
  #line: Line | undefined;
  #emit: Emit = () => {};
  pattern: string | undefined;

  constructor(context: LogContext) {
    this.#context = context;
  }

  read(line: Line, emit: Emit): Understood {
    const found = match(bare, line, 0);
    this.pattern = found?.pattern.name;
    if (!found) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    this.#line = line;
    this.#emit = emit;
    pattern.events(groups, this.#sceneOf(line));
    return "read";
  }

  close(): void {}

  /** Lines of which the next one of their process says whose mailbox it was. */
  *held(): Generator<Source> {
    const since = (this.#line?.at ?? 0) - untoldMilliseconds;
    for (const untold of this.#untold.values()) for (const { at, source } of untold) if (at >= since) yield source;
  }

  #sceneOf(line: Line): CyrusScene {
    const program = line.program?.split("/").at(-1) ?? "";
    const process = `${this.#context.nodeOf(line)} ${program} ${line.pid ?? ""}`;
    const spot = spotOf(line);
    return {
      program,
      done: (mailbox, done) => this.#done(mailbox, done, spot, []),
      doneForNext: (done) => {
        const before = this.#untold.get(process)?.filter(({ at }) => line.at - at <= untoldMilliseconds) ?? [];
        this.#untold.add(process, [...before, { ...spot, done }]);
      },
      usedBy: (user) => {
        const untold = this.#untold.get(process) ?? [];
        this.#untold.delete(process);
        for (const { done, ...place } of untold)
          if (line.at - place.at <= untoldMilliseconds) this.#done(user, done, place, [spot.source]);
        if (serviceOf(program) === "imap") this.#leave(process, "unknown");
      },
      loggedIn: (user, ip, host) => this.#loggedIn(process, program, user, ip, host),
      badLogin: (user, ip, host, text) => this.#badLogin(program, user, ip, host, text),
      inVisit: (draft) => {
        const visit = this.#visits.get(process);
        if (visit) this.#tell(draft, visit);
      },
      left: (verbs) => {
        const visit = this.#visits.get(process);
        if (visit && verbs) this.#tell({ kind: "session.counted", verbs }, visit);
        this.#leave(process, "unknown");
      },
      warned: (text) => this.#tell({ kind: "program.warned", program, text }),
      emit: (draft) => this.#tell(draft),
    };
  }

  #done(
    mailbox: string,
    { messageId, status, text, where, decidedBy }: Done,
    place: Spot,
    also: readonly Source[],
  ): void {
    if (!this.#line) return;
    const session = this.#context.newSession("smtp", this.#line);
    const owner = { session, service: "smtp", peer: undefined } as const;
    const enhanced = status === "refused" ? "5.7.1" : "2.0.0";
    const reply = text === undefined ? undefined : ownWord(text, enhanced);
    const ended = { kind: "attempt.ended", recipient: mailbox, status, stage: "store", messageId } as const;
    this.#tell({ kind: "session.opened", role: "mailbox" }, owner, place);
    this.#tell(defined({ ...ended, reply, where, decidedBy }), owner, place, also);
    this.#tell({ kind: "session.closed", ended: "quit" }, owner, place);
  }

  #loggedIn(process: string, program: string, user: string, ip: string, host: string | undefined): void {
    if (!this.#line) return;
    this.#leave(process, "unknown");
    const service = serviceOf(program);
    if (service === "smtp") return;
    const visit = { session: this.#context.newSession(service, this.#line), service, peer: normaliseIp(ip) };
    for (const forgotten of this.#visits.add(process, visit)) this.#context.forgotten?.(forgotten.session);
    this.#tell(defined({ kind: "session.opened", role: "server", peerHost: host }), visit);
    this.#tell({ kind: "decision", by: "login.accepted", verdict: "accept", detail: user }, visit);
  }

  #badLogin(program: string, user: string | undefined, ip: string, host: string | undefined, text: string): void {
    const service = serviceOf(program);
    if (!this.#line || service === "smtp") return;
    const visit = { session: this.#context.newSession(service, this.#line), service, peer: normaliseIp(ip) };
    this.#tell(defined({ kind: "session.opened", role: "server", peerHost: host }), visit);
    this.#tell({ kind: "session.noted", text }, visit);
    if (user !== undefined)
      this.#tell(
        { kind: "decision", by: "login.failed", verdict: "reject", cause: "client.auth", detail: user },
        visit,
      );
    this.#tell({ kind: "session.closed", ended: "unknown" }, visit);
  }

  #leave(process: string, ended: Ended): void {
    const visit = this.#visits.get(process);
    if (!visit) return;
    this.#visits.delete(process);
    this.#tell({ kind: "session.closed", ended }, visit);
  }

  #tell(draft: Draft, owner?: Visit, place?: Spot, also: readonly Source[] = []): void {
    const line = this.#line;
    if (!line) return;
    const { at, atPrecisionSeconds, source } = place ?? spotOf(line);
    const event = draft as Unfinished;
    Object.assign(event, {
      at,
      atPrecisionSeconds,
      node: this.#context.nodeOf(line),
      service: owner?.service ?? "system",
    });
    event.source = also.length > 0 ? { ...source, also } : source;
    if (owner) event.session = owner.session;
    if (owner?.peer !== undefined) event.peer = owner.peer;
    this.#emit(event as MailEvent);
  }
}

const open = (context: LogContext): CyrusReader => new CyrusReader(context);

export const cyrus = defineFormat({
  id: "cyrus",
  title: "Cyrus IMAP",
  docs: "https://www.cyrusimap.org/imap/, its source (imap/lmtpd.c, imap/lmtp_sieve.c, imap/duplicate.c), and what Cyrus IMAP 3.6.1 of Debian 12 wrote",
  programs: ["cyrus/*", "lmtpunix", "imap", "imaps", "pop3", "pop3s", "ctl_cyrusdb", "cyr_expire", "tls_prune"],
  patterns: cyrusPatterns,
  samples: cyrusPatterns.flatMap(({ samples }) => samples),
  open,
  skim: skimByEvents(open),
});
