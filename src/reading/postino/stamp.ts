/** The head of a line of our log: whose line, when. Days and offsets come from the stamps that the log itself writes. */
import { normaliseIp } from "../../base/ip.ts";
import { unescapeText } from "../../base/text.ts";
import type { Zone } from "../../base/zone.ts";
import type { EventBase } from "../../events/event.ts";
import type { LogFile, Mark } from "../line.ts";
import type { Pen } from "./pen.ts";
import { type LineTime, modulo, readTime, type Stamp, type TimeFormat, timeShape, writeTime } from "./time.ts";

const dayMs = 86_400_000;
const noSession = "0000000000000000";
/** The same where sessions have numbers. */
export const noThread = "0000";
/** Lines without a peer; a peer on a Unix socket is `LOCAL`. */
const noPeer = "SYSTEM";
const addressColumns = 16;
/** What stands between an address of so many characters and a session's id. */
const gaps = Array.from({ length: addressColumns + 1 }, (_, length) => `${" ".repeat(addressColumns - length)} [`);
const widest = "  [";

/**
 * `ADDRESS [SESSION] TIME `, with the space that parts it from the text. `number` is what stands for the session in a
 * layout of four digits.
 */
export function writeHead(event: EventBase, pen: Pen, zone: Zone, format: TimeFormat, number?: string): string {
  const { peer, session, at } = event;
  const address = peer === undefined ? noPeer : peer.includes(":") ? (normaliseIp(peer) ?? peer) : peer;
  const word = pen.word(address);
  // There the bracket stands right behind the columns, as that product has it.
  if (number !== undefined) return `${word.padEnd(addressColumns - 1)} [${number}] ${writeTime(at, zone, format)} `;
  const gap = gaps[word.length] ?? widest;
  return `${word}${gap}${session ?? noSession}] ${writeTime(at, zone, format)} `;
}

/** What a line says before its text. */
export interface Head {
  readonly peer: string | undefined;
  /** 16 hex digits. */
  readonly session: string | undefined;
  /** The session's number, where the line has that in place of the id. */
  readonly thread: string | undefined;
  readonly time: LineTime;
  readonly text: string;
}

const head = new RegExp(String.raw`^(\S+) +\[([0-9A-Fa-f]{4,16})\] (${timeShape}) `);

/** Undefined for what is no line of ours. */
export function readHead(line: string): Head | undefined {
  const [whole, address = "", id = "", stamp = ""] = head.exec(line) ?? [];
  const time = whole === undefined ? undefined : readTime(stamp);
  if (whole === undefined || time === undefined) return undefined;
  const isThread = id.length < noSession.length;
  return {
    peer: address === noPeer ? undefined : unescapeText(address),
    session: isThread || id === noSession ? undefined : id,
    thread: isThread && id !== noThread ? id : undefined,
    time,
    text: line.slice(whole.length),
  };
}

/** The full stamp of a `Log opened` or `Heartbeat` line. */
export function readStamp(text: string): Stamp | undefined {
  const [, wall, zone] = stamp.exec(text) ?? [];
  const at = Date.parse(`${wall}${zone}`);
  return Number.isNaN(at) ? undefined : { at, offset: Date.parse(`${wall}Z`) - at };
}

const stamp = /^(?:Log opened|Heartbeat) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})([+-]\d\d:\d\d) /;

/** Lines that wait for a stamp, a minute of a very busy server; more are dated by the file. */
const maxUndated = 100_000;
/** Times run back by an hour at most in a day (DST); further back is the next day. */
const midnightLeap = dayMs / 2;

/** Dates the lines of one file after another: from the file's name, corrected by each full stamp. */
export class Calendar<T extends { readonly at: number }> {
  readonly #zone: Zone;
  #file: LogFile | undefined;
  #day: number | undefined;
  #offset: number | undefined;
  #last = 0;
  /** Lines whose day is not known yet. */
  #undated: { readonly event: T; readonly time: number }[] = [];

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  /** A file begins; what still waits from the one before is dated by that one. True if it is another file. */
  openFile(file: LogFile, emit: (event: T) => void): boolean {
    if (this.#file?.path === file.path) return false;
    this.close(emit);
    this.#file = file;
    this.#day = file.date;
    this.#offset = undefined;
    this.#last = 0;
    return true;
  }

  /** A full stamp: it dates what waits and all that follows. */
  stamp(at: number, offset: number, emit: (event: T) => void): void {
    this.#last = modulo(at + offset, dayMs);
    this.#day = at + offset - this.#last;
    this.#offset = offset;
    this.#release(this.#day, this.#last, emit);
  }

  /** Emits the event with its instant, now or when a stamp tells the day. */
  date(event: T, time: LineTime, emit: (event: T) => void): void {
    const at = this.at(time, emit);
    if (at !== undefined) emit({ ...event, at });
    else if (this.#undated.push({ event, time: time.ofDay }) >= maxUndated) this.close(emit);
  }

  /** The instant of a line; undefined where the day is not known yet. */
  at({ ofDay: time, stamp }: LineTime, emit: (event: T) => void): number | undefined {
    if (stamp) {
      this.stamp(stamp.at, stamp.offset, emit);
      return stamp.at;
    }
    if (this.#day === undefined) return undefined;
    if (time < this.#last - midnightLeap) this.#day += dayMs;
    this.#last = time;
    return this.#epoch(this.#day + time);
  }

  /** A line at that time of a known day; false where that may be another day, and nothing is done. */
  goesOn(time: number): boolean {
    if (this.#day === undefined || time < this.#last - midnightLeap) return false;
    this.#last = time;
    return true;
  }

  /** Of a time of the day that is known. */
  instantOf(time: number): number {
    return this.#epoch((this.#day ?? Number.NaN) + time);
  }

  /** What no line says by itself: its day, and how far that is ahead of UTC where a stamp told. */
  get known(): Pick<Mark, "day" | "offset"> {
    return { day: this.#day, offset: this.#offset };
  }

  /** A line at that time of the day stands there. */
  know({ day, offset }: Mark, time: number): void {
    this.#day = day;
    this.#offset = offset;
    this.#last = time;
  }

  /** Nothing more comes of this file: its last change dates what waits (or, without one, 1970 shows that nothing does). */
  close(emit: (event: T) => void): void {
    if (this.#undated.length === 0) return;
    const modified = this.#file?.modified ?? 0;
    const local = modified + this.#zone.offsetAt(modified);
    this.#release(local - modulo(local, dayMs), modulo(local, dayMs), emit);
  }

  #epoch(wall: number): number {
    return this.#offset === undefined ? this.#zone.toEpoch(wall) : wall - this.#offset;
  }

  /** Dates backwards: a line that is later in the day than the one behind it is of the day before. */
  #release(day: number, time: number, emit: (event: T) => void): void {
    const dated: T[] = [];
    let behind = { day, time };
    for (const { event, time: own } of this.#undated.reverse()) {
      behind = { day: own > behind.time + midnightLeap ? behind.day - dayMs : behind.day, time: own };
      dated.push({ ...event, at: this.#epoch(behind.day + own) });
    }
    this.#undated = [];
    for (const event of dated.reverse()) emit(event);
    this.#day = day;
    this.#last = time;
  }
}
