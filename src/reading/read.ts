/** Reads logs of any kind, in order of time, into events, and accounts for every line. */
import { crc32 } from "node:zlib";
import { foreignId } from "../base/id.ts";
import type { Zone } from "../base/zone.ts";
import type { Emit, Service, Source } from "../events/event.ts";
import { type EachJoined, JoiningLines } from "./broken-lines.ts";
import { ByWords } from "./by-words.ts";
import type { Container } from "./container.ts";
import { bare } from "./containers/bare.ts";
import { pasted } from "./containers/pasted.ts";
import { plain } from "./containers/plain.ts";
import { listed } from "./containers/printed.ts";
import { Copies } from "./copies.ts";
import { Dates } from "./dates.ts";
import type { Detected } from "./detect.ts";
import type { LogFormat, LogReader, SkimContext, Understood } from "./format.ts";
import { registry } from "./formats/registry.gen.ts";
import { type Input, type InputOptions, unreadable } from "./input.ts";
import type { Line } from "./line.ts";
import { damageOf, logsOf, zoneFor } from "./logs.ts";
import type { OpenPlaces } from "./open-places.ts";
import type { Places } from "./places.ts";
import { LineBefore, timesOfLast, timesOfQuoted } from "./repeated.ts";
import { Repeats } from "./repeats.ts";
import type { Stretch } from "./scan.ts";
import { type Each, LineSplitter } from "./split.ts";
import { Spool, spooled } from "./spool.ts";
import { type ReadStat, Tally } from "./stat.ts";
import { sweep } from "./sweep.ts";
import type { TimeSpan } from "./timespan.ts";
import { LineView } from "./view.ts";
import { wordOf } from "./words.ts";

export interface ReadOptions extends InputOptions {
  /** Files, folders, or "-" for standard input. */
  readonly logs: readonly string[];
  /** The zone of stamps that name none. */
  readonly zone: Zone;
  /** The zone of one file, where it differs. */
  readonly zoneOf?: (file: string) => Zone | undefined;
  /** The year of the first stamp, for stamps without one; where a log was rotated over a year's end, of its oldest file. */
  readonly year?: number;
  /** The machine that wrote the logs; otherwise the host in the lines, or `unnamedNode`. */
  readonly node?: string;
  /** Called with each line before it is read. */
  readonly seen?: (line: Line) => void;
  /** Called with each line after it is read, and with the name of the pattern that it fits. */
  readonly understood?: (line: Line, as: Understood, pattern: string | undefined) => void;
  /** Where sessions are placed that need not be read yet: those of files in a format that can be skimmed. They emit no events. */
  readonly places?: Places;
  /** The parts of a file that are read, where it is one that is skimmed; undefined: all of it. */
  readonly stretches?: (path: string) => readonly Stretch[] | undefined;
  /** Files without a line of that time are not read. */
  readonly span?: TimeSpan;
  /** The instant to which standard input is dated, epoch milliseconds; default: now. */
  readonly now?: number;
}

/** The node of lines that name no host, where the user names none. */
const unnamedNode = "log";
/** The machine that wrote a line; `named`: what the user says. */
export const nodeOf = (line: Line, named?: string): string => named ?? line.host ?? unnamedNode;
/** Told of each stretch before its lines. */
interface Parts {
  readonly stretches: readonly Stretch[];
  readonly begin: (stretch: Stretch) => void;
}

async function linesOf(input: Input, each: Each, parts?: Parts): Promise<void> {
  for (const stretch of parts?.stretches ?? []) {
    parts?.begin(stretch);
    await sweep(input.path, each, stretch).catch((error: unknown) => Promise.reject(unreadable(input.path, error)));
  }
  if (parts) return;
  if (input.isFile && !input.from)
    return sweep(input.path, each).catch((error: unknown) => Promise.reject(unreadable(input.path, error)));
  const splitter = new LineSplitter(input.from?.offset);
  try {
    for await (const chunk of input.chunks()) splitter.push(chunk, each);
  } finally {
    splitter.end(each);
  }
}

/** May lines of a format stand in a file? Those of any program may, where the container says which wrote it. */
const mayStandIn = ({ container, format: whole }: Detected, format: LogFormat): boolean =>
  whole ? whole === format : container !== plain && format.programs !== undefined;

/** Does a container know a line as the first of something? */
function beginsIn(container: Container, file: Input, zone: Zone): (bytes: Buffer) => boolean {
  const strip = container.open({ file, zone });
  return (bytes) => {
    const line = new LineView(file);
    line.place(bytes, 0, bytes.length, 0, 0);
    return strip(line) === true;
  };
}

const canSkim = ({ container, input }: Detected, format: LogFormat): boolean =>
  ![listed, bare, pasted].includes(container) && (format.canSkim?.(input) ?? true);

