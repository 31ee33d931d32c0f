/** Times and spans as people write them. */
import { UsageError } from "./error.ts";
import type { Zone } from "./zone.ts";

const unitMilliseconds = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

const spanShape = /^(\d+(?:\.\d+)?)\s*([smhd])?$/;

/** "90m", "2h", "3d", "45" (minutes) in milliseconds; throws UsageError on anything else. */
export function parseSpan(text: string): number {
  const found = spanShape.exec(text.trim());
  if (!found) throw new UsageError(`"${text}" is no span of time; write 90m, 2h or 3d`);
  return Number(found[1]) * unitMilliseconds[(found[2] ?? "m") as keyof typeof unitMilliseconds];
}

const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):?(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;
const wordTime = /^(?:(today|yesterday)\b\s*)?(?:at\s+)?(?:(\d{1,2})(?::(\d\d)(?::(\d\d))?)?)?$/i;

/**
 * The instant that is meant by ISO 8601, "10:00", "today 9:30", "yesterday 10:00", "20m ago" or "now"; undefined for anything else. Without
 * an offset it is in the asker's zone; a bare time of day is the last one that has passed.
 */
export function exactTime(text: string, zone: Zone, now: number): number | undefined {
  const trimmed = text.trim();
  if (/^now$/i.test(trimmed)) return now;
  const ago = /^(.+?)\s+ago$/i.exec(trimmed)?.[1];
  if (ago && spanShape.test(ago)) return now - parseSpan(ago);
  const iso = isoTime.exec(trimmed);
  const words = trimmed === "" ? null : wordTime.exec(trimmed);
  return iso ? fromIso(iso, zone) : words ? fromWords(words, zone, now) : undefined;
}

/** Undefined for a day or an hour that does not exist, which would silently become another. */
function fromIso(
  [, year, month, day, hour = "12", minute = "00", second = "00", fraction = "0", offset]: RegExpExecArray,
  zone: Zone,
): number | undefined {
  const stamp = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, "0")}Z`;
  const wall = Date.parse(stamp);
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== stamp) return undefined;
  if (offset === undefined) return zone.toEpoch(wall);
  if (/^z$/i.test(offset)) return wall;
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)/.exec(offset) ?? [];
  return wall - (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function fromWords([, day, hour, minute = "0", second = "0"]: RegExpExecArray, zone: Zone, now: number) {
  if (Number(hour ?? 0) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const today = zone.wallTime(now);
  const midnight = Date.UTC(today.year, today.month - 1, today.day);
  const time =
    hour === undefined ? 12 * 3_600_000 : (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000;
  const daysBack = day === undefined ? 0 : day.toLowerCase() === "yesterday" ? 1 : 0;
  const at = zone.toEpoch(midnight - daysBack * 86_400_000 + time);
  return day === undefined && at > now ? zone.toEpoch(midnight - 86_400_000 + time) : at;
}
