/** Reads the tables of Exchange row by row: the rows of one message, or of one connection, are one session. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Emit, MailEvent } from "../../events/event.ts";
import type { LogContext, LogReader, Understood } from "../format.ts";
import type { Line, LogFile } from "../line.ts";
import type { Draft } from "../pattern.ts";
import { endpointOf, type Spoken, said } from "./protocol.ts";
import { reported } from "./reports.ts";
import { fieldsOf, headLine, type Row, rowOf, type Table, tableOf } from "./table.ts";
import { isOfInterest, subjectOf, type Tracked, tracked } from "./tracking.ts";

/** A message or a connection of which rows may still come. */
interface Open {
  readonly id: string;
  readonly tracked?: Tracked;
  readonly spoken?: Spoken;
  peer: string | undefined;
  last: number;
}

/** A message waits two days at most by default; what was not heard of for longer is over. */
const silentMilliseconds = 5 * 86_400_000;
/** So many are remembered; the one that was heard of longest ago goes first. */
const maxOpen = 200_000;

export class ExchangeReader implements LogReader {
  readonly #context: LogContext;
  readonly #open = new Map<string, Open>();
  #file: LogFile | undefined;
  #table: Table | undefined;
  #logType = "";
  at = Number.NaN;

  constructor(context: LogContext) {
    this.#context = context;
  }

  read(line: Line, emit: Emit): Understood {
    if (line.file !== this.#file) {
      this.#file = line.file;
      this.#table = undefined;
      this.#logType = "";
    }
    const text = line.text();
    const [head, name = "", value = ""] = headLine.exec(text) ?? [];
    if (name.toLowerCase() === "log-type") this.#logType = value;
    const table = tableOf(text, this.#logType);
    if (table) this.#table = table;
    if (table || head !== undefined || text.trim() === "") return "ignored";
    return this.#table ? this.#row(line, rowOf(this.#table, fieldsOf(text)), this.#table, emit) : "unread";
  }

  close(emit: Emit): void {
    for (const [key, open] of this.#open) this.#end(key, open, emit);
  }

  #row(line: Line, row: Row, { kind }: Table, emit: Emit): Understood {
    const at = instant(row("date-time") || row("received"));
    if (Number.isNaN(at)) return "unread";
    this.at = at;
    if (kind === "receive" || kind === "send") return this.#spoken(line, row, kind === "receive", emit);
    if (kind === "tracking") return this.#tracked(line, row, emit);
    const report = reported(row);
    if (!report) return "unread";
    const messageId = bracketed(row("message-id") || row("messageid"));
    const session = this.#context.newSession("smtp", line);
    const queueId = report.id || messageId;
    const peer = normaliseIp(row("original-client-ip") || row("fromip"));
    const open: Draft = { kind: "session.opened", role: "queue" };
    for (const draft of [open, ...report.drafts, { kind: "session.closed", ended: "unknown" } as const])
      this.#emit(line, { session, queueId, messageId, peer }, draft, emit);
    return "read";
  }

  #tracked(line: Line, row: Row, emit: Emit): Understood {
    const messageId = bracketed(row("message-id"));
    const id = messageId ?? row("network-message-id");
    if (!isOfInterest(row("event-id").toUpperCase())) return "ignored";
    if (!id) return "ignored";
    const key = `message ${id}`;
    const known = this.#open.get(key);
    const message: Tracked = known?.tracked ?? {
      // What Exchange itself took, other hosts name by its Message-ID; Exchange Online is asked by its own id.
      queueId: row("internal-message-id") === "" ? row("network-message-id") || id : id,
      messageId,
      accepted: false,
      delivered: new Set(),
      waiting: new Set(),
    };
    const drafts = tracked(row, message);
    if (!drafts) return "unread";
    const open = known ?? this.#begin(key, line, { tracked: message }, emit);
    const peer = normaliseIp(row("original-client-ip") || row("client-ip"));
    if (!known) {
      open.peer = peer;
      this.#tell(line, open, { kind: "session.opened", role: "queue" }, emit);
    }
    for (const draft of drafts) this.#tell(line, open, draft, emit);
    const about = this.#open.get(`message ${subjectOf(row)}`)?.tracked;
    // The failure may be told behind it; of what everybody has it is a receipt.
    const why = about?.trouble ?? (about?.waiting.size ? "bounce" : undefined);
    if (about && why)
      this.#tell(line, open, { kind: "message.linked", from: about.queueId, to: message.queueId, why }, emit);
    this.#touch(key, open);
    return "read";
  }

