/** Skims our own log: the dialogue is understood by its bytes, every other line goes through the reader. */
import { defined } from "../../base/defined.ts";
import { foreignId } from "../../base/id.ts";
import { normaliseIp } from "../../base/ip.ts";
import { unescapeText } from "../../base/text.ts";
import type { Emit, Service } from "../../events/event.ts";
import { isCoded, isDigit, PlacedDialogue, saidInBytes, summaryInBytes } from "../dialogue.ts";
import type { LogReader, SkimContext, Understood } from "../format.ts";
import { Heads } from "../heads.ts";
import type { Line, LogFile, Mark } from "../line.ts";
import type { Places } from "../places.ts";
import type { LineView } from "../view.ts";
import { wordOf } from "../words.ts";
import {
  goesOn,
  type LineOfSession,
  type LinesOfSessions,
  PostinoReader,
  type Understanding,
  understand,
} from "./reader.ts";
import { furtherRecipients, readRecipient } from "./shapes.ts";

const [space, colon, dot, hyphen] = [..." :.-"].map((char) => char.charCodeAt(0)) as [number, number, number, number];
const [less, more, star] = [..."<>*"].map((char) => char.charCodeAt(0)) as [number, number, number];

const ending = "D".charCodeAt(0);

/** `HH:MM:SS.mmm `. */
const stampLength = 13;
const minute = 60_000;
/** The beginning of a line that tells its session by itself, whatever follows. */
const plainHead = /^[!-Z\\-~]+ +\[[0-9A-Fa-f]{16}\] /;

class PlacedPostino extends PlacedDialogue {
  id = "";
  peer: string | undefined;
  hasNumber = false;
  /** The code of a reply that goes on, and how many recipients of a summary are still to come. */
  code = 0;
  toCome = 0;
}

export class PostinoSkimmer implements LogReader, LinesOfSessions {
  readonly #places: Places;
  readonly #reader: PostinoReader;
  readonly #open = new Map<string, PlacedPostino>();
  readonly #heads = new Heads<PlacedPostino>();
  readonly #spare: PlacedPostino[] = [];
  #last: PlacedPostino | undefined;
  #file: LogFile | undefined;
  #mark: Mark = {};
  /** Of the day, in which `at` is. */
  #minute = -1;
  /** How many lines that equal the one that is read began a session before it; -1 where it began none. */
  #nth = -1;
  /** Whose number stands in the line that is read, where another line said so before. */
  #numbered: string | undefined;
  at = Number.NaN;

