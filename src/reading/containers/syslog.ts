/** Syslog files: RFC 3164 and ISO 8601 stamps (rsyslog, postlogd), with or without `<PRI>`, RFC 5424, and what journalctl prints. */
import { Buffer } from "node:buffer";
import type { Zone } from "../../base/zone.ts";
import type { Container, ContainerContext } from "../container.ts";
import type { LineView } from "../view.ts";
import { isQueueId, withQueueId } from "./queue-id.ts";

const day = 86_400_000;
const space = 32;
const colon = 58;
const bracket = 91;
const dash = 45;
const point = 46;
const lessThan = 60;
const solarisId = Buffer.from("[ID ");

const english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** Of "Nov 24 10:00:00". */
const usualLength = 15;
/** Month 0-11 by its three bytes. */
const months = new Map(english.map((name, month) => [monthKey(Buffer.from(name), 0), month]));
/** As journalctl writes them in the language of who calls it: `%b` of the C library's locales, in lower case and without a point. */
const otherMonths = new Map(
  [
    "jan gen ene janv jän sty",
    "feb fev fév févr lut",
    "mar mär mrt mars märz",
    "apr abr avr avril kwi",
    "may mai mag mei maj",
    "jun giu juin juni cze",
    "jul lug juil juli lip",
    "aug ago aoû août sie",
    "sep set sept wrz",
    "oct okt ott out paź",
    "nov lis",
    "dec dez dic des déc gru",
  ].flatMap((names, month) => names.split(" ").map((name) => [name, month] as const)),
);
const longestMonth = 7;

