/** Formats of programs beside a mail server that say all of a message in one line: a table of patterns, and no memory. */
import { catalogue } from "../events/catalogue.ts";
import type { Emit, MailEvent, Role, Service } from "../events/event.ts";
import { skimByEvents } from "./event-skimmer.ts";
import type { LogContext, LogFormat, LogReader, Understood } from "./format.ts";
import type { Line } from "./line.ts";
import { type Compiled, type Draft, match, type Pattern, patternsFor, type Unfinished } from "./pattern.ts";

/** What a pattern may use. */
export interface SingleScene {
  /** Last part of the program's name. */
  readonly program: string;
  /** Of the line, epoch milliseconds. */
  readonly at: number;
  /** All that a line tells of a message or a peer is one session, of which the peer is the first that is named. */
  emit(draft: Draft): void;
}

export type SinglePattern = Pattern<SingleScene>;

class SingleReader implements LogReader {
  readonly #context: LogContext;
  readonly #service: Service;
  readonly #role: Role;
  readonly #patterns: readonly Compiled<SingleScene>[];
  pattern: string | undefined;

  constructor(context: LogContext, service: Service, role: Role, patterns: readonly Compiled<SingleScene>[]) {
    this.#context = context;
    this.#service = service;
    this.#role = role;
    this.#patterns = patterns;
  }

  read(line: Line, emit: Emit): Understood {
    const found = match(this.#patterns, line, 0);
    this.pattern = found?.pattern.name;
    if (!found) return "unread";
    const { pattern, groups } = found;
    if (!pattern.events) return "ignored";
    const drafts: Draft[] = [];
    const { program = "" } = line;
    pattern.events(groups, { program, at: line.at, emit: (draft) => void drafts.push(draft) });
    this.#tell(drafts, line, emit);
    return "read";
  }

  #tell(drafts: readonly Draft[], line: Line, emit: Emit): void {
    const { at, atPrecisionSeconds } = line;
    const base = { at, atPrecisionSeconds, node: this.#context.nodeOf(line), service: this.#service };
    const source = line.source();
    const isOfSession = ({ kind }: Draft) => catalogue[kind].part !== "system" && kind !== "program.warned";
    const session = drafts.some(isOfSession) ? this.#context.newSession(this.#service, line) : undefined;
    const peer = drafts.find((draft) => draft.peer !== undefined)?.peer;
    const own = { ...base, source, ...(session && { session }), ...(peer && { peer }) };
    if (session) emit({ ...own, kind: "session.opened", role: this.#role });
    for (const draft of drafts) {
      const event: Unfinished = Object.assign({}, isOfSession(draft) ? own : { ...base, source }, draft);
      emit(event as MailEvent);
    }
    if (session) emit({ ...own, kind: "session.closed", ended: "unknown" });
  }

  close(): void {}
}

interface SingleFormat extends Pick<LogFormat, "id" | "title" | "docs"> {
  readonly programs: readonly string[];
  readonly service: Service;
  /** Its part in a session; absent: others connect to it. */
  readonly role?: Role;
  /** Their own programs are not looked at: all are of this format's. */
  readonly patterns: readonly SinglePattern[];
}

/** Declares such a format. */
export const singleFormat = ({ patterns, service, role = "server", ...format }: SingleFormat): LogFormat => {
  const { bare } = patternsFor(patterns)("");
  const open = (context: LogContext): SingleReader => new SingleReader(context, service, role, bare);
  return { ...format, patterns, samples: patterns.flatMap(({ samples }) => samples), open, skim: skimByEvents(open) };
};