/** One reading: a reader for each format, over all files. */
export class Reading implements SkimContext {
  readonly #options: Omit<ReadOptions, "logs">;
  readonly #emit: Emit;
  readonly #readers = new Map<LogFormat, LogReader>();
  /** The format whose line was read last, and its reader, in the file that is read. */
  #last: { readonly format: LogFormat; readonly reader: LogReader; readonly tally: Tally } | undefined;
  readonly #skimmed = new Set<LogFormat>();
  readonly #byWords = new ByWords();
  readonly #repeats = new Repeats();
  #copies = new Copies([]);
  /** For first lines of that service on that machine. */
  #seed = { node: "", service: "" as Service, number: 0 };
  readonly minutes = new Set<number>();
  #tally = new Tally("", this.minutes);
  #seenAt: number | undefined;
  /** That the line fits which was read last. */
  #pattern: string | undefined;
  /** Of all files that were skimmed in parts. */
  #passedLines = 0;
  readonly #spool = new Spool();
  zone: Zone;
  readonly #counted: Emit = (event) => {
    this.#tally.event(event.kind);
    this.#seen(event.at);
    this.#emit(event);
  };

  constructor(options: Omit<ReadOptions, "logs">, emit: Emit) {
    this.#options = options;
    this.#emit = emit;
    this.zone = options.zone;
  }

  get passedLines(): number {
    return this.#passedLines;
  }

  nodeOf(line: Line): string {
    return nodeOf(line, this.#options.node);
  }

  newSession(service: Service, line: LineView): string {
    return foreignId(this.nodeOf(line), service, line.raw(), this.nthOf(service, line));
  }

  begins(open: OpenPlaces, from: number, service: Service, line: LineView): void {
    const nth = this.nthOf(service, line);
    open.begin(from, nth);
    if (this.#options.places?.findsIds) open.word(wordOf(foreignId(this.nodeOf(line), service, line.raw(), nth)));
  }

  nthOf(service: Service, line: LineView): number {
    const node = this.nodeOf(line);
    if (node !== this.#seed.node || service !== this.#seed.service)
      this.#seed = { node, service, number: crc32(`${node} ${service}`) };
    return this.#repeats.next(line.hash(this.#seed.number));
  }

  #readerOf(format: LogFormat): LogReader {
    if (this.#last?.format === format && this.#last.tally === this.#tally) return this.#last.reader;
    this.#closing(format);
    this.#tally.formats.add(format.id);
    const { places } = this.#options;
    const skim = places && this.#skimmed.has(format) && format.skim;
    const reader = this.#readers.getOrInsertComputed(format, () => (skim ? skim(this, places) : format.open(this)));
    this.#last = { format, reader, tally: this.#tally };
    return reader;
  }

  /** Sessions that are closed are of that format. */
  #closing(format: LogFormat): void {
    const { places } = this.#options;
    if (places) places.format = format;
  }

  /** Says beforehand which files come: in which formats all of them can be skimmed, and which may have lines of others. */
  expect(detected: readonly Detected[]): void {
    this.#copies = new Copies(detected);
    for (const { tellers } of detected) if (tellers) this.#byWords.know(tellers);
    if (!this.#options.places) return;
    for (const format of Object.values(registry))
      if (format.skim && detected.every((one) => !mayStandIn(one, format) || canSkim(one, format)))
        this.#skimmed.add(format);
  }

  #isSkimmed({ container, format }: Detected): boolean {
    if (format || container === plain) return format !== undefined && this.#skimmed.has(format);
    return [...this.#skimmed].some(({ programs }) => programs !== undefined);
  }

  async file(detected: Detected, zone: Zone): Promise<Tally> {
    const { container, format, tellers } = detected;
    if (tellers) this.#byWords.know(tellers);
    const places = this.#isSkimmed(detected) ? this.#options.places : undefined;
    const input = places && !detected.input.again ? spooled(detected.input, this.#spool) : detected.input;
    const tally = new Tally(input.path, this.minutes);
    this.#tally = tally;
    this.#copies.begin(detected);
    this.#seenAt = undefined;
    this.zone = zone;
    const year = detected.year ?? this.#options.year;
    const strip = container.open({ file: input, zone, ...(year !== undefined && { year }) });
    const line = new LineView(input);
    let before = new LineBefore();
    let number = input.from?.lines ?? 0;
    places?.file({ input, container, zone });
    const dates = places && container !== plain ? new Dates(zone, places) : undefined;
    /** How often the line is to be read, which may then be the one before; undefined where that is gone. */
    const repeats = (bytes: Buffer, start: number): number | undefined => {
      const times = container.hasRecords ? undefined : timesOfLast(line);
      if (times === undefined) return timesOfQuoted(line) ?? 1;
      const { at } = line;
      if (!before.bring(line, bytes, start) || strip(line) !== true) return undefined;
      line.at = at;
      return times;
    };
    const each: EachJoined = (bytes, start, end, offset, whole, joined) => {
      line.place(bytes, start, end, offset, ++number);
      if (joined) line.length = joined.bytes;
      this.#options.seen?.(line);
      this.#pattern = undefined;
      const stripped = whole && strip(line);
      places?.at(number, offset, !whole, whole && container.hasRecords === true && !line.begins);
      const isCopy = stripped === true && this.#copies.isCopy(line);
      if (isCopy) this.#copied(line);
      const times = isCopy ? 0 : stripped === true ? repeats(bytes, start) : undefined;
      dates?.see(line);
      let understood: Understood = times === undefined && stripped !== "part" ? this.#unread(line, whole) : "ignored";
      for (let time = 0; time < (times ?? 0); time++) understood = this.#line(line, format);
      tally.line(understood);
      this.#options.understood?.(line, understood, this.#pattern);
      before.note(bytes, start, end, offset, number);
      for (let more = joined?.lines ?? 0; more > 0; more--, number++) tally.line("ignored");
    };
    const joining = container === pasted ? new JoiningLines(each, beginsIn(container, input, zone)) : undefined;
    const stretches = places && input.isFile ? this.#options.stretches?.(input.path) : undefined;
    const begin = ({ from, to, linesBefore }: Stretch) => {
      places?.until?.(to);
      if (from > 0) this.#passOver();
      this.#passedLines += linesBefore - number;
      number = linesBefore;
      before = new LineBefore();
    };
    try {
      const plainly: Each = (bytes, start, end, offset, whole) => each(bytes, start, end, offset, whole, undefined);
      await linesOf(input, joining?.push ?? plainly, stretches && { stretches, begin });
      joining?.end();
    } catch (error) {
      tally.damage = damageOf(input, error);
    }
    dates?.end(number);
    if (format) this.#readers.get(format)?.endFile?.(number);
    places?.endFile(number);
    return tally;
  }

  /** Lines are passed over: whoever was connected may be another behind them. */
  #passOver(): void {
    this.#tally.passes();
    for (const [format, reader] of this.#readers) {
      this.#closing(format);
      reader.endUnseen?.(false, this.#counted);
    }
    this.#last = undefined;
  }

  #copied({ at }: LineView): void {
    this.#tally.copy();
    this.#seen(at);
  }

  #seen(at: number): void {
    this.#tally.seen(at);
    this.#options.places?.seen(at);
  }

  /** A line that is too long, or that has not its file's shape. Empty ones are of no interest. */
  #unread(line: LineView, whole = true): Understood {
    if (whole && line.start === line.end) return "ignored";
    this.#tally.unclear("", true, () => line.raw());
    return "unread";
  }

  #line(line: LineView, plainFormat: LogFormat | undefined): Understood {
    if (!Number.isNaN(line.at)) this.#seen(line.at);
    const format = plainFormat ?? this.#byWords.of(line);
    if (!format) {
      if (Number.isNaN(line.at)) return this.#unread(line);
      this.#tally.unclear(line.program ?? "", false, () => line.raw());
      return "ignored";
    }
    const reader = this.#readerOf(format);
    const understood = reader.read(line, this.#counted);
    this.#pattern = reader.pattern;
    const { at } = reader;
    if (understood === "read" && at !== undefined && at !== this.#seenAt) {
      this.#seen(at);
      this.#seenAt = at;
    }
    if (understood === "unread") this.#tally.unclear(line.program ?? format.id, true, () => line.raw());
    return understood;
  }

  /** Lines that readers have read and may tell of later. */
  *held(): Generator<Source> {
    for (const reader of this.#readers.values()) yield* reader.held?.() ?? [];
  }

  /** Sessions of skimmed formats that are open, each with its format. */
  *openNow(): Generator<readonly [OpenPlaces, LogFormat]> {
    for (const [format, reader] of this.#readers) for (const open of reader.openNow?.() ?? []) yield [open, format];
  }

  close(): void {
    for (const [format, reader] of this.#readers) {
      this.#closing(format);
      reader.close(this.#counted);
    }
  }
}

/**
 * Reads logs and emits their events, file after file in the order of their first stamps, so that what a reader remembers
 * crosses rotation. Throws UsageError for what cannot be read, before the first event where that can be known.
 */
export async function readLogs(options: ReadOptions, emit: Emit): Promise<ReadStat> {
  const { wanted, passed, detected } = await logsOf(options);
  const reading = new Reading(options, emit);
  reading.expect(wanted);
  const tallies: Tally[] = [];
  for (const one of wanted) tallies.push(await reading.file(one, zoneFor(options, one.input.path)));
  reading.close();
  const files = tallies.map((tally) => tally.result());
  return {
    files,
    unread: files.reduce((sum, { unread }) => sum + unread, 0),
    skipped: detected.flatMap(({ input, skipped }) => (skipped ? [{ file: input.path, why: skipped }] : [])),
    damaged: [...detected, ...tallies].flatMap((one) =>
      one.damage === undefined ? [] : [{ file: "input" in one ? one.input.path : one.file, why: one.damage }],
    ),
    passed,
    passedLines: reading.passedLines,
    copiedLines: files.reduce((sum, { copied }) => sum + copied, 0),
    minutes: [...reading.minutes].sort((a, b) => a - b),
  };
}