function monthKey(bytes: Buffer, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

const isUpper = (byte: number | undefined): boolean => byte !== undefined && byte >= 65 && byte <= 90;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/** The number in the bytes [from, from + length); a leading space counts as zero. NaN if anything else is there. */
function digits(bytes: Buffer, from: number, length: number): number {
  let value = 0;
  for (let i = from; i < from + length; i++) {
    const byte = bytes[i] ?? 0;
    if (!isDigit(byte) && !(byte === space && i === from)) return Number.NaN;
    value = value * 10 + (byte === space ? 0 : byte - 48);
  }
  return value;
}

/** For so few bytes a loop is faster than a call out of JavaScript. Compares from the end: there stamps differ. */
function equals(known: Buffer, bytes: Buffer, from: number, length: number): boolean {
  for (let i = length - 1; i >= 0; i--) if (known[i] !== bytes[from + i]) return false;
  return true;
}

/** Strings that come again and again, found by their bytes; a fixed number of slots, so that hostile names cost nothing. */
class Names {
  readonly #slots: { bytes: Buffer; text: string }[] = [];

  get(bytes: Buffer, start: number, end: number): string {
    const middle = (start + end) >> 1;
    const mixed =
      (bytes[start] ?? 0) + 7 * (bytes[middle] ?? 0) + 31 * (bytes[end - 2] ?? 0) + 61 * (bytes[end - 1] ?? 0);
    const slot = (mixed + 131 * (end - start)) & 1023;
    const known = this.#slots[slot];
    if (known && known.bytes.length === end - start && equals(known.bytes, bytes, start, end - start))
      return known.text;
    const text = bytes.toString("utf8", start, end);
    this.#slots[slot] = { bytes: Buffer.from(bytes.subarray(start, end)), text };
    return text;
  }
}

/** Years for stamps without one: the latest that does not lie after the file, then rolling over with the months. */
class Years {
  #year: number | undefined;
  #month: number | undefined;
  readonly #latest: number;

  readonly #isFixed: boolean;

  constructor({ year, file, mark }: ContainerContext) {
    this.#year = mark?.year ?? year;
    this.#isFixed = mark?.year !== undefined;
    // A name bears the day of rotation or of the lines; the modification time may be of another clock.
    this.#latest = (file.date ?? file.modified ?? 0) + (file.date === undefined ? day : 2 * day);
  }

  of(month: number, dayOfMonth: number): number {
    if (this.#year === undefined) {
      const year = new Date(this.#latest).getUTCFullYear();
      this.#year = Date.UTC(year, month, dayOfMonth) > this.#latest ? year - 1 : year;
    }
    if (this.#isFixed) return this.#year;
    const step = month - (this.#month ?? month);
    if (step < -6) this.#year += 1;
    else if (step > 6) this.#year -= 1;
    this.#month = month;
    return this.#year;
  }
}

/** Reads the stamps of one file; a second's stamp is computed once. Each method gives the position behind it, or -1. */
export class Stamps {
  at = Number.NaN;
  precisionSeconds = 1;
  readonly #zone: Zone;
  readonly #years: Years;
  readonly #isLater: boolean | undefined;
  readonly #last = Buffer.alloc(20);
  #lastLength = 0;
  #lastWall = 0;
  #lastEpoch = 0;

  constructor(context: ContainerContext) {
    this.#zone = context.zone;
    this.#years = new Years(context);
    this.#isLater = context.mark?.isLater;
  }

  read(bytes: Buffer, from: number): number {
    if (isDigit(bytes[from])) return bytes[from + 10] === point ? this.#unix(bytes, from) : this.#iso(bytes, from);
    return bytes[from + 3] === space && bytes[from + 8] === dash
      ? this.#full(bytes, from + 4)
      : this.#rfc3164(bytes, from);
  }

  /** "1764313163.123456" (journalctl -o short-unix). */
  #unix(bytes: Buffer, from: number): number {
    this.at = digits(bytes, from, 10) * 1000;
    return Number.isNaN(this.at) ? -1 : this.#fraction(bytes, from + 10);
  }

  /** "2026-11-24 10:00:00 UTC" behind a day of the week (journalctl -o short-full): UTC, or the zone of the stamps. */
  #full(bytes: Buffer, from: number): number {
    const end = this.#iso(bytes, from);
    if (end < 0 || bytes[end] !== space) return -1;
    const zoneEnd = bytes.indexOf(space, end + 1);
    const zone = bytes.toString("latin1", end + 1, Math.min(zoneEnd, end + 7));
    if (zoneEnd < 0 || !/^[A-Z]{2,5}$/.test(zone)) return -1;
    if (zone === "UTC" || zone === "GMT") this.at += this.#lastWall - this.#lastEpoch;
    return zoneEnd;
  }

  #same(bytes: Buffer, from: number, length: number): boolean {
    return this.#lastLength === length && equals(this.#last, bytes, from, length);
  }

  #remember(bytes: Buffer, from: number, length: number, wall: number): void {
    bytes.copy(this.#last, 0, from, from + length);
    this.#lastLength = length;
    this.#lastWall = wall;
    this.#lastEpoch =
      this.#isLater === undefined
        ? this.#zone.toEpochAfter(wall, this.#lastEpoch)
        : this.#zone.toEpoch(wall, this.#isLater);
  }

  /** "Nov  4 10:00:00", "Nov 24 10:00:00.123". */
  #rfc3164(bytes: Buffer, from: number): number {
    if (bytes[from + 3] === space && this.#same(bytes, from, usualLength)) {
      this.at = this.#lastEpoch;
      return this.#fraction(bytes, from + usualLength);
    }
    if (bytes[from + 3] !== space || !months.has(monthKey(bytes, from))) return this.#otherMonth(bytes, from);
    // Copied from a page, a day of one digit stands behind one space.
    const length = bytes[from + 5] === space ? usualLength - 1 : usualLength;
    if (!this.#same(bytes, from, length)) {
      const wall = this.#wallTime(bytes, from + length - 12, months.get(monthKey(bytes, from)));
      if (Number.isNaN(wall)) return this.#withYear(bytes, from, from, from + 7);
      this.#remember(bytes, from, length, wall);
    }
    this.at = this.#lastEpoch;
    return this.#fraction(bytes, from + length);
  }

  /** "Nov 24 2026 10:00:00", "2026 Nov 24 10:00:00". */
  #withYear(bytes: Buffer, from: number, monthAt: number, yearAt: number): number {
    if (!this.#same(bytes, from, 20)) {
      const month = months.get(monthKey(bytes, monthAt));
      if (month === undefined || bytes[from + 14] !== colon || bytes[from + 17] !== colon) return -1;
      const date = Date.UTC(digits(bytes, yearAt, 4), month, digits(bytes, monthAt + 4, 2));
      const seconds = this.#timeOfDay(bytes, from + 12);
      if (Number.isNaN(date + seconds)) return -1;
      this.#remember(bytes, from, 20, date + seconds * 1000);
    }
    this.at = this.#lastEpoch;
    return this.#fraction(bytes, from + 20);
  }

  /** The same with a month in another language. */
  #otherMonth(bytes: Buffer, from: number): number {
    const wordEnd = bytes.indexOf(space, from);
    if (wordEnd < from + 3 || wordEnd > from + longestMonth) return -1;
    const word = bytes.toString("utf8", from, wordEnd).toLowerCase().replace(/\.$/, "");
    const wall = this.#wallTime(bytes, wordEnd, otherMonths.get(word));
    if (Number.isNaN(wall)) return -1;
    this.#remember(bytes, from, usualLength, wall);
    this.at = this.#lastEpoch;
    return this.#fraction(bytes, wordEnd + 12);
  }

  /** " 4 10:00:00" behind a month; NaN if anything else is there. */
  #wallTime(bytes: Buffer, from: number, month: number | undefined): number {
    if (month === undefined || bytes[from + 6] !== colon || bytes[from + 9] !== colon) return Number.NaN;
    const dayOfMonth = digits(bytes, from + 1, 2);
    const seconds = this.#timeOfDay(bytes, from + 4);
    if (!(dayOfMonth >= 1 && dayOfMonth <= 31 && seconds >= 0)) return Number.NaN;
    return Date.UTC(this.#years.of(month, dayOfMonth), month, dayOfMonth) + seconds * 1000;
  }

  #timeOfDay(bytes: Buffer, from: number): number {
    return digits(bytes, from, 2) * 3600 + digits(bytes, from + 3, 2) * 60 + digits(bytes, from + 6, 2);
  }

  /** "2026-11-24T10:00:00.123456+01:00", also with a space for T, `Z`, `+0100` or no offset at all. */
  #iso(bytes: Buffer, from: number): number {
    if (!this.#same(bytes, from, 19)) {
      if (bytes[from + 4] !== dash || bytes[from + 7] !== dash || bytes[from + 13] !== colon)
        return this.#withYear(bytes, from, from + 5, from);
      const date = Date.UTC(digits(bytes, from, 4), digits(bytes, from + 5, 2) - 1, digits(bytes, from + 8, 2));
      const seconds = this.#timeOfDay(bytes, from + 11);
      if (Number.isNaN(date + seconds)) return -1;
      this.#remember(bytes, from, 19, date + seconds * 1000);
    }
    this.at = this.#lastEpoch;
    let end = this.#fraction(bytes, from + 19);
    const milliseconds = this.at - this.#lastEpoch;
    const sign = bytes[end];
    if (sign === 90) {
      this.at = this.#lastWall + milliseconds;
      return end + 1;
    }
    if (sign !== 43 && sign !== 45) return end;
    const withColon = bytes[end + 3] === colon ? 1 : 0;
    const minutes = digits(bytes, end + 1, 2) * 60 + digits(bytes, end + 3 + withColon, 2);
    if (Number.isNaN(minutes)) return -1;
    this.at = this.#lastWall + milliseconds - (sign === 45 ? -minutes : minutes) * 60_000;
    end += 5 + withColon;
    return end;
  }

  #fraction(bytes: Buffer, from: number): number {
    this.precisionSeconds = 1;
    if (bytes[from] !== 46 && bytes[from] !== 44) return from;
    let end = from + 1;
    while (isDigit(bytes[end])) end++;
    const count = Math.min(end - from - 1, 3);
    this.at += digits(bytes, from + 1, count) * 10 ** (3 - count);
    this.precisionSeconds = 0.001;
    return end;
  }
}

