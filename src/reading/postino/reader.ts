/** Reads the lines of our log one by one: whose they are, when they were written, what they say. */
import { defined, type Loose } from "../../base/defined.ts";
import { unescapeText } from "../../base/text.ts";
import { logLetter } from "../../events/catalogue.ts";
import type { Emit, EventOf, MailEvent, Service, Source } from "../../events/event.ts";
import type { LogContext, LogReader, Understood } from "../format.ts";
import type { Line, Mark } from "../line.ts";
import { clientMark, furtherRecipients, readRecipient, type Shaped, shapes } from "./shapes.ts";
import { Calendar, type Head, readHead, readStamp } from "./stamp.ts";
import { toldSession } from "./threads.ts";
import type { LineTime } from "./time.ts";

/** Kinds that stand behind no direction mark, told apart by how they begin. */
const unmarked = (Object.keys(shapes) as Shaped[]).filter((kind) => shapes[kind].mark === "");

export type Understanding = { [K in Shaped]: { readonly kind: K } & Loose<Partial<EventOf<K>>> }[Shaped];

/** What the text says; `client`: we are the client of that session, so the direction marks mean the other side. */
export function understand(text: string, client: boolean): Understanding | undefined {
  const mark = text.slice(0, 4);
  const read = <K extends Shaped>(kind: K, said: string) => {
    const finding = shapes[kind].read(said);
    return finding && ({ ...finding, kind } as unknown as Understanding);
  };
  if (mark === "<<< " || mark === ">>> ") {
    const said = text.slice(4);
    if ((mark === "<<< ") === client) return read("smtp.reply", said);
    return read("data.ended", said) ?? read("smtp.command", said);
  }
  for (const kind of unmarked) {
    const found = read(kind, text);
    if (found) return found;
  }
  return undefined;
}

/** An event whose further lines are still to come: the rest of a reply, or so many recipients. */
interface Pending {
  readonly event: EventOf<"smtp.reply"> | EventOf<"transaction.ended">;
  readonly time: LineTime;
  /** Where its day was known then. */
  readonly at: number | undefined;
  /** What the further lines said, and where. */
  readonly further: string[];
  readonly sources: Source[];
  /** Recipients still to come; a reply tells by itself whether it goes on. */
  toCome: number;
}

/** A block bears the session that caused it, and is no part of it. */
const isBlock = (text: string | undefined, client: boolean): boolean =>
  text?.startsWith("Block") === true && understand(text, client)?.kind?.startsWith("block.") === true;

/** The service of a file, and the family in which numbers of sessions are told apart: folder, letter and server. */
function nameOf(path: string): { readonly service: Service; readonly family: string } {
  const [, family = "", letter] = /^((?:.*[/!])?([a-z])\d*?)\d{8}-\d{2,}\.log/.exec(path) ?? [];
  const service = (Object.keys(logLetter) as Service[]).find((each) => logLetter[each] === letter) ?? "smtp";
  return { service, family };
}

/** A line of a session, before anything is made of it. */
export interface LineOfSession {
  readonly session: string;
  readonly peer: string | undefined;
  readonly client: boolean;
  /** Without the mark of a client; none where the line only tells a session's number. */
  readonly text: string | undefined;
  /** Does it have a number, and not the session's id? */
  readonly numbered: boolean;
  /** Does it say whose number that is from here on? */
  readonly tells: boolean;
  /** Dates it. Not to be asked of a line that goes on with the one before. */
  readonly at: () => number;
}

export interface LinesOfSessions {
  line(line: Line, of: LineOfSession): Understood;
}

export class PostinoReader implements LogReader {
  readonly #placed: LinesOfSessions | undefined;
  readonly #context: LogContext;
  readonly #calendar: Calendar<MailEvent>;
  readonly #pending = new Map<string, Pending>();
  /** The sessions that were last told to have a number, by family and number. */
  readonly #threads = new Map<string, string>();
  #service: Service = "smtp";
  #family = "";
  #node: string | undefined;

  /** `placed`: takes the lines of sessions instead. */
  constructor(context: LogContext, placed?: LinesOfSessions) {
    this.#context = context;
    this.#placed = placed;
    this.#calendar = new Calendar(context.zone);
  }

  get calendar(): Calendar<MailEvent> {
    return this.#calendar;
  }

