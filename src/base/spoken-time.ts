/** Times as people say them on the phone: "around ten yesterday", "last Monday at 3pm", "stamattina", "gestern gegen zehn", "hier vers 8h47". */
import { UsageError } from "./error.ts";
import { exactTime } from "./span.ts";
import { withAgo } from "./time-ago.ts";
import { withClocks } from "./time-clocks.ts";
import { meantBy, type NoTime, type ToldTime } from "./time-meant.ts";
import { piecesOf } from "./time-pieces.ts";
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
  return meantBy(piecesOf(withClocks(withAgo(inEnglish(text)))) ?? {}, zone, now);
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
