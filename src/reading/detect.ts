/** Which container a file has, and which formats read it. */
import type { Zone } from "../base/zone.ts";
import { areBroken } from "./broken-lines.ts";
import { ByWords, type Tellers } from "./by-words.ts";
import type { Container, ContainerContext } from "./container.ts";
import { bare } from "./containers/bare.ts";
import { isJournal, journal } from "./containers/journal.ts";
import { mixed } from "./containers/mixed.ts";
import { ownFiles } from "./containers/own-files.ts";
import { isCopied, pasted } from "./containers/pasted.ts";
import { plain } from "./containers/plain.ts";
import { isPrinted, listed, printed } from "./containers/printed.ts";
import { isTable, table } from "./containers/table.ts";
import { wrapped } from "./containers/wrapped.ts";
import type { LogContext, LogFormat } from "./format.ts";
import type { Input } from "./input.ts";
import { LineSplitter } from "./split.ts";
import { LineView } from "./view.ts";

/** All of them: what is more special is tried first. */
const special = [wrapped, ...ownFiles];
/** Those whose first lines tell what all are. */
const begun = [
  { container: journal, begins: isJournal },
  { container: printed, begins: isPrinted },
  { container: table, begins: isTable },
];
const containers = [...special, ...begun.map(({ container }) => container), listed, mixed, bare, pasted, plain];

/** Throws RangeError for an id of none. */
export function containerOf(id: string): Container {
  const found = containers.find((container) => container.id === id);
  if (!found) throw new RangeError(`no container ${id}`);
  return found;
}

/** So much of a file is looked at: enough for lines before the first typical one, little for a folder of thousands. */
const headBytes = 64 * 1024;
const headLines = 200;

/** What is known of a file before it is read. */
export interface Detected {
  readonly input: Input;
  readonly container: Container;
  /** The format of a plain log; those of syslog are chosen line by line. */
  readonly format?: LogFormat;
  /** Stamp of the first line that has one, by which files are ordered; infinite where none has. */
  readonly firstAt: number;
  /** Of its first stamp, where the stamps bear none and somebody has said it. */
  readonly year?: number;
  /** The machines that its first lines name; absent where they name none. */
  readonly hosts?: ReadonlySet<string>;
  /** What those tell of programs whose names tell nothing; absent where they tell of none. */
  readonly tellers?: Tellers;
  /** Why it is no log. */
  readonly skipped?: string;
  /** Why it cannot be read, where others can. */
  readonly damage?: string;
}

/**
 * Plain formats in the order in which they are tried: one that also reads another's samples comes after it. Among those
 * that read none of each other the order does not matter; it is by id, so that it is always the same.
 */
export function plainFormats(registry: Readonly<Record<string, LogFormat>>): readonly LogFormat[] {
  const all = Object.values(registry).filter((format) => format.container === "plain");
  const takes = (format: LogFormat, other: LogFormat) =>
    other.samples.filter((line) => format.looksLike?.(line)).length;
  const foreign = (format: LogFormat) =>
    all.filter((other) => other !== format && takes(format, other) > 0 && takes(other, format) < format.samples.length)
      .length;
  return all.toSorted((a, b) => foreign(a) - foreign(b) || a.id.localeCompare(b.id));
}

interface Head {
  readonly lines: readonly LineView[];
  readonly binary: boolean;
  /** The file has no more than this. */
  readonly isAll: boolean;
}

/** The first lines of a file, as views that may be kept. */
async function headOf(input: Input): Promise<Head> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const chunk of input.chunks()) {
    pieces.push(chunk.subarray(0, headBytes - length));
    length += chunk.length;
    if (length >= headBytes) break;
  }
  const head = Buffer.concat(pieces);
  const lines: LineView[] = [];
  const add = (bytes: Buffer, start: number, end: number, offset: number) => {
    const line = new LineView(input);
    line.place(bytes, start, end, offset, lines.length + 1);
    lines.push(line);
  };
  const splitter = new LineSplitter();
  splitter.push(head, add);
  if (length < headBytes || lines.length === 0) splitter.end(add);
  return { lines, binary: isBinary(head), isAll: length < headBytes };
}

/** So many zeros in a row are a hole: what a machine that lost its power had not written yet. */
const holeBytes = 64;

/** A log may hold broken bytes and holes; a program, picture or database has zeros all over. */
function isBinary(head: Buffer): boolean {
  let [zeros, holes, run] = [0, 0, 0];
  const close = () => {
    if (run >= holeBytes) holes += run;
    else zeros += run;
    run = 0;
  };
  for (const byte of head) {
    if (byte === 0) run += 1;
    else if (run > 0) close();
  }
  close();
  return zeros > (head.length - holes) / 50 || holes > head.length / 2;
}

type Options = Omit<ContainerContext, "file">;

/** The lines to which a container gives a stamp. */
function stampedOf(
  container: Container,
  input: Input,
  lines: readonly LineView[],
  options: Options,
): readonly LineView[] {
  const strip = container.open({ file: input, ...options });
  return lines.flatMap(({ file, bytes, start, end, offset, number }) => {
    const line = new LineView(file);
    line.place(bytes, start, end, offset, number);
    return strip(line) === true && !Number.isNaN(line.at) ? [line] : [];
  });
}

/** A file in a container, by its first lines. */
function contained(input: Input, container: Container, stamped: readonly LineView[]): Detected {
  const hosts = new Set(stamped.flatMap(({ host }) => host ?? []));
  const tellers = new ByWords().toldBy(stamped);
  const firstAt = stamped[0]?.at ?? Number.POSITIVE_INFINITY;
  return { input, container, firstAt, ...(hosts.size > 0 && { hosts }), ...(tellers.length > 0 && { tellers }) };
}