/** "mail.info" and the like, which BusyBox writes behind the host; FreeBSD's syslogd -v has it, or its numbers, before it in <>. */
const priority =
  /^(?:kern|user|mail|daemon|auth|syslog|lpr|news|uucp|cron|authpriv|ftp|ntp|security|local[0-7])\.[a-z]{3,7}$/;
const longestPriority = 17;
/** "INFO   ", which some containers have rsyslog write where the host stands else: its own `%syslogseverity-text%`, in columns. */
const levels: ReadonlySet<string> = new Set(["EMERG", "ALERT", "CRIT", "ERR", "WARNING", "NOTICE", "INFO", "DEBUG"]);

/** "host program[pid]: text" behind the stamp; some leave the host out. False where that shape is not there. */
function header(line: LineView, from: number, names: Names): boolean {
  const { bytes, end } = line;
  if (bytes[from] === lessThan) {
    const close = bytes.indexOf("> ", from);
    return close > from && close <= from + longestPriority && header(line, close + 2, names);
  }
  const hostEnd = bytes.indexOf(space, from);
  if (hostEnd < 0 || hostEnd >= end) return false;
  if (bytes[hostEnd - 1] === colon) return program(line, from, names);
  const host = names.get(bytes, from, hostEnd);
  if (isUpper(bytes[from]) && levels.has(host)) {
    let at = hostEnd;
    while (at < end && bytes[at] === space) at++;
    return program(line, at, names);
  }
  line.host = host;
  return program(line, hostEnd + 1, names);
}

