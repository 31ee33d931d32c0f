/** The head of a line of our log: whose line, when. Days and offsets come from the stamps that the log itself writes. */
import { normaliseIp } from "../../base/ip.ts";
import { escapeWord, unescapeText } from "../../base/text.ts";
import type { Zone } from "../../base/zone.ts";
import type { EventBase } from "../../events/event.ts";
import type { LogFile } from "../line.ts";

const dayMs = 86_400_000;
const noSession = "0000000000000000";
/** Lines without a peer; a peer on a Unix socket is `LOCAL`. */
const noPeer = "SYSTEM";
const addressColumns = 16;

const modulo = (n: number, by: number): number => ((n % by) + by) % by;
const digits = (n: number, count: number): string => String(Math.trunc(n)).padStart(count, "0");

/** "10:00:00.123" of the zone. */
function timeOfDay(at: number, zone: Zone): string {
  const ms = modulo(at + zone.offsetAt(at), dayMs);
  const seconds = ms / 1000;
  return `${digits(seconds / 3600, 2)}:${digits((seconds / 60) % 60, 2)}:${digits(seconds % 60, 2)}.${digits(ms % 1000, 3)}`;
}

/** `ADDRESS [SESSION] TIME `, with the space that parts it from the text. */
export function writeHead({ peer, session, at }: EventBase, zone: Zone): string {
  const address = peer === undefined ? noPeer : peer.includes(":") ? (normaliseIp(peer) ?? peer) : peer;
  const column = escapeWord(address).padEnd(addressColumns);
  const gap = column.length > addressColumns ? " " : "";
  return `${column}${gap} [${session ?? noSession}] ${timeOfDay(at, zone)} `;
}

interface Head {
  readonly peer: string | undefined;
  readonly session: string | undefined;
  /** Milliseconds since local midnight. */
  readonly time: number;
  readonly text: string;
}

const head = /^(\S+) +\[([0-9A-Fa-f]{16})\] (\d\d):(\d\d):(\d\d)\.(\d{3}) /;

/** Undefined for what is no line of ours. */
export function readHead(line: string): Head | undefined {
  const found = head.exec(line);
  if (!found) return undefined;
  const [whole, address = "", session = "", hour, minute, second, ms] = found;
  return {
    peer: address === noPeer ? undefined : unescapeText(address),
    session: session === noSession ? undefined : session,
    time: ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(ms),
    text: line.slice(whole.length),
  };
}

/** The full stamp of a `Log opened` or `Heartbeat` line: its instant, and how far its zone is ahead of UTC (milliseconds). */
export function readStamp(text: string): { readonly at: number; readonly offset: number } | undefined {
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
  date(event: T, time: number, emit: (event: T) => void): void {
    if (this.#day === undefined) {
      if (this.#undated.push({ event, time }) >= maxUndated) this.close(emit);
      return;
    }
    if (time < this.#last - midnightLeap) this.#day += dayMs;
    this.#last = time;
    emit({ ...event, at: this.#epoch(this.#day + time) });
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
