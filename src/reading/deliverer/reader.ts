/**
 * Logs of programs that lay mail into mailboxes for a mail server: a few lines of each delivery, its troubles first, of which the last
 * says where it went. They know no queue id and no recipient.
 */
import { defined } from "../../base/defined.ts";
import type { Emit, Outcome, Source } from "../../events/event.ts";
import { ownWord } from "../../mail/reply.ts";
import type { LogContext, LogFormat, LogReader, Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { type Compiled, match, type Pattern, patternsFor } from "../pattern.ts";

/** How a delivery ended. */
export interface Delivery {
  /** `delivered` without a folder: to a program. */
  readonly status: Outcome;
  readonly folder?: string;
  /** What the program says of it. */
  readonly text?: string;
  readonly sizeBytes?: number;
}

/** What a pattern may use. */
export interface DeliveryScene {
  /** A delivery to be told of; the sender as the program knows him. */
  from(sender: string): void;
  /** Something went wrong; the delivery that it belongs to is told of behind it. */
  trouble(text: string): void;
  ended(delivery: Delivery): void;
}

export type DeliveryPattern = Pattern<DeliveryScene>;

interface Told {
  at: number;
  readonly atPrecisionSeconds: number;
  readonly node: string;
  readonly session: string;
  readonly lines: Source[];
  sender?: string;
  trouble?: { readonly text: string; readonly source: Source };
}

/** A program that says no more of a trouble within that time ends its delivery without a word. */
const silentMilliseconds = 90_000;
/** Deliveries of so many processes are told at once. */
const mostOpen = 1000;
/** Lines of a delivery that are evidence. */
const mostLines = 8;

class DelivererReader implements LogReader {
  readonly #context: LogContext;
  readonly #name: string;
  readonly #patterns: readonly Compiled<DeliveryScene>[];
  readonly #open = new Map<string, Told>();

  constructor(context: LogContext, name: string, patterns: readonly Compiled<DeliveryScene>[]) {
    this.#context = context;
    this.#name = name;
    this.#patterns = patterns;
  }

  read(line: Line, emit: Emit): Understood {
    const found = match(this.#patterns, line, 0);
    if (!found) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    // A trouble of which nobody knows when it was.
    if (Number.isNaN(line.at)) return "unread";
    const key = `${this.#context.nodeOf(line)} ${line.pid ?? ""}`;
    pattern.events(groups, {
      from: (sender) => {
        const told = this.#toldOf(key, line, emit);
        told.sender = sender;
        told.at = line.at;
      },
      trouble: (text) => {
        const before = this.#open.get(key);
        if (before && line.at - before.at > silentMilliseconds) this.#forget(key, emit);
        this.#toldOf(key, line, emit).trouble = { text, source: line.source() };
      },
      ended: (delivery) => {
        this.#end(this.#toldOf(key, line, emit), delivery, emit);
        this.#open.delete(key);
      },
    });
    return "read";
  }

  *held(): Generator<Source> {
    for (const { lines } of this.#open.values()) yield* lines;
  }

  close(emit: Emit): void {
    for (const key of [...this.#open.keys()]) this.#forget(key, emit);
  }

  #toldOf(key: string, line: Line, emit: Emit): Told {
    let told = this.#open.get(key);
    if (!told) {
      const [oldest = ""] = this.#open.size >= mostOpen ? this.#open.keys() : [];
      if (oldest) this.#forget(oldest, emit);
      const { at, atPrecisionSeconds } = line;
      const session = this.#context.newSession("smtp", line);
      told = { at, atPrecisionSeconds, node: this.#context.nodeOf(line), session, lines: [] };
      this.#open.set(key, told);
    }
    if (told.lines.length < mostLines) told.lines.push(line.source());
    return told;
  }

  /** Nothing came behind a trouble: how it ended nobody knows. */
  #forget(key: string, emit: Emit): void {
    const told = this.#open.get(key);
    this.#open.delete(key);
    if (told?.trouble) this.#end(told, { status: "unknown" }, emit);
  }

  #end({ lines, sender, trouble, ...base }: Told, delivery: Delivery, emit: Emit): void {
    const { status, folder, sizeBytes } = delivery;
    const isDone = status === "delivered" || status === "discarded" || status === "forwarded";
    const text = isDone ? delivery.text : (trouble?.text ?? delivery.text);
    const enhanced = isDone ? "2.0.0" : status === "deferred" ? "4.0.0" : "5.0.0";
    const [first, ...rest] = isDone ? lines.toReversed() : [...new Set([trouble?.source, ...lines.toReversed()])];
    const also = rest.filter((source) => source !== undefined && source.offset !== first?.offset) as Source[];
    const source = first && { ...first, ...(also.length > 0 && { also }) };
    const own = defined({ ...base, service: "smtp" as const, source });
    emit({ ...own, kind: "session.opened", role: "mailbox" });
    emit(
      defined({
        ...own,
        kind: "attempt.ended" as const,
        sender,
        recipient: "",
        status,
        stage: "store" as const,
        reply: text === undefined ? undefined : ownWord(text, enhanced),
        sizeBytes,
        where: folder === undefined ? undefined : { mailbox: folder },
        decidedBy: status === "unknown" ? `${this.#name}.trouble` : `${this.#name}.${status}`,
      }),
    );
    emit({ ...own, kind: "session.closed", ended: "unknown" });
  }
}

interface DelivererFormat extends Pick<LogFormat, "id" | "title" | "docs"> {
  readonly programs: readonly string[];
  readonly patterns: readonly DeliveryPattern[];
}

/** Declares such a format. */
export const delivererFormat = ({ patterns, ...format }: DelivererFormat): LogFormat => {
  const { bare } = patternsFor(patterns)("");
  return {
    ...format,
    samples: patterns.flatMap(({ samples }) => samples),
    open: (context) => new DelivererReader(context, format.id, bare),
  };
};
