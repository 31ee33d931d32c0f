/** JSON printed over many lines, as Elasticsearch, Kibana, `aws logs`, jq and `journalctl -o json-pretty` do. The line with the text stands for its record. */
import type { Container } from "../container.ts";
import { maxLineBytes } from "../split.ts";
import type { LineView } from "../view.ts";
import { Following, moveTo, type Place, placeOf } from "./journal.ts";
import { type Fields, fromRecord, isTextName, type Wrapped } from "./record.ts";
import { openTimes, type TimeOf } from "./times.ts";
import { openTold } from "./told.ts";

const mostDepth = 64;
/** Records do not stand so deep. */
const mostAround = 8;
/** Of a record that is longer the rest is passed over. */
const mostLetters = 4 * 1024 * 1024;
/** What goes on for longer is no record, where they begin in lines of their own. */
const mostBytes = maxLineBytes;
const mostTexts = 16;

/** An object or a list that is open. */
interface Frame {
  readonly object: Record<string, unknown> | undefined;
  readonly list: unknown[];
  /** Its own name in what it stands in. */
  readonly key: string | undefined;
  /** Of the value that comes next, in an object. */
  name: string | undefined;
  /** Was a record found in it? Then it is but the frame of records. */
  hasRecord: boolean;
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/** Behind the quote that ends a string; the end of the line where none does. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === "\\") escapes++;
    if (escapes % 2 === 0) return end + 1;
  }
  return text.length;
}

const [space, quote] = [" ".charCodeAt(0), '"'.charCodeAt(0)];
const marks: ReadonlySet<number> = new Set([..."[]{},:"].map((mark) => mark.charCodeAt(0)));
const isBlank = (code: number): boolean => code <= space || code === 0xa0 || code === 0xfeff;

/** Behind what parts values from each other. */
function behindBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && (isBlank(text.charCodeAt(at)) || text[at] === "," || text[at] === ":")) at++;
  return at;
}

/** Behind a number, or a word. */
function endOfScalar(text: string, from: number): number {
  let at = from + 1;
  for (let code = text.charCodeAt(at); at < text.length; code = text.charCodeAt(++at))
    if (isBlank(code) || code === quote || marks.has(code)) break;
  return at;
}

/** What JSON has in other letters, or may not have at all. */
const special = /[\\\x00-\x1f]/;

/** The value that stands in [from, to). */
function valueIn(text: string, from: number, to: number): unknown {
  if (text.charCodeAt(from) !== quote || to - from < 2 || text.charCodeAt(to - 1) !== quote)
    return parsed(text.slice(from, to));
  const content = text.slice(from + 1, to - 1);
  return special.test(content) ? parsed(text.slice(from, to)) : content;
}

/** Names of what has a text in it that is no record's own field: Loki's and CloudWatch's. */
const textHolders = new Set(["values", "value"]);

/** The labels of a stream, of which each value is its time and its line: Loki's own answers. */
function fromPair({ list }: Frame, { object, name }: Frame): Fields | undefined {
  const [timestamp, message] = list;
  const stream = name === "values" ? object?.stream : undefined;
  return stream && typeof message === "string" ? { ...stream, timestamp, message } : undefined;
}

/** A row of which each value stands beside the name of its field: CloudWatch Logs Insights. */
function fromCells({ list }: Frame): Fields | undefined {
  const cells = list.filter((cell): cell is Record<"field" | "value", string> => isCell(cell));
  return cells.length > 0 && cells.length === list.length
    ? Object.fromEntries(cells.map(({ field, value }) => [field, value]))
    : undefined;
}

const isCell = (cell: unknown): boolean =>
  typeof cell === "object" && cell !== null && "field" in cell && "value" in cell && typeof cell.field === "string";

/** What a list has of a record that is no object. */
function fromList(list: Frame, frames: readonly Frame[]): Fields | undefined {
  const [parent, outer] = [frames.at(-1), frames.at(-2)];
  if (list.object || !parent || parent.object) return undefined;
  return (outer && fromPair(list, outer)) ?? fromCells(list);
}

