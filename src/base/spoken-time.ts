/** Times as people say them on the phone: "around ten yesterday", "last Monday at 3pm", "stamattina", "gestern gegen zehn", "hier vers 8h47". */
import { createRequire } from "node:module";
import type * as Chrono from "chrono-node";
import { UsageError } from "./error.ts";
import { exactTime } from "./span.ts";
import { withAgo } from "./time-ago.ts";
import { withClocks } from "./time-clocks.ts";
import { meantBy, type NoTime, type ToldTime } from "./time-meant.ts";
import { type Pieces, piecesOf } from "./time-pieces.ts";
import { inEnglish } from "./time-tongues.ts";
import type { Zone } from "./zone.ts";

/** No time is longer, a pasted header with its comment included. */
const longestText = 120;
const halfDay = 12 * 3_600_000;

const refusals: Readonly<Record<NoTime, string>> = {
  unread:
    'is no time that has passed; write 2026-11-24T10:00, 10:00, "yesterday around ten", "last Monday at 3pm" or "20m ago"',
  impossible: "names a day or an hour that does not exist; write the day as 2026-11-24 and the hour as 10:00",
  future:
    'has not come yet, and a log knows only what has passed; write a time before now, such as 10:00, "yesterday around ten" or 2026-11-24T10:00',
};

/**
 * The instant that a person means, in the asker's zone where he names no other, and before now. English, Italian, German, French and
 * Spanish; ISO 8601 and the like exactly. Throws UsageError on what is none or is not understood to its last word, on a day or an hour that
 * does not exist, and on words for what is more than some minutes ahead.
 */
export function toldTime(text: string, zone: Zone, now: number): ToldTime {
  const told = text.length > longestText ? "unread" : timeIn(text, zone, now);
  if (typeof told === "object") return told;
  throw new UsageError(`"${text.slice(0, longestText)}" ${refusals[told]}`);
}

function timeIn(text: string, zone: Zone, now: number): ToldTime | NoTime {
  const exact = epochTime(text) ?? (isExact.test(text) ? exactTime(text, zone, now) : undefined);
  // Who writes all of it means that: a log may be of another clock.
  if (exact !== undefined) return isDay.test(text) ? { at: exact, vagueMilliseconds: halfDay } : { at: exact };
  const pieces = piecesOf(withClocks(withAgo(inEnglish(text))));
  return meantBy(pieces ?? dayInWords(text, zone, now) ?? {}, zone, now);
}

/** "The twenty-second of November": an English day without any digit, if nothing else is told. */
function dayInWords(text: string, zone: Zone, now: number): Pieces | undefined {
  if (/\d/.test(text)) return undefined;
  // It is loaded for those only whose words are in none of our tables.
  const chrono = createRequire(import.meta.url)("chrono-node") as typeof Chrono;
  const [found] = chrono.en.casual.parse(text, { instant: new Date(now), timezone: zone.offsetAt(now) / 60_000 });
  if (
    found === undefined ||
    text
      .replace(found.text, "")
      .replace(/\b(?:on|the)\b/gi, "")
      .trim() !== ""
  )
    return undefined;
  const { start } = found;
  if (!start.isCertain("month") || !start.isCertain("day") || start.isCertain("hour")) return undefined;
  const [month, day] = [start.get("month") ?? 0, start.get("day") ?? 0];
  const year = start.isCertain("year") ? start.get("year") : null;
  return { dates: [year === null ? { month, day } : { year, month, day }] };
}

/** ISO 8601, and "20m ago". */
const isExact = /^\s*\d{4}-\d\d-\d\d|\bago\s*$/i;
const isDay = /^\s*\d{4}-\d\d-\d\d\s*$/;

/** Seconds or milliseconds since the epoch, as logs and programs write them; of this century. */
function epochTime(text: string): number | undefined {
  const [, seconds = "", behindDot = "", more = ""] =
    /^\s*@?([1-4]\d{9})(?:\.(\d{1,9})|(\d{3})(?:\d{3}){0,2})?\s*$/.exec(text) ?? [];
  return seconds === "" ? undefined : Number(seconds) * 1000 + Math.floor(Number(`0.${behindDot || more || 0}`) * 1000);
}
