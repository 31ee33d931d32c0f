/** The four ways in which a line of our log says when it was written, and how each is read back. */
import type { Zone } from "../../base/zone.ts";

/** `time` has whole seconds, `dated` and `rfc5322` bear date and offset, `detailed` has milliseconds. */
export type TimeFormat = "time" | "dated" | "rfc5322" | "detailed";

/** An instant, and how far the zone in which it was written is ahead of UTC (milliseconds). */
export interface Stamp {
  readonly at: number;
  readonly offset: number;
}

/** What the time of one line tells. */
export interface LineTime {
  /** Milliseconds since local midnight. */
  readonly ofDay: number;
  readonly precisionSeconds: number;
  /** Where the line bears its date and offset itself. */
  readonly stamp?: Stamp;
}

const dayMs = 86_400_000;
const wholeSeconds = "HH:MM:SS".length;
const milliseconds = "HH:MM:SS.mmm".length;

export const modulo = (n: number, by: number): number => ((n % by) + by) % by;

export function writeTime(at: number, zone: Zone, format: TimeFormat): string {
  switch (format) {
    case "detailed":
      return zone.timeOfDay(at);
    case "time":
      return zone.timeOfDay(at).slice(0, wholeSeconds);
    case "dated":
      return zone.iso(at).replace("T", " ");
    case "rfc5322": {
      // RFC 5322 §3.3, with two digits of the day.
      const wall = new Date(at + zone.offsetAt(at)).toUTCString().replace("GMT", "");
      return wall + zone.iso(at).slice(-6).replace(":", "");
    }
  }
}

/** Any of the four, as the source of an expression without groups. */
export const timeShape = [
  String.raw`\d\d:\d\d:\d\d(?:\.\d{3})?`,
  String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d`,
  String.raw`[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}`,
].join("|");

/** Of a text that has that shape; undefined where its date is none. */
export function readTime(text: string): LineTime | undefined {
  if (text.length <= milliseconds) {
    const seconds = (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * 60 + Number(text.slice(6, 8));
    const hasFraction = text.length === milliseconds;
    return {
      ofDay: seconds * 1000 + (hasFraction ? Number(text.slice(9)) : 0),
      precisionSeconds: hasFraction ? 0.001 : 1,
    };
  }
  const at = Date.parse(text);
  if (Number.isNaN(at)) return undefined;
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(text) ?? [];
  const offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const precisionSeconds = text.includes(".") ? 0.001 : 1;
  return { ofDay: modulo(at + offset, dayMs), precisionSeconds, stamp: { at, offset } };
}