const isHexadecimal = (byte = 0): boolean => isDigit(byte) || byte === point || (byte >= 97 && byte <= 102);
const longestQueueId = 40;

/** dma has a queue id there, "dma[17a85a.5634312a2980]: text", which stays with the text. */
function queueId(line: LineView, from: number, programEnd: number, names: Names): boolean {
  const { bytes, end } = line;
  let at = programEnd + 1;
  while (at < end && at - programEnd < longestQueueId && isHexadecimal(bytes[at])) at++;
  const isOne = bytes[at] === 93 && bytes[at + 1] === colon;
  if (isOne) line.program = names.get(bytes, from, programEnd);
  line.textStart = isOne ? programEnd : from;
  return true;
}

/** "program[pid]: text". */
function program(line: LineView, from: number, names: Names): boolean {
  const { bytes, end } = line;
  let at = from;
  while (at < end && bytes[at] !== space && bytes[at] !== colon && bytes[at] !== bracket) at++;
  if (bytes[at] === space && at - from <= longestPriority && priority.test(names.get(bytes, from, at)))
    return program(line, at + 1, names);
  const programEnd = at;
  if (bytes[at] === bracket) {
    let pid = 0;
    for (at++; at < end && isDigit(bytes[at]); at++) pid = pid * 10 + (bytes[at] ?? 48) - 48;
    if (bytes[at] === 93) at++;
    else if (isHexadecimal(bytes[at])) return queueId(line, from, programEnd, names);
    line.pid = pid;
  }
  if (bytes[at] !== colon) {
    // "last message repeated 3 times" and the like: the text of no program.
    line.textStart = from;
    return true;
  }
  line.program = names.get(bytes, from, programEnd);
  line.textStart = Math.min(bytes[at + 1] === space ? at + 2 : at + 1, end);
  if (line.is(solarisId)) line.textStart = Math.min(Math.max(bytes.indexOf("] ", line.textStart), 0) + 2, end);
  return true;
}

/** "HOST APP PID MSGID [DATA] text" of RFC 5424 behind its version and stamp; rsyslog writes another space before the text. */
function header5424(line: LineView, from: number): boolean {
  const found = /^(\S+) (\S+) (\S+) \S+ (?:-|(?:\[(?:[^\]"]|"(?:\\.|[^"\\])*")*\])+) {0,2}(?:\ufeff)?/.exec(
    line.bytes.toString("latin1", from, Math.min(line.end, from + 4096)).replace("\u00ef\u00bb\u00bf", ""),
  );
  if (!found) return false;
  line.host = found[1];
  line.program = found[2];
  line.textStart = Math.min(from + found[0].length, line.end);
  if (isQueueId(found[2], found[3])) line.unwrap(withQueueId(found[3], line.bytes.subarray(line.textStart, line.end)));
  else line.pid = Number.isNaN(Number(found[3])) ? undefined : Number(found[3]);
  return true;
}

const longestIndent = 64;
const tab = 9;
const quote = 62;

/** Lines that were copied may be indented, or quoted. */
function behindBlanks({ bytes, start, end }: LineView): number {
  const last = Math.min(end, start + longestIndent);
  let at = start;
  while (at < last && (bytes[at] === space || bytes[at] === tab || bytes[at] === quote)) at++;
  return at;
}

export const syslog: Container = {
  id: "syslog",
  open: (context) => {
    const stamps = new Stamps(context);
    const names = new Names();
    return (line) => {
      const { bytes } = line;
      let from = behindBlanks(line);
      if (bytes[from] === 60) {
        const close = bytes.indexOf(62, from);
        if (close < 0 || close > from + 5) return false;
        from = close + 1;
      }
      const modern = bytes[from] === 49 && bytes[from + 1] === space;
      if (modern) from += 2;
      if (line.end - from < 16) return false;
      const behind = stamps.read(bytes, from);
      if (behind < 0 || behind >= line.end || bytes[behind] !== space) return false;
      line.at = stamps.at;
      line.atPrecisionSeconds = stamps.precisionSeconds;
      line.escaped = true;
      return modern ? header5424(line, behind + 1) : header(line, behind + 1, names);
    };
  },
};