const opens = /^\s{0,1000}[[{]/;

/** A record is what stands in a list, or in nothing, and has the text of a line; or a list that stands for one. */
class PrintedRecords {
  readonly #timeOf: TimeOf;
  readonly #hasLists: boolean;
  #frames: Frame[] = [];
  /** How many more are open than are kept. */
  #deeper = 0;
  #letters = 0;
  /** Where texts stand that may be the record's. */
  #texts: { readonly text: unknown; readonly place: Place }[] = [];

  /** `hasLists`: lists may stand for records. */
  constructor(timeOf: TimeOf, hasLists: boolean) {
    this.#timeOf = timeOf;
    this.#hasLists = hasLists;
  }

  /** Is the line one of such a document? */
  belongs(raw: string): boolean {
    return this.#frames.length > 0 || /^\s{0,1000}(?:[[{}\],]|$)/.test(raw);
  }

  /** Does nothing count of what stands before? Then an object that opens may be a record, and nothing around it is one. */
  get isBetween(): boolean {
    const [top, outer] = [this.#frames.at(-1), this.#frames.at(-2)];
    if (!top) return true;
    const isAmong = top.hasRecord || outer?.hasRecord === true;
    return isAmong && !top.object && this.#frames.length <= mostAround && this.#deeper === 0;
  }

  /** Takes a line; gives the record that ends in it, and moves the line to where its text stands. */
  take(line: LineView, raw: string): Wrapped | undefined {
    this.#letters += raw.length;
    let found: Wrapped | undefined;
    for (let at = behindBlanks(raw, 0); at < raw.length; at = behindBlanks(raw, at)) {
      const from = at;
      const letter = raw[from];
      at = from + 1;
      if (letter === "{" || letter === "[") this.#open(letter === "{");
      else if (letter === "}" || letter === "]") found ??= this.#close(line);
      else {
        at = letter === '"' ? endOfString(raw, from) : endOfScalar(raw, from);
        this.#value(valueIn(raw, from, at), line);
      }
    }
    return found;
  }

  #open(isObject: boolean): void {
    const parent = this.#frames.at(-1);
    // An object where a name should stand: one before it has lost its end.
    if (isObject && parent?.object && parent.name === undefined) this.reset();
    if (this.#frames.length >= mostDepth) this.#deeper += 1;
    else {
      const key = parent?.object ? parent.name : parent?.key;
      const object: Frame["object"] = isObject ? Object.create(null) : undefined;
      this.#frames.push({ object, list: [], key, name: undefined, hasRecord: false });
    }
  }

  reset(): void {
    this.#frames = [];
    this.#deeper = 0;
    this.forget();
  }

  /** What was said before is of no record to come. */
  forget(): void {
    this.#letters = 0;
    this.#texts = [];
  }

  #value(value: unknown, line: LineView): void {
    const frame = this.#frames.at(-1);
    if (!frame || this.#deeper > 0) return;
    if (frame.object && frame.name === undefined) {
      frame.name = typeof value === "string" ? value : "";
      return;
    }
    const name = frame.object ? frame.name : frame.key;
    if (name !== undefined && this.#texts.length < mostTexts && (isTextName(name) || textHolders.has(name)))
      this.#texts.push({ text: value, place: placeOf(line) });
    this.#put(frame, value);
  }

  #put(frame: Frame | undefined, value: unknown): void {
    if (frame && !frame.hasRecord && this.#letters <= mostLetters) {
      if (!frame.object) frame.list.push(value);
      else if (frame.name !== undefined) frame.object[frame.name] = value;
    }
    if (frame) frame.name = undefined;
  }

  #close(line: LineView): Wrapped | undefined {
    if (this.#deeper > 0) {
      this.#deeper -= 1;
      return undefined;
    }
    const frame = this.#frames.pop();
    const parent = this.#frames.at(-1);
    if (!frame) return undefined;
    const isRecord = frame.object && !frame.hasRecord && !parent?.object;
    const fields = isRecord ? frame.object : this.#hasLists ? fromList(frame, this.#frames) : undefined;
    const found = fields && fromRecord(fields, this.#timeOf);
    if (parent && (found || frame.hasRecord)) Object.assign(parent, { hasRecord: true, name: undefined });
    else this.#put(parent, frame.object ?? frame.list);
    if (found) this.#moveToText(line, found.text.toString().trim());
    if (found || !parent) this.forget();
    return found;
  }

  #moveToText(line: LineView, text: string): void {
    const found = this.#texts.find((one) => typeof one.text === "string" && one.text.trim() === text) ?? this.#texts[0];
    if (found) moveTo(line, found.place);
  }
}

/** Are these the first lines of such a document? One that ends in the line where it begins is none. */
export const isPrinted = ([first = "", second]: readonly string[]): boolean =>
  second !== undefined && /^\s{0,100}(?:[[{]\s{0,100}){1,8}(?:$|")/.test(first) && parsed(first) === undefined;

/** Documents whose records begin in lines of their own: what was before such a line need not be known. */
export const printed: Container = {
  id: "printed",
  hasRecords: true,
  open: (context) => {
    const records = new PrintedRecords(openTimes(context), false);
    const told = openTold(context);
    const following = new Following();
    /** Where a record may have begun last. */
    let from = 0;
    /** Until the next one begins there is nothing but pieces. */
    let isTorn = true;
    return (line) => {
      const raw = line.raw();
      if (following.between(line) === undefined || (!records.isBetween && line.offset - from > mostBytes)) {
        records.reset();
        isTorn = true;
      }
      const isBegun = records.isBetween && opens.test(raw);
      isTorn &&= !isBegun;
      line.begins = isTorn || isBegun;
      if (isTorn) return "part";
      if (isBegun) {
        records.forget();
        from = line.offset;
      }
      // Where a line is read again, what surrounds it may not be known.
      if (!context.mark && !records.belongs(raw)) return false;
      const found = records.take(line, raw);
      return found ? told(line, found) : "part";
    };
  },
};

/** Any other ones: records that begin where one before ends, and lists that stand for records. */
export const listed: Container = {
  id: "listed",
  open: (context) => {
    const records = new PrintedRecords(openTimes(context), true);
    const told = openTold(context);
    return (line) => {
      const raw = line.raw();
      if (!records.belongs(raw)) return false;
      const found = records.take(line, raw);
      return found ? told(line, found) : "part";
    };
  },
};
