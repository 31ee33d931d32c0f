/** Our own activity log, read and written by one definition (`reading/postino/shapes.ts`). */
import { defined, type Loose } from "../../base/defined.ts";
import { unescapeText } from "../../base/text.ts";
import type { Zone } from "../../base/zone.ts";
import { logLetter } from "../../events/catalogue.ts";
import type { Emit, EventKind, EventOf, MailEvent, Service, Source } from "../../events/event.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { clientMark, furtherRecipients, readRecipient, type Shaped, shapes, writeRemark } from "../postino/shapes.ts";
import { Calendar, type Head, noThread, readHead, readStamp, writeHead } from "../postino/stamp.ts";
import { sessionKey, sessionLine, type Threads, toldSession } from "../postino/threads.ts";
import type { LineTime, TimeFormat } from "../postino/time.ts";

/** What comes from outside is cut behind so many bytes, unless the style says otherwise. */
const defaultMaxTextBytes = 2000;

/** How the lines are written. What is absent is as the format says by default. */
export interface LineStyle {
  readonly timeFormat?: TimeFormat;
  /** Layout `icewarp`: a session has a number of four digits, and time is `HH:MM:SS`. */
  readonly threads?: Threads;
  readonly maxTextBytes?: number;
}

const marks: Readonly<Partial<Record<EventKind, string>>> = {
  "smtp.command": "<<< ",
  "smtp.reply": ">>> ",
  "data.ended": "<<< ",
};

/** The lines of an event, without line ends. None for facts that reading derives from the dialogue. */
export function render(event: MailEvent, zone: Zone, style: LineStyle = {}): readonly string[] {
  const texts = textsOf(event, zone, style.maxTextBytes ?? defaultMaxTextBytes);
  if (texts === undefined) return [];
  if (style.threads) return renderNumbered(event, zone, texts, style.threads);
  const before = `${writeHead(event, zone, style.timeFormat ?? "detailed")}${markOf(event)}`;
  return typeof texts === "string" ? [before + texts] : texts.map((text) => before + text);
}

/** The same without what stands before the text. */
export const wording = (event: MailEvent, zone: Zone): readonly string[] =>
  [textsOf(event, zone, defaultMaxTextBytes) ?? []].flat().map((text) => markOf(event) + text);

const dayMs = 86_400_000;

/** Layout `icewarp`: the first line with a number in the files of a day also says whose it is. */
function renderNumbered(
  event: MailEvent,
  zone: Zone,
  texts: string | readonly string[],
  threads: Threads,
): readonly string[] {
  const { session, kind, at } = event;
  const thread = session === undefined ? undefined : threads.of(session, Math.floor((at + zone.offsetAt(at)) / dayMs));
  const head = writeHead(event, zone, "time", thread?.digits ?? noThread);
  const isOpened = kind === "session.opened";
  const lines = [texts]
    .flat()
    .map((text) => head + markOf(event) + text + (isOpened && session ? sessionKey(session) : ""));
  return thread?.isNew && session && !isOpened ? [head + sessionLine(session), ...lines] : lines;
}

const markOf = (event: MailEvent): string =>
  event.kind === "session.opened" && event.role === "client" ? clientMark : (marks[event.kind] ?? "");

/** What stands behind head and mark, a text a line; undefined for what is not written. */
function textsOf(event: MailEvent, zone: Zone, maxBytes: number): string | readonly string[] | undefined {
  if (event.kind === "session.noted" || event.kind === "system.noted") return writeRemark(event.text, maxBytes);
  if (!(event.kind in shapes)) return undefined;
  const write = shapes[event.kind as Shaped].write as (
    event: MailEvent,
    maxBytes: number,
    zone: Zone,
  ) => string | readonly string[];
  return write(event, maxBytes, zone);
}

/** Kinds that stand behind no direction mark, told apart by how they begin. */
const unmarked = (Object.keys(shapes) as Shaped[]).filter((kind) => !marks[kind]);

