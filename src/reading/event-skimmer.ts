/** Skims a log of any format that tells facts: its reader reads all of it, and what came is turned into words and places. */
import { setBounded } from "../base/bounded.ts";
import type { Emit, MailEvent, Service, Source } from "../events/event.ts";
import { Beginnings } from "./beginnings.ts";
import { Dates } from "./dates.ts";
import type { LogFormat, LogReader, SkimContext, Understood } from "./format.ts";
import type { LogFile } from "./line.ts";
import { OpenPlaces } from "./open-places.ts";
import type { Places } from "./places.ts";
import { noteEvent } from "./told-words.ts";
import type { LineView } from "./view.ts";

/** Of so many lines that came again it is known, should one be told of later. */
const mostAgain = 10_000;

/** An open session, and whether an event has told of it. */
export class Told extends OpenPlaces {
  isTold = false;
}

export class EventSkimmer implements LogReader {
  readonly #context: SkimContext;
  readonly #places: Places;
  readonly #reader: LogReader;
  /** By the number that stands for its id: numbers are found far sooner than strings. */
  readonly #open = new Map<number, Told>();
  readonly #spare: Told[] = [];
  /** Lines that came again, and the lines that say so. */
  readonly #again = new Map<number, number>();
  #handles = 0;
  readonly #beginnings = new Beginnings();
  #line: LineView | undefined;
  #file: LogFile | undefined;
  #dates: Dates | undefined;
  #emit: Emit = () => {};

  constructor(context: SkimContext, places: Places, open: LogFormat["open"]) {
    this.#context = context;
    this.#places = places;
    this.#reader = open({
      get zone() {
        return context.zone;
      },
      nodeOf: (line) => context.nodeOf(line),
      newSession: (service, line) => this.#begin(service, line as LineView),
      needs: (session, source) => this.#needs(session, source),
      forgotten: (session) => this.#end(session),
    });
  }

  get at(): number | undefined {
    return this.#reader.at;
  }

  read(line: LineView, emit: Emit): Understood {
    this.#line = line;
    this.#emit = emit;
    const { file, number, readAt } = line;
    this.#beginnings.read(this.#places.linesBefore + readAt);
    if (readAt !== number) {
      const places = this.#places;
      setBounded(this.#again, places.numberOf(file.path, number), places.numberOf(file.path, readAt), mostAgain);
    }
    const understood = this.skim(line, this.#take) ?? this.#reader.read(line, this.#take);
    this.#dated(line);
    return understood;
  }

  /** Understands a line by its bytes, and emits what begins and ends sessions; undefined for one that the reader must read. */
  protected skim(_line: LineView, _emit: Emit): Understood | undefined {
    return undefined;
  }

  close(emit: Emit): void {
    this.#emit = emit;
    this.#reader.close(this.#take);
    for (const session of [...this.#open.keys()]) this.#end(String(session));
  }

  held(): Iterable<Source> {
    return this.#reader.held?.() ?? [];
  }

  *openNow(): Generator<Told> {
    for (const told of this.#open.values()) if (told.isTold) yield told;
  }

  endUnseen(forgotten: boolean, emit: Emit): void {
    this.#emit = emit;
    this.#reader.endUnseen?.(forgotten, this.#take);
  }

  endFile(lines: number): void {
    this.#dates?.end(lines);
    this.#dates = undefined;
    this.#file = undefined;
  }

  /** Where the container has no stamps, those of the lines say which of two equal hours it is. */
  #dated({ file, at: stripped, readAt }: LineView): void {
    const { at } = this.#reader;
    if (at === undefined || !Number.isNaN(stripped)) return;
    if (file !== this.#file) this.#dates = new Dates(this.#context.zone, this.#places);
    this.#file = file;
    this.#dates?.see({ at, readAt, isUndated: false, header: undefined });
  }

  #begin(service: Service, line: LineView): string {
    const told = this.#spare.pop() ?? new Told();
    this.#context.begins(told, Number.NaN, service, line);
    told.isTold = false;
    const number = this.#places.numberOf(line.file.path, line.readAt);
    told.beginning = this.#beginnings.next(number);
    told.line(number);
    this.#open.set(++this.#handles, told);
    return String(this.#handles);
  }

  readonly #take: Emit = (event) => {
    const { session, source } = event;
    const told = session === undefined ? undefined : this.toldOf(session);
    if (session === undefined || !told) return this.#emit(event);
    if (!told.isTold) this.#first(told, event);
    if (source) this.#stands(told, source);
    noteEvent(told, event);
    if (event.kind === "session.closed") this.#end(session);
  };

  /** Of an open session. */
  protected toldOf(session: string): Told | undefined {
    return this.#open.get(Number(session));
  }

  /** The line that is read is one of an open session, and perhaps its end. */
  protected stands(told: Told, { readAt }: LineView): void {
    told.line(this.#places.linesBefore + readAt);
  }

  protected ends(session: string): void {
    this.#end(session);
  }

  #first(told: Told, { at }: MailEvent): void {
    told.isTold = true;
    told.from = at;
  }

  #needs(session: string, source: Source | undefined): void {
    const told = this.toldOf(session);
    if (!told) return;
    if (source) this.#stands(told, source, true);
    else told.line(this.#places.linesBefore + (this.#line?.readAt ?? 0));
  }

  /** `isEarlier`: the line that says that it came again is not meant alone. */
  #stands(told: Told, source: Source, isEarlier = false): void {
    for (const { file, line } of [source, ...(source.also ?? [])]) {
      const number = isEarlier ? this.#places.numberOf(file, line) : this.#numberOf(file, line);
      told.line(number);
      const again = this.#again.get(number);
      if (again !== undefined) told.line(again);
    }
  }

  /** Another one than it says where the line that is read says that it came again. */
  #numberOf(file: string, number: number): number {
    const line = this.#line;
    const isRead = line?.number === number && line.file.path === file;
    return this.#places.numberOf(file, isRead ? line.readAt : number);
  }

  #end(session: string): void {
    const told = this.toldOf(session);
    if (!told) return;
    this.#open.delete(Number(session));
    if (told.isTold) this.#places.close(told, "told");
    this.#spare.push(told);
  }
}

/**
 * Makes a format's skimmer of its reader, for a reader of which all that a session says comes of the lines that its events name
 * and those that it is said to need, and that says nothing of a session behind its end.
 */
export const skimByEvents =
  (open: LogFormat["open"]): NonNullable<LogFormat["skim"]> =>
  (context, places) =>
    new EventSkimmer(context, places, open);