  /** What a line needs that is read again alone. */
  get mark(): Mark {
    return { ...this.#calendar.known, node: this.#node };
  }

  read(line: Line, emit: Emit): Understood {
    if (this.#calendar.openFile(line.file, emit)) {
      ({ service: this.#service, family: this.#family } = nameOf(line.file.path));
      this.#node = undefined;
    }
    const head = readHead(line.text());
    if (!head) return "unread";
    if (line.mark) {
      this.#calendar.know(line.mark, head.time.ofDay);
      this.#node = line.mark.node;
      if (head.thread && line.mark.session) this.#threads.set(this.#family + head.thread, line.mark.session);
    }
    const client = head.text.startsWith(clientMark);
    const said = client ? head.text.slice(clientMark.length) : head.text;
    const told = head.thread === undefined ? undefined : toldSession(said);
    const session = told?.session ?? this.#sessionOf(head, line);
    if (told && head.thread) this.#threads.set(this.#family + head.thread, told.session);
    const text = told ? told.rest : said;
    if (this.#placed && session !== undefined && !isBlock(text, client)) {
      const at = () => this.#calendar.at(head.time, emit) ?? Number.NaN;
      const tells = told !== undefined;
      const numbered = head.thread !== undefined && !tells;
      return this.#placed.line(line, { session, numbered, tells, peer: head.peer, client, text, at });
    }
    if (text === undefined) return "read";
    const key = session ?? "";
    if (this.#continues(key, text, client, line.source(), emit)) return "read";
    const found = understand(text, client) ?? remark(text, session);
    const stamp = readStamp(text);
    if (!found || (found.at !== undefined && !stamp)) return "unread";
    if (found.kind === "log.opened" || found.kind === "log.heartbeat") this.#node = found.node;
    const { peer, time } = head;
    const atPrecisionSeconds = stamp ? 0.001 : time.precisionSeconds;
    const base = { atPrecisionSeconds, service: this.#service, source: line.source(), session, peer };
    const role = client && found.kind === "session.opened" ? "client" : undefined;
    const node = found.node ?? this.#node ?? this.#context.nodeOf(line);
    const event = defined({ ...base, ...found, ...(role && { role }), node } as object) as MailEvent;
    if (stamp) {
      this.#calendar.stamp(stamp.at, stamp.offset, emit);
      emit({ ...event, at: stamp.at });
    } else if (event.kind === "smtp.reply" && goesOn(text)) this.#await(key, event, time, 0, emit);
    else if (event.kind === "transaction.ended" && furtherRecipients(text) > 0)
      this.#await(key, event, time, furtherRecipients(text), emit);
    else this.#calendar.date(event, time, emit);
    return "read";
  }

  /** A number whose session was not told (its first line is not here) makes one by itself. */
  #sessionOf({ session, thread }: Head, line: Line): string | undefined {
    if (thread === undefined) return session;
    return this.#threads.getOrInsertComputed(this.#family + thread, () =>
      this.#context.newSession(this.#service, line),
    );
  }

  close(emit: Emit): void {
    for (const key of this.#pending.keys()) this.#settle(key, emit);
    this.#calendar.close(emit);
  }

  #await(key: string, event: Pending["event"], time: LineTime, toCome: number, emit: Emit): void {
    const at = this.#calendar.at(time, emit);
    this.#pending.set(key, { event, time, at, further: [], sources: [], toCome });
  }

  /** Does the line go on with the pending event of its session? Whatever else comes ends that event as it is. */
  #continues(key: string, text: string, client: boolean, source: Source, emit: Emit): boolean {
    const pending = this.#pending.get(key);
    if (!pending) return false;
    const { event } = pending;
    const said = event.kind === "smtp.reply" ? furtherReply(event, text, client) : readRecipient(text);
    if (said !== undefined) {
      pending.further.push(said);
      pending.sources.push(source);
      pending.toCome -= 1;
    }
    if (said === undefined || !(event.kind === "smtp.reply" ? goesOn(text) : pending.toCome > 0))
      this.#settle(key, emit);
    return said !== undefined;
  }

  #settle(key: string, emit: Emit): void {
    const pending = this.#pending.get(key);
    if (!pending) return;
    this.#pending.delete(key);
    const { event, further, sources, time, at } = pending;
    const source = event.source && sources.length > 0 ? { ...event.source, also: sources } : event.source;
    const whole =
      event.kind === "smtp.reply"
        ? { ...event, text: [event.text, ...further].join("\n") }
        : { ...event, recipients: [...event.recipients, ...further] };
    const settled = { ...whole, ...(source && { source }) };
    if (at === undefined) this.#calendar.date(settled, time, emit);
    else emit({ ...settled, at });
  }
}

/** Is it a line of a reply that has more? */
export const goesOn = (text: string): boolean => /^.{4}\d{3}-/.test(text);

/** Any other text is a remark, but a direction mark without sense behind it is none of ours. */
function remark(text: string, session: string | undefined): Partial<MailEvent> | undefined {
  if (/^(?:<<<|>>>) /.test(text)) return undefined;
  return { kind: session ? "session.noted" : "system.noted", text: unescapeText(text) };
}

/** What the next line of a reply says, without the codes that it repeats; undefined if it is none. */
function furtherReply(reply: EventOf<"smtp.reply">, text: string, client: boolean): string | undefined {
  const next = text.startsWith(client ? "<<< " : ">>> ") ? shapes["smtp.reply"].read(text.slice(4)) : undefined;
  if (next?.code !== reply.code) return undefined;
  if (next.enhanced === undefined || next.enhanced === reply.enhanced) return next.text;
  return next.text === "" ? next.enhanced : `${next.enhanced} ${next.text}`;
}