/** What the text says; `peerSays` is the direction mark of the other side. */
function understand(text: string, client: boolean): Loose<Partial<MailEvent>> | undefined {
  const mark = text.slice(0, 4);
  const read = <K extends Shaped>(kind: K, said: string) => {
    const finding = shapes[kind].read(said);
    return finding && ({ ...finding, kind } as Loose<Partial<MailEvent>>);
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
  /** What the further lines said, and where. */
  readonly further: string[];
  readonly sources: Source[];
  /** Recipients still to come; a reply tells by itself whether it goes on. */
  toCome: number;
}

/** The service of a file, and the family in which numbers of sessions are told apart: folder, letter and server. */
function nameOf(path: string): { readonly service: Service; readonly family: string } {
  const [, family = "", letter] = /^((?:.*[/!])?([a-z])\d*?)\d{8}-\d{2,}\.log/.exec(path) ?? [];
  const service = (Object.keys(logLetter) as Service[]).find((each) => logLetter[each] === letter) ?? "smtp";
  return { service, family };
}

class PostinoReader implements LogReader {
  readonly #context: LogContext;
  readonly #calendar: Calendar<MailEvent>;
  readonly #pending = new Map<string, Pending>();
  /** The sessions that were last told to have a number, by family and number. */
  readonly #threads = new Map<string, string>();
  #service: Service = "smtp";
  #family = "";
  #node: string | undefined;

  constructor(context: LogContext) {
    this.#context = context;
    this.#calendar = new Calendar(context.zone);
  }

  read(line: Line, emit: Emit): Understood {
    if (this.#calendar.openFile(line.file, emit)) {
      ({ service: this.#service, family: this.#family } = nameOf(line.file.path));
      this.#node = undefined;
    }
    const head = readHead(line.text());
    if (!head) return "unread";
    const client = head.text.startsWith(clientMark);
    const said = client ? head.text.slice(clientMark.length) : head.text;
    const told = head.thread === undefined ? undefined : toldSession(said);
    const session = told?.session ?? this.#sessionOf(head, line);
    if (told && head.thread) this.#threads.set(this.#family + head.thread, told.session);
    const text = told ? told.rest : said;
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
      emit(event);
    } else if (event.kind === "smtp.reply" && goesOn(text)) this.#await(key, event, time, 0);
    else if (event.kind === "transaction.ended" && furtherRecipients(text) > 0)
      this.#await(key, event, time, furtherRecipients(text));
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

  #await(key: string, event: Pending["event"], time: LineTime, toCome: number): void {
    this.#pending.set(key, { event, time, further: [], sources: [], toCome });
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
    const { event, further, sources, time } = pending;
    const source = event.source && sources.length > 0 ? { ...event.source, also: sources } : event.source;
    const whole =
      event.kind === "smtp.reply"
        ? { ...event, text: [event.text, ...further].join("\n") }
        : { ...event, recipients: [...event.recipients, ...further] };
    this.#calendar.date({ ...whole, ...(source && { source }) }, time, emit);
  }
}

/** Is it a line of a reply that has more? */
const goesOn = (text: string): boolean => /^.{4}\d{3}-/.test(text);

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

/** Only our log has such stamps, and a port beside the address of `Connected`. */
function owns(line: string): boolean {
  const { text = "" } = readHead(line) ?? {};
  return readStamp(text) !== undefined || /^(?:Client session )?Connected, local IP=[^ ,]+, local port=\d/.test(text);
}

export const postino = defineFormat({
  id: "postino",
  title: "Postino activity log",
  docs: "docs/reference/log-format.md",
  container: "plain",
  samples: [
    "SYSTEM           [0000000000000000] 10:00:00.000 Log opened 2026-11-24T10:00:00.000+01:00 Europe/Rome node=1 level=debug version=0.1.0",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.000 Connected, local IP=192.0.2.1, local port=25, peer port=40112",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.200 <<< RCPT TO:<bob@example.test>",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.201 >>> 550 5.1.1 <bob@example.test>: no such mailbox",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.201 Decided by recipient.unknown refuse cause=rcpt.user-unknown recipient=bob@example.test",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.400 *** <ann@example.com> <bob@example.test> 1 0 00:00:00 REJECT refused=<bob@example.test>:550/5.1.1",
    "192.0.2.7        [019B1C2D3E401000] 10:00:01.500 Disconnected, local closed",
  ],
  // With whole seconds, or numbers for sessions, a line may as well be IceWarp's; then `owns` decides.
  looksLike: (text) => {
    const found = readHead(text);
    return found !== undefined && found.thread === undefined && found.time.precisionSeconds < 1;
  },
  owns,
  open: (context) => new PostinoReader(context),
});
