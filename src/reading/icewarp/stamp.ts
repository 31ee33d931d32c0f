/** The beginning of an IceWarp line: address, thread and one of the four forms of time. */
import type { Zone } from "../../base/zone.ts";
import type { Line, LogFile } from "../line.ts";

interface Prefix {
  readonly address: string;
  readonly thread: string;
  readonly stamp: string;
  /** Where the text behind the stamp begins. */
  readonly textAt: number;
}

export interface IcewarpStamp {
  readonly at: number;
  readonly precisionSeconds: number;
}

const time = String.raw`\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?`;
/** `sltfTime`, `sltfTimeDetailed` (guessed: a fraction), `sltfRFC822`, `sltfScientific` (guessed: ISO 8601 in any dress). */
const shape = new RegExp(
  String.raw`^(\S{1,64}) *\[([0-9A-Fa-f]{4,16})\] ((?:[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} |\d{4}[-/.]\d{2}[-/.]\d{2}[ T]|\d{8}T)?${time}(?: ?(?:[+-]\d{2}:?\d{2}|Z|GMT))?)(?: |$)`,
);

/** Undefined for a line that has no such beginning. */
export function prefixOf(text: string): Prefix | undefined {
  // Before any expression: the bracket stands near the beginning.
  const bracket = text.indexOf("[");
  if (bracket < 1 || bracket > 80) return undefined;
  const found = shape.exec(text);
  if (!found) return undefined;
  const [all, address = "", thread = "", stamp = ""] = found;
  return { address, thread: thread.toUpperCase(), stamp, textAt: all.length };
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const parts =
  /^(?:\w{3}, (\d{1,2}) (\w{3}) (\d{4}) |(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})[ T])?(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?: ?(?:([+-])(\d{2}):?(\d{2})|(Z|GMT)))?$/;

/** Reads the stamps of one file; equal ones in a row are computed once. */
export class Stamps {
  #text = "";
  #last: IcewarpStamp = { at: Number.NaN, precisionSeconds: 1 };

  /** NaN where a stamp has no date and the file none either. The date is the file's: no day change is guessed. */
  read(text: string, { file, mark }: Line, zone: Zone): IcewarpStamp {
    const isLater = mark?.isLater;
    if (text === this.#text && isLater === undefined) return this.#last;
    const found = parts.exec(text);
    if (!found) return { at: Number.NaN, precisionSeconds: 1 };
    const [, day, month, year, isoYear, isoMonth, isoDay, hour, minute, second, fraction] = found;
    const date = year
      ? Date.UTC(Number(year), months.indexOf(month ?? ""), Number(day))
      : isoYear
        ? Date.UTC(Number(isoYear), Number(isoMonth) - 1, Number(isoDay))
        : dateOf(file, zone);
    const milliseconds = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0;
    const wall = date + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000 + milliseconds;
    this.#text = text;
    this.#last = { at: this.#epoch(wall, found, zone, isLater), precisionSeconds: fraction ? 0.001 : 1 };
    return this.#last;
  }

  #epoch(wall: number, found: RegExpExecArray, zone: Zone, isLater: boolean | undefined): number {
    const [sign, hours, minutes, utc] = found.slice(11);
    if (sign) return wall - (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    if (utc) return wall;
    return isLater === undefined ? zone.toEpochAfter(wall, this.#last.at) : zone.toEpoch(wall, isLater);
  }
}

function dateOf(file: LogFile, zone: Zone): number {
  if (file.date !== undefined) return file.date;
  if (file.modified === undefined) return Number.NaN;
  const { year, month, day } = zone.wallTime(file.modified);
  return Date.UTC(year, month - 1, day);
}
