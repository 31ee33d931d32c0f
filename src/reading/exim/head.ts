/** The beginning of a line of Exim: its stamp, with a zone and milliseconds or without, its process and its message id. */
import { Buffer } from "node:buffer";
import type { Zone } from "../../base/zone.ts";
import type { Line } from "../line.ts";

/** "2026-11-28 06:31:02". */
const stampLength = 19;
const [space, dash, colon, dot, plus, bracket] = [32, 45, 58, 46, 43, 91];

const isDigit = (byte: number): boolean => byte >= 48 && byte <= 57;
const isLetter = (byte: number): boolean => isDigit(byte) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);

/** The number that the bytes [from, from + length) write; NaN if anything else is there. */
function digits(line: Line, from: number, length: number): number {
  let value = 0;
  for (let at = from; at < from + length; at++) {
    const byte = line.byteAt(at);
    if (!isDigit(byte)) return Number.NaN;
    value = value * 10 + byte - 48;
  }
  return value;
}

function letters(line: Line, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isLetter(line.byteAt(at))) return false;
  return true;
}

/**
 * Length of the message id at a position with a space or the end behind it, else 0: 6-6-2 characters (1xXBxe-000715-0V), since
 * Exim 4.97 6-11-4.
 */
export function idLength(line: Line, from: number): number {
  if (line.byteAt(from + 6) !== dash || !letters(line, from, from + 6)) return 0;
  const middle = line.byteAt(from + 13) === dash ? 13 : 18;
  const length = middle === 13 ? 16 : 23;
  const behind = line.byteAt(from + length);
  if (line.byteAt(from + middle) !== dash || (behind !== space && behind !== -1)) return 0;
  return letters(line, from + 7, from + middle) && letters(line, from + middle + 1, from + length) ? length : 0;
}

/** Reads the beginnings of lines; a stamp that equals the one before is computed once. */
export class Heads {
  /** Of the line that was read last. */
  at = Number.NaN;
  precisionSeconds = 1;
  pid: number | undefined;
  idAt = 0;
  idLength = 0;
  /** Where the text behind stamp, process and id begins. */
  textAt = 0;
  #stamp = Buffer.alloc(0);
  #wall = Number.NaN;
  #epoch = Number.NaN;

  /** The instant of the stamp by the zone of the log, which tells of two equal hours which one it is. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Reads one; false where there is no stamp of Exim. `known`: its `epoch`, where it was read before. */
  read(line: Line, zone: Zone, known?: number): boolean {
    let from = this.#date(line, zone, known);
    if (from < 0) return false;
    if (line.byteAt(from) === dot) {
      const milliseconds = digits(line, from + 1, 3);
      if (Number.isNaN(milliseconds)) return false;
      this.at += milliseconds;
      this.precisionSeconds = 0.001;
      from += 4;
    } else this.precisionSeconds = 1;
    const sign = line.byteAt(from + 1);
    if (sign === plus || sign === dash) {
      const minutes = digits(line, from + 2, 2) * 60 + digits(line, from + 4, 2);
      if (!Number.isNaN(minutes)) {
        this.at += this.#wall - this.#epoch - (sign === dash ? -minutes : minutes) * 60_000;
        from += 6;
      }
    }
    if (line.byteAt(from) !== space) return false;
    this.#behind(line, from + 1);
    return true;
  }

  /** The same for text without a stamp, as syslog has it where Exim is told to leave its own out. */
  bare(line: Line): void {
    this.at = line.at;
    this.precisionSeconds = line.atPrecisionSeconds;
    this.#behind(line, 0);
  }

  /** Position behind date and time; -1 where there are none. */
  #date(line: Line, zone: Zone, known: number | undefined): number {
    const later = line.mark?.isLater;
    if (later !== undefined || known !== undefined || this.#stamp.length === 0 || !line.is(this.#stamp)) {
      if (line.byteAt(4) !== dash || line.byteAt(10) !== space || line.byteAt(13) !== colon) return -1;
      const date = Date.UTC(digits(line, 0, 4), digits(line, 5, 2) - 1, digits(line, 8, 2));
      const seconds = digits(line, 11, 2) * 3600 + digits(line, 14, 2) * 60 + digits(line, 17, 2);
      this.#wall = date + seconds * 1000;
      if (Number.isNaN(this.#wall)) return -1;
      this.#stamp = Buffer.from(line.text(0, stampLength));
      if (later !== undefined) this.#epoch = zone.toEpoch(this.#wall, later);
      else {
        const last = known ?? this.#epoch;
        this.#epoch = Number.isNaN(last) ? zone.toEpoch(this.#wall) : zone.toEpochAfter(this.#wall, last);
      }
    }
    this.at = this.#epoch;
    return stampLength;
  }

  #behind(line: Line, from: number): void {
    let at = from;
    this.pid = undefined;
    if (line.byteAt(at) === bracket) {
      let pid = 0;
      let end = at + 1;
      for (; isDigit(line.byteAt(end)) && end < at + 9; end++) pid = pid * 10 + line.byteAt(end) - 48;
      if (end > at + 1 && line.byteAt(end) === 93 && line.byteAt(end + 1) === space) {
        this.pid = pid;
        at = end + 2;
      }
    }
    this.idAt = at;
    this.idLength = idLength(line, at);
    this.textAt = this.idLength > 0 ? at + this.idLength + 1 : at;
  }
}
