/** Our own activity log, read and written by one definition (`reading/postino/shapes.ts`). */
import { defined, type Loose } from "../../base/defined.ts";
import { unescapeText } from "../../base/text.ts";
import type { Zone } from "../../base/zone.ts";
import { logLetter } from "../../events/catalogue.ts";
import type { Emit, EventOf, MailEvent, Service, Source } from "../../events/event.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import type { Line } from "../line.ts";
import { clientMark, furtherRecipients, readRecipient, type Shaped, shapes, writeRemark } from "../postino/shapes.ts";
import { Calendar, readHead, readStamp, writeHead } from "../postino/stamp.ts";

/** What comes from outside is cut behind so many bytes, unless the setting says otherwise. */
const defaultMaxTextBytes = 2000;

const marks: Readonly<Partial<Record<Shaped, string>>> = {
  "smtp.command": "<<< ",
  "smtp.reply": ">>> ",
  "data.ended": "<<< ",
};

/** The lines of an event, without line ends. None for facts that reading derives from the dialogue. */
export function render(event: MailEvent, zone: Zone, maxTextBytes = defaultMaxTextBytes): readonly string[] {
  const head = writeHead(event, zone);
  if (event.kind === "session.noted" || event.kind === "system.noted")
    return [head + writeRemark(event.text, maxTextBytes)];
  if (!(event.kind in shapes)) return [];
  const kind = event.kind as Shaped;
  const write = shapes[kind].write as (event: MailEvent, maxBytes: number, zone: Zone) => string | readonly string[];
  const texts = write(event, maxTextBytes, zone);
  const before = `${head}${event.kind === "session.opened" && event.role === "client" ? clientMark : ""}${marks[kind] ?? ""}`;
  return typeof texts === "string" ? [before + texts] : texts.map((text) => before + text);
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
  readonly time: number;
  /** What the further lines said, and where. */
  readonly further: string[];
  readonly sources: Source[];
  /** Recipients still to come; a reply tells by itself whether it goes on. */
  toCome: number;
}

const serviceOf = (path: string): Service => {
  const letter = /(?:^|[/!])([a-z])\w*\d{8}-\d{2,}\.log/.exec(path)?.[1];
  return (Object.keys(logLetter) as Service[]).find((service) => logLetter[service] === letter) ?? "smtp";
};

class PostinoReader implements LogReader {
  readonly #context: LogContext;
  readonly #calendar: Calendar<MailEvent>;
  readonly #pending = new Map<string, Pending>();
  #service: Service = "smtp";
  #node: string | undefined;

  constructor(context: LogContext) {
    this.#context = context;
    this.#calendar = new Calendar(context.zone);
  }

  read(line: Line, emit: Emit): Understood {
    if (this.#calendar.openFile(line.file, emit)) {
      this.#service = serviceOf(line.file.path);
      this.#node = undefined;
    }
    const head = readHead(line.text());
    if (!head) return "unread";
    const client = head.text.startsWith(clientMark);
    const text = client ? head.text.slice(clientMark.length) : head.text;
    const key = head.session ?? "";
    if (this.#continues(key, text, client, line.source(), emit)) return "read";
    const found = understand(text, client) ?? remark(text, head.session);
    const stamp = readStamp(text);
    if (!found || (found.at !== undefined && !stamp)) return "unread";
    if (found.kind === "log.opened" || found.kind === "log.heartbeat") this.#node = found.node;
    const { session, peer } = head;
    const base = { atPrecisionSeconds: 0.001, service: this.#service, source: line.source(), session, peer };
    const role = client && found.kind === "session.opened" ? "client" : undefined;
    const node = found.node ?? this.#node ?? this.#context.nodeOf(line);
    const event = defined({ ...base, ...found, ...(role && { role }), node } as object) as MailEvent;
    if (stamp) {
      this.#calendar.stamp(stamp.at, stamp.offset, emit);
      emit(event);
    } else if (event.kind === "smtp.reply" && goesOn(text)) this.#await(key, event, head.time, 0);
    else if (event.kind === "transaction.ended" && furtherRecipients(text) > 0)
      this.#await(key, event, head.time, furtherRecipients(text));
    else this.#calendar.date(event, head.time, emit);
    return "read";
  }

  close(emit: Emit): void {
    for (const key of this.#pending.keys()) this.#settle(key, emit);
    this.#calendar.close(emit);
  }

  #await(key: string, event: Pending["event"], time: number, toCome: number): void {
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
  looksLike: (text) => readHead(text) !== undefined,
  open: (context) => new PostinoReader(context),
});