  #spoken(line: Line, row: Row, isServer: boolean, emit: Emit): Understood {
    const key = `session ${isServer} ${row("session-id")} ${row("local-endpoint")} ${row("remote-endpoint")}`;
    const known = this.#open.get(key);
    const spoken: Spoken = known?.spoken ?? {
      isServer,
      pending: [],
      content: undefined,
      declaredBytes: 0,
      quit: false,
    };
    if (!/^[-+<>*]$/.test(row("event"))) return "unread";
    const open = known ?? this.#begin(key, line, { spoken }, emit);
    if (!known) {
      const peer = endpointOf(row("remote-endpoint"));
      const local = endpointOf(row("local-endpoint"));
      open.peer = peer.ip;
      const role = isServer ? "server" : "client";
      this.#tell(line, open, defined({ kind: "session.opened", role, peerPort: peer.port, local }), emit);
    }
    const drafts = said(row, spoken);
    for (const draft of drafts) this.#tell(line, open, draft, emit);
    if (drafts.some(({ kind }) => kind === "session.closed")) this.#open.delete(key);
    else this.#touch(key, open);
    return "read";
  }

  #begin(key: string, line: Line, about: Pick<Open, "tracked" | "spoken">, emit: Emit): Open {
    for (const [other, open] of this.#open) {
      if (this.#open.size < maxOpen && open.last > this.at - silentMilliseconds) break;
      this.#end(other, open, emit);
    }
    const open = { id: this.#context.newSession("smtp", line), ...about, peer: undefined, last: this.at };
    this.#open.set(key, open);
    return open;
  }

  /** The one heard of last stands last. */
  #touch(key: string, open: Open): void {
    open.last = this.at;
    this.#open.delete(key);
    this.#open.set(key, open);
  }

  /** Its last row does not say that it is the last. */
  #end(key: string, open: Open, emit: Emit): void {
    this.#open.delete(key);
    const base = {
      at: open.last,
      atPrecisionSeconds: 0.001,
      node: this.#node,
      service: "smtp",
      session: open.id,
    } as const;
    emit(defined({ ...base, queueId: open.tracked?.queueId, kind: "session.closed", ended: "unknown" }) as MailEvent);
  }

  #node = "";

  #tell(line: Line, { id: session, tracked: message, peer }: Open, draft: Draft, emit: Emit): void {
    this.#emit(line, { session, peer, queueId: message?.queueId, messageId: message?.messageId }, draft, emit);
  }

  #emit(
    line: Line,
    about: { readonly session: string; readonly [name: string]: string | undefined },
    draft: Draft,
    emit: Emit,
  ): void {
    this.#node = this.#context.nodeOf(line);
    const base = { at: this.at, atPrecisionSeconds: 0.001, node: this.#node, service: "smtp", source: line.source() };
    emit({ ...defined({ ...base, ...about }), ...defined(draft) } as MailEvent);
  }
}

const bracketed = (id: string): string | undefined => (id === "" ? undefined : id.startsWith("<") ? id : `<${id}>`);

/** Exchange writes UTC, with a Z in its logs and without one in some reports. */
const stamp = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z?$/;
function instant(text: string): number {
  if (!stamp.test(text)) return Number.NaN;
  return Date.parse(
    `${text
      .replace(" ", "T")
      .replace(/(\.\d{3})\d*/, "$1")
      .replace(/Z$/, "")}Z`,
  );
}