/** The time of the first record of many lines in the head of a part of a file; infinite where none is whole. Throws UsageError where it cannot be read. */
export async function firstRecordAt(part: Input, container: Container, options: Options): Promise<number> {
  const { lines } = await headOf(part);
  return stampedOf(container, part, lines, options)[0]?.at ?? Number.POSITIVE_INFINITY;
}

/** Looks at the head of a file. Throws UsageError where it cannot be read. */
export async function detect(input: Input, formats: readonly LogFormat[], options: Options): Promise<Detected> {
  const { lines: all, binary, isAll } = await headOf(input);
  const firstAt = Number.POSITIVE_INFINITY;
  if (binary) return { input, container: plain, firstAt, skipped: "it is no text" };
  const lines = all.slice(0, headLines);
  const { found, count } = whatItIs(input, lines, all, formats, options);
  if (!input.named || !isAll) return found;
  const copied = stampedOf(pasted, input, lines, options).map(({ at }) => at);
  const isPasted = copied.length > count || (copied.length === count && isCopiedSo(lines, found.format !== undefined));
  if (!isPasted || copied.length === 0) return found;
  // When it was saved says nothing: lines without a time are of the first that is told.
  const first = copied.find((at) => at !== input.modified) ?? firstAt;
  const dated = input.date === undefined && Number.isFinite(first) ? { ...input, modified: first } : input;
  return { input: dated, container: pasted, firstAt: copied[0] ?? firstAt };
}

/** Do lines bear marks of a page, is the first one indented as such show what was copied, or are lines broken? */
const isCopiedSo = (lines: readonly LineView[], isOwned: boolean): boolean => {
  const texts = lines.map((line) => line.raw()).filter((text) => text.trim() !== "");
  if (areBroken(texts)) return true;
  return !isOwned && (/^(?:\t| {3})/.test(texts[0] ?? "") || texts.some(isCopied));
};

/** What a file is by most of its lines, and how many lines those are; `all`: of its head, as few records of many lines stand in the first ones. */
function whatItIs(
  input: Input,
  lines: readonly LineView[],
  all: readonly LineView[],
  formats: readonly LogFormat[],
  options: Options,
): { readonly found: Detected; readonly count: number } {
  const firstAt = Number.POSITIVE_INFINITY;
  const texts = lines.map((line) => line.raw()).filter((text) => text.trim() !== "");
  // Exim's own stamps are such as syslog may have, too.
  const isOwned = formats.some(({ owns }) => owns && texts.some((text) => owns(text)));
  const isForeign = formats.some(({ owns }) => owns?.(texts[0] ?? ""));
  const { container: documented } = begun.find(({ begins }) => !isForeign && begins(texts)) ?? {};
  if (documented) {
    const container = documented === printed && !isByLines(input, all, options) ? listed : documented;
    const stamped = stampedOf(container, input, lines, options);
    // A first record may be longer than what is looked at.
    if (stamped.length > 0 || (input.named && lines.length >= headLines))
      return { found: contained(input, container, stamped), count: lines.length };
  }
  let best: { readonly container: Container; readonly stamped: readonly LineView[] } = {
    container: plain,
    stamped: [],
  };
  for (const container of isOwned ? special : [...special, mixed, bare]) {
    const stamped = stampedOf(container, input, lines, options);
    if (stamped.length * 2 > lines.length)
      return { found: contained(input, container, stamped), count: stamped.length };
    if (stamped.length > best.stamped.length) best = { container, stamped };
  }
  const { container, stamped } = best;
  const format = formatOf(formats, texts);
  // What somebody names is a log, also where a program has written more between its lines.
  if (!format && input.named && stamped.length * 5 >= lines.length && stamped.length > 0)
    return { found: contained(input, container, stamped), count: stamped.length };
  if (!format)
    return {
      // What somebody names is tried all the same.
      found: { input, container: plain, firstAt, ...(!input.named && { skipped: "no format reads it" }) },
      count: 0,
    };
  const at = firstEventAt(format, lines, options.zone) ?? firstAt;
  const count = texts.filter((text) => format.looksLike?.(text)).length;
  return { found: { input, container: plain, format, firstAt: at }, count };
}

/** Do records of printed JSON begin in lines of their own, all of them? One alone does not tell. */
function isByLines(input: Input, lines: readonly LineView[], options: Options): boolean {
  const stamped = stampedOf(printed, input, lines, options);
  const strip = printed.open({ file: input, ...options });
  const begun = lines.filter(({ file, bytes, start, end, offset, number }) => {
    const line = new LineView(file);
    line.place(bytes, start, end, offset, number);
    strip(line);
    return line.begins;
  });
  return (
    stamped.length > 1 &&
    begun.length >= stamped.length &&
    stamped.length >= stampedOf(listed, input, lines, options).length
  );
}

/** The format of lines that no container has. Half of them will do: the others go on with the one before, or come from elsewhere. */
const formatOf = (formats: readonly LogFormat[], texts: readonly string[]): LogFormat | undefined =>
  formats.find(({ owns }) => owns && texts.some((text) => owns(text))) ??
  formats.find(
    ({ looksLike }) => looksLike && texts.filter((text) => looksLike(text)).length * 2 >= Math.max(texts.length, 1),
  );

/** Where lines bear their stamps in a way that only their format knows, its first event tells. */
function firstEventAt(format: LogFormat, lines: readonly LineView[], zone: Zone): number | undefined {
  const found: number[] = [];
  const context: LogContext = { zone, nodeOf: () => "", newSession: () => "" };
  const reader = format.open(context);
  for (const line of lines) {
    line.place(line.bytes, line.start, line.end, line.offset, line.number);
    reader.read(line, ({ at }) => void found.push(at));
    if (found.length > 0) break;
  }
  reader.close(({ at }) => void found.push(at));
  return found[0];
}