  constructor(context: SkimContext, places: Places) {
    this.#places = places;
    const newSession = (service: Service, line: Line) => {
      this.#nth = context.nthOf(service, line);
      return foreignId(context.nodeOf(line), service, line.raw(), this.#nth);
    };
    this.#reader = new PostinoReader({ zone: context.zone, nodeOf: (line) => context.nodeOf(line), newSession }, this);
  }

  read(line: LineView, emit: Emit): Understood {
    if (line.file === this.#file && this.#skim(line)) return "read";
    this.#file = line.file;
    this.#minute = -1;
    this.#nth = -1;
    this.#last = undefined;
    const understood = this.#reader.read(line, emit);
    this.#noteMark(line.number);
    this.#remember(this.#last, line);
    return understood;
  }

  #noteMark(number: number): void {
    const { day, offset, node } = this.#reader.mark;
    const session = this.#numbered;
    this.#numbered = undefined;
    const before = this.#mark;
    if (session !== undefined) this.#places.mark(number, { day, offset, node, session });
    else if (day === before.day && offset === before.offset && node === before.node) return;
    this.#mark = { day, offset, node };
    this.#places.mark(session === undefined ? number : number + 1, this.#mark);
  }

  close(emit: Emit): void {
    for (const session of [...this.#open.values()]) this.#end(session);
    this.#reader.close(emit);
  }

  /** Those that have a line that says anything. */
  *openNow(): Generator<PlacedPostino> {
    for (const session of this.#open.values()) if (!Number.isNaN(session.from)) yield session;
  }

  #remember(session: PlacedPostino | undefined, { bytes, start, end }: LineView): void {
    if (session?.headLength !== 0) return;
    this.#heads.of(bytes, start, end, undefined);
    const [head] = plainHead.exec(bytes.toString("latin1", start, Math.min(end, start + 100))) ?? [];
    if (head !== undefined) this.#heads.remember(session, start, head.length);
  }

  /** A command, a reply or a summary in its usual form; false for any other line. */
  #skim(line: LineView): boolean {
    const { bytes, start, end } = line;
    const session = this.#heads.of(bytes, start, end, this.#last);
    if (!session || session.toCome > 0 || Number.isNaN(session.from)) return false;
    const text = start + session.headLength + stampLength;
    const first = bytes[text];
    if (first === ending) return this.#skimEnding(line, session, text);
    if (text + 4 >= end || bytes[text + 1] !== first || bytes[text + 2] !== first || bytes[text + 3] !== space)
      return false;
    const time = timeInBytes(bytes, text - stampLength);
    if (time < 0) return false;
    const isReply = first === more;
    const code = isReply && isCoded(bytes, text + 4, end) ? codeInBytes(bytes, text + 4) : 0;
    const goesOnNow = session.code > 0 && code === session.code;
    if (!goesOnNow) session.code = 0;
    if (isReply && code === 0) return false;
    if (!goesOnNow && !this.#reader.calendar.goesOn(time)) return false;
    if (first === star) {
      if (!summaryInBytes(session, bytes, text + 4, end)) return false;
    } else if ((first !== less && !isReply) || !saidInBytes(session, isReply, bytes, text + 4, end)) return false;
    if (isReply) session.code = bytes[text + 7] === hyphen ? code : 0;
    if (!goesOnNow && Math.floor(time / minute) !== this.#minute) {
      this.#minute = Math.floor(time / minute);
      this.at = this.#reader.calendar.instantOf(time);
    }
    session.line(this.#places.linesBefore + line.number);
    this.#last = session;
    return true;
  }

  /** "Disconnected" and "Decided by" need their text, but not their head. */
  #skimEnding({ bytes, end, number }: LineView, session: PlacedPostino, start: number): boolean {
    const time = timeInBytes(bytes, start - stampLength);
    if (time < 0 || !this.#reader.calendar.goesOn(time)) return false;
    const text = bytes.toString("utf8", start, end);
    const found = understand(text, false);
    session.code = 0;
    this.#minute = Math.floor(time / minute);
    this.at = this.#reader.calendar.instantOf(time);
    session.line(this.#places.linesBefore + number);
    this.#last = session;
    if (found) says(session, found, text);
    if (found?.kind === "session.closed") this.#end(session);
    return true;
  }

  line({ number }: Line, of: LineOfSession): Understood {
    const { text, client, peer } = of;
    const session = this.#open.get(of.session) ?? this.#begin(of.session);
    // Where no line of the session's own tells its number, the first that has it is marked.
    if (of.numbered && !session.hasNumber && this.#nth < 0) this.#numbered = of.session;
    if (of.numbered || of.tells) session.hasNumber = true;
    session.line(this.#places.linesBefore + number);
    // Only whose number it is.
    if (text === undefined) return "read";
    const further = continues(session, text, client);
    const found = further ? undefined : understand(text, client);
    if (!found && !further && /^(?:<<<|>>>) /.test(text)) return "unread";
    if (!further) this.#date(session, of);
    if (peer !== session.peer && peer !== undefined) session.word(wordOf(normaliseIp(peer) ?? peer));
    session.peer = peer;
    if (found) says(session, found, text);
    this.#last = session;
    if (found?.kind === "session.closed") this.#end(session);
    return "read";
  }

  #date(session: PlacedPostino, { at }: LineOfSession): void {
    this.at = at();
    if (Number.isNaN(session.from)) session.from = this.at;
  }

  /** It begins with its first line that says anything. */
  #begin(id: string): PlacedPostino {
    const session = this.#spare.pop() ?? new PlacedPostino();
    session.begin(Number.NaN, Math.max(0, this.#nth));
    if (this.#places.findsIds) session.word(wordOf(id));
    session.id = id;
    session.hasNumber = false;
    session.peer = undefined;
    session.code = 0;
    session.toCome = 0;
    this.#open.set(id, session);
    return session;
  }

  #end(session: PlacedPostino): void {
    this.#open.delete(session.id);
    this.#heads.forget(session);
    // Without a time it has no line that says anything.
    if (!Number.isNaN(session.from)) this.#places.close(session, "told");
    if (session === this.#last) this.#last = undefined;
    this.#spare.push(session);
  }
}

/** Does the line go on with a reply or a summary, as `PostinoReader` joins them? */
function continues(session: PlacedPostino, text: string, client: boolean): boolean {
  if (session.code > 0) {
    const mark = client ? "<<< " : ">>> ";
    const isFurther =
      text.startsWith(mark) && /^\d{3}[ -]/.test(text.slice(4)) && Number(text.slice(4, 7)) === session.code;
    if (!isFurther || !goesOn(text)) session.code = 0;
    if (isFurther) session.replyText(Number(text.slice(4, 7)), !goesOn(text), unescapeText(text.slice(8)));
    return isFurther;
  }
  const recipient = session.toCome > 0 ? readRecipient(text) : undefined;
  session.toCome = recipient === undefined ? 0 : session.toCome - 1;
  session.address(recipient);
  return recipient !== undefined;
}

function says(session: PlacedPostino, found: Understanding, text: string): void {
  switch (found.kind) {
    case "session.opened":
      if (found.peerHost) session.word(wordOf(found.peerHost));
      return;
    case "smtp.command":
      return session.commandText(found.verb ?? "", found.argument ?? "");
    case "smtp.reply":
      session.code = goesOn(text) ? (found.code ?? 0) : 0;
      return session.replyText(found.code ?? 0, session.code === 0, found.text ?? "");
    case "data.ended":
      session.hasContent = true;
      return;
    case "transaction.ended":
      session.toCome = furtherRecipients(text);
      return session.summary({ sender: "", recipients: [], keys: {}, ...defined(found) });
    case "decision":
      for (const word of [found.queueId, found.messageId?.replace(/^<|>$/g, "")]) if (word) session.word(wordOf(word));
      return session.address(found.detail?.split("; ", 1)[0]);
    default:
  }
}

/** Milliseconds of the day; -1 for what is no time. */
function timeInBytes(bytes: Buffer, at: number): number {
  if (bytes[at + 2] !== colon || bytes[at + 5] !== colon || bytes[at + 8] !== dot || bytes[at + 12] !== space)
    return -1;
  for (const digit of digitsOfTime) if (!isDigit(bytes[at + digit])) return -1;
  const two = (place: number) => (bytes[at + place] ?? 0) * 10 + (bytes[at + place + 1] ?? 0) - 528;
  return ((two(0) * 60 + two(3)) * 60 + two(6)) * 1000 + two(9) * 10 + (bytes[at + 11] ?? 0) - 48;
}

const digitsOfTime = [0, 1, 3, 4, 6, 7, 9, 10, 11] as const;

const codeInBytes = (bytes: Buffer, at: number): number =>
  ((bytes[at] ?? 0) - 48) * 100 + ((bytes[at + 1] ?? 0) - 48) * 10 + (bytes[at + 2] ?? 0) - 48;
