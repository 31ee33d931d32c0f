/** What was read, line by line accounted for: the figures of `postino log stat`, and when the log was alive. */
import type { EventKind } from "../events/event.ts";
import type { Understood } from "./format.ts";

/** Lines of one program that are not read: `claimed` ones were not understood, others are of no mail program that we know. */
export interface UnreadProgram {
  readonly program: string;
  readonly claimed: boolean;
  readonly count: number;
  /** Up to three whole lines. */
  readonly samples: readonly string[];
}

export interface FileStat {
  readonly file: string;
  /** Id of the format; of several programs in one file the ids, joined by a plus; null where none reads it. */
  readonly format: string | null;
  readonly lines: number;
  readonly read: number;
  readonly ignored: number;
  readonly unread: number;
  /** How many of the ignored ones stand in a file that was read before, too. */
  readonly copied: number;
  /** Epoch milliseconds of the first and the last stamp; null in a file without one. */
  readonly from: number | null;
  readonly to: number | null;
  readonly unreadByProgram: readonly UnreadProgram[];
  readonly events: Readonly<Partial<Record<EventKind, number>>>;
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
}

export interface ReadStat {
  readonly files: readonly FileStat[];
  /** Of all files. */
  readonly unread: number;
  /** Files that are no logs, and why. */
  readonly skipped: readonly { readonly file: string; readonly why: string }[];
  /** Members of archives that cannot be read, or only to a point, and why. */
  readonly damaged: readonly { readonly file: string; readonly why: string }[];
  /** Files that were not read, as they have no line of the time in question. */
  readonly passed: readonly string[];
  /** Lines that were passed over, of all files. */
  readonly passedLines: number;
  /** Lines that stand in another file, too, and are read once. */
  readonly copiedLines: number;
  /** Sorted minutes since the epoch in which there is a line: what is not here was silent. */
  readonly minutes: readonly number[];
}

const maxSamples = 3;
/** Whole lines as samples, but no megabyte of them. */
const maxSampleLength = 500;
/** Beyond so many programs in one file, further names are counted as one. */
const maxPrograms = 1000;

/** A log that says nothing for longer was asleep, or its clock is wrong. */
const mostMinutes = 366 * 24 * 60;

/** Counts one file. */
export class Tally {
  readonly file: string;
  readonly formats = new Set<string>();
  /** Why it was read to a point only. */
  damage: string | undefined;
  readonly #counts = { read: 0, ignored: 0, unread: 0, copied: 0 };
  readonly #events: Partial<Record<EventKind, number>> = {};
  readonly #programs = new Map<string, { program: string; claimed: boolean; count: number; samples: string[] }>();
  #lines = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  #minute = Number.NaN;
  #isPassing = false;
  readonly #minutes: Set<number>;

  constructor(file: string, minutes: Set<number>) {
    this.file = file;
    this.#minutes = minutes;
  }

  line(understood: Understood): void {
    this.#lines++;
    if (understood === "read") this.#counts.read++;
    else this.#counts[understood]++;
  }

  copy(): void {
    this.#counts.copied++;
  }

  /** The log was alive at that instant. */
  seen(at: number): void {
    if (at < this.#from) this.#from = at;
    if (at > this.#to) this.#to = at;
    const minute = Math.floor(at / 60_000);
    if (this.#isPassing) this.#wasAlive(minute);
    if (minute !== this.#minute) this.#minutes.add(minute);
    this.#minute = minute;
  }

  /** Lines are passed over: nothing is known of the time until the next one, so it is no silence. */
  passes(): void {
    this.#isPassing = true;
  }

  #wasAlive(until: number): void {
    this.#isPassing = false;
    if (until - this.#minute > mostMinutes) return;
    for (let minute = this.#minute + 1; minute < until; minute++) this.#minutes.add(minute);
  }

  event(kind: EventKind): void {
    this.#events[kind] = (this.#events[kind] ?? 0) + 1;
  }

  unclear(name: string, claimed: boolean, raw: () => string): void {
    const known = this.#programs.get(name);
    const program = known || this.#programs.size < maxPrograms ? name : "…";
    const entry = known ?? this.#programs.get(program) ?? { program, claimed, count: 0, samples: [] };
    this.#programs.set(program, entry);
    entry.count++;
    if (entry.samples.length < maxSamples) entry.samples.push(raw().slice(0, maxSampleLength));
  }

  result(): FileStat {
    const programs = [...this.#programs.values()].sort((a, b) => b.count - a.count);
    const dated = this.#from <= this.#to;
    return {
      file: this.file,
      format: this.formats.size > 0 ? [...this.formats].sort().join("+") : null,
      lines: this.#lines,
      ...this.#counts,
      from: dated ? this.#from : null,
      to: dated ? this.#to : null,
      unreadByProgram: programs,
      events: this.#events,
      gaps: [],
    };
  }
}
