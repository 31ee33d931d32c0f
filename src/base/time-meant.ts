/** Which instant before now the pieces of a time mean. */
import { defined } from "./defined.ts";
import type { Clock, DayTold, PartName, Pieces } from "./time-pieces.ts";
import type { Zone } from "./zone.ts";

export interface ToldTime {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How far off it may be, in milliseconds, where not even an hour was told. */
  readonly vagueMilliseconds?: number;
  /** The instant, in milliseconds since the epoch, that the same words mean as well: 11 May, where "05/11/2026" is read as 5 November. */
  readonly doubt?: number;
}

/** Why there is none: no time at all, no such day or hour, or none that has come yet. */
export type NoTime = "unread" | "impossible" | "future";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Clocks of people and of servers differ by less. */
const clocksDiffer = 5 * minute;

/** From when to when, in milliseconds from the beginning of a day. */
interface Within {
  readonly from: number;
  readonly to: number;
}

const within = (atHour: number, vagueHours: number): Within => ({
  from: (atHour - vagueHours) * hour,
  to: (atHour + vagueHours) * hour,
});

/** When a part of the day is, and its beginning and end where "early" and "late" are told. */
const parts: Readonly<Record<PartName, { readonly all: Within; readonly early: Within; readonly late: Within }>> = {
  morning: { all: within(6, 4), early: within(6, 2), late: within(11, 2) },
  forenoon: { all: within(10, 2), early: within(9, 1), late: within(11, 1) },
  afternoon: { all: within(15, 4), early: within(14, 2), late: within(17, 2) },
  evening: { all: within(20, 4), early: within(18, 2), late: within(22, 2) },
  abend: { all: within(18, 4), early: within(18, 2), late: within(22, 2) },
  night: { all: within(23, 4), early: within(22, 2), late: within(25, 2) },
  nights: { all: within(2, 4), early: within(0, 2), late: within(4, 2) },
  overnight: { all: within(2, 4), early: within(0, 2), late: within(4, 2) },
  smallhours: { all: within(3, 3), early: within(1, 1), late: within(5, 1) },
};

/** The instant that is meant, or why there is none. */
export function meantBy(told: Pieces, askersZone: Zone, now: number): ToldTime | NoTime {
  if (Object.keys(told).length === 0) return "unread";
  const [said, otherwise] = settled(told, told.zone ?? askersZone, now);
  const meant = said === undefined ? "unread" : instantBy(said, askersZone, now);
  const other = typeof meant === "object" && otherwise ? instantBy(otherwise, askersZone, now) : undefined;
  return typeof meant === "object" && typeof other === "object" ? { ...meant, doubt: other.at } : meant;
}

function instantBy(said: Pieces, askersZone: Zone, now: number): ToldTime | NoTime {
  if (said.isToCome) return "future";
  if (isContradictory(said)) return "unread";
  if (said.minutesAgo !== undefined) return longAgo(said, now);
  const zone = said.zone ?? askersZone;
  const time = timeOfDay(said);
  const days = daysOf(said, zone, now, time);
  if (time === undefined || days === undefined) return "impossible";
  const found = days.map((midnight) => instantOf(midnight, time, zone, now));
  const passed = found.find((one) => one !== undefined);
  if (passed === undefined || said.dates === undefined || days.length < 2) return passed ?? "future";
  // The other reading: what has passed as well, or the European one that was not taken.
  const other = days[found[0] === undefined ? 0 : 1] ?? 0;
  return found[0] === undefined || found[1] !== undefined
    ? { ...passed, doubt: zone.toEpoch(other + (time.from + time.to) / 2) }
    : passed;
}

/** What is told in two ways, of which one would be passed over. */
const isContradictory = ({
  isMidnight,
  isWeekend,
  weeksAgo,
  daysAgo,
  weekday,
  dates,
  dayOfMonth,
  clock,
  part,
}: Pieces) =>
  (isMidnight && (clock ?? part) !== undefined) ||
  (isWeekend && (weekday ?? daysAgo ?? weeksAgo ?? clock ?? part) !== undefined) ||
  (weeksAgo !== undefined && (daysAgo ?? (weekday === undefined ? (clock ?? part) : undefined)) !== undefined) ||
  (dates !== undefined && dayOfMonth !== undefined);

/** Alone, or it is no time. */
function longAgo({ minutesAgo = 0, vagueMinutes = 0, zone: _zone, ...others }: Pieces, now: number): ToldTime | NoTime {
  if (Object.keys(others).length > 0) return "unread";
  const at = now - minutesAgo * minute;
  return vagueMinutes === 0 ? { at } : { at, vagueMilliseconds: vagueMinutes * minute };
}

/** What could be an hour or a day is made one of them by what stands beside it; where both are possible, first the likelier one. */
function settled(told: Pieces, zone: Zone, now: number): readonly Pieces[] {
  const { dotted, number, isOfDay = false, year, ...rest } = told;
  const said: Pieces =
    year === undefined ? rest : { ...rest, dates: (rest.dates ?? []).map((one) => ({ year, ...one })) };
  const isDay = [said.dates, said.dayOfMonth, said.daysAgo].some((one) => one !== undefined);
  const isTime = said.clock !== undefined || said.isMidnight !== undefined;
  if (dotted !== undefined) {
    const [first, second] = dotted;
    const asHour = { ...said, clock: clockAt(first, second) };
    const asDay = { ...said, dates: [{ day: first, month: second }] };
    if (number !== undefined || (isTime && isDay)) return [];
    return isTime || (first > 23 && !isDay) ? [asDay] : isDay ? [asHour] : [asHour, asDay];
  }
  if (number !== undefined) {
    const asHour = { ...said, clock: clockAt(number, 0) };
    const asDay = { ...said, dayOfMonth: number };
    if (isTime && isDay) return [];
    // "24 Nov 26" ends in its year.
    const isYear = number >= 24 && said.dates?.every((one) => one.year === undefined);
    if (isYear) return [{ ...said, dates: (said.dates ?? []).map((one) => ({ ...one, year: 2000 + number })) }];
    if (isDay) return [asHour];
    if (isOfDay === true || (isTime && (isOfDay || said.weekday !== undefined))) return [asDay];
    if (isTime) return [];
    // "Monday 23" is the 23rd where that is a Monday; "24" alone may be anything.
    if (said.weekday !== undefined) return daysOf(asDay, zone, now) ? [asDay, asHour] : [asHour];
    return number > 23 ? [] : isOfDay === "le" ? [asHour, asDay] : [asHour];
  }
  // Yesterday's midnight began it, or ended it.
  return said.isMidnight && hasDay(said) ? [said, withoutMidnight(said)] : [said];
}

const withoutMidnight = ({ isMidnight: _, ...said }: Pieces): Pieces => ({ ...said, clock: clockAt(0, 0) });

const clockAt = (hours: number, minutes: number): Clock => ({ hour: hours, minute: minutes, milliseconds: 0 });

/** From when to when in its day; an hour is an instant. Undefined for an hour that there is not. */
function timeOfDay(said: Pieces): Within | undefined {
  const { clock, until, part, shade, isMidnight, isWeekend, weeksAgo, weekday, vagueMinutes = 0 } = said;
  if (isMidnight) return hasDay(said) ? { from: day, to: day } : { from: 0, to: 0 };
  if (clock !== undefined) {
    const from = millisecondsAt(clock, said);
    const to = until === undefined ? from : millisecondsAt(until, said);
    if (from === undefined || to === undefined) return undefined;
    // "11 to 1" ends in the other half of the day, "23 to 1" on the next.
    const isTwelve = clock.hour <= 12 && clock.half === undefined && to + day / 2 > from;
    return { from, to: to >= from ? to : to + (isTwelve ? day / 2 : day) };
  }
  // "In the night" is the one that is over.
  if (part === "night" && !hasDay(said)) return parts.overnight[shade ?? "all"];
  if (part !== undefined || shade !== undefined)
    return parts[part ?? (shade === "early" ? "morning" : "evening")][shade ?? "all"];
  if (isWeekend) return { from: 0, to: 2 * day };
  if (weeksAgo !== undefined && weekday === undefined) return { from: 0, to: 7 * day };
  const vague = Math.max(vagueMinutes * minute, day / 2);
  return { from: day / 2 - vague, to: day / 2 + vague };
}

const hasDay = ({ dates, dayOfMonth, daysAgo, weekday, weeksAgo }: Pieces): boolean =>
  [dates, dayOfMonth, daysAgo, weekday, weeksAgo].some((one) => one !== undefined);

/** Of an hour in its part of the day; undefined for one that there is not, or not in that part. */
function millisecondsAt(clock: Clock, { part, isNightOfDay = false }: Pieces): number | undefined {
  const { hour: told, minute: minutes, milliseconds, half } = clock;
  if (minutes > 59 || milliseconds >= 61_000 || told > 24 || (told === 24 && minutes + milliseconds > 0))
    return undefined;
  // Some clocks say "17:40 PM".
  if (half !== undefined && (told === 0 || (told > 12 && half === "a"))) return undefined;
  const whole = half === undefined ? told : (told % 12) + (half === "p" ? 12 : 0);
  if (half === "a" && (part === "afternoon" || ((part === "evening" || part === "abend") && whole > 3)))
    return undefined;
  const hours = hourIn(part, whole, isNightOfDay);
  return hours === undefined ? undefined : hours * hour + minutes * minute + milliseconds;
}

/** "Evening at 8" is 20, and "last night at two" is of the next day. */
function hourIn(part: PartName | undefined, told: number, isNightOfDay: boolean): number | undefined {
  const isEarly = told < 6;
  switch (part) {
    case undefined:
      return told;
    case "morning":
    case "forenoon":
      return told <= 13 ? told : undefined;
    case "smallhours":
      return told === 12 ? 0 : told < 8 ? told : undefined;
    case "afternoon":
      return told < 9 ? told + 12 : told >= 12 && told < 20 ? told : undefined;
    case "evening":
    case "abend":
      return told < 4 ? told + 24 : told <= 12 ? told + 12 : told >= 15 ? told : undefined;
    case "overnight":
      if (told === 12) return 0;
      return told < 9 ? told : told < 12 ? told - 12 : told >= 18 ? told - 24 : undefined;
    default:
      if (told >= 12) return told === 12 ? (isNightOfDay ? 24 : 0) : told >= 18 ? told : undefined;
      return isEarly ? told + (isNightOfDay ? 24 : 0) : told + 12;
  }
}

/** The beginnings of the days that may be meant, as wall-clock time, the likelier first; undefined where there is no such day. */
function daysOf(
  said: Pieces,
  zone: Zone,
  now: number,
  time: Within = { from: 0, to: 0 },
): readonly number[] | undefined {
  const { year, month, day: dayNow } = zone.wallTime(now);
  const today = Date.UTC(year, month - 1, dayNow);
  const { dates, dayOfMonth, daysAgo, weekday, weeksAgo, isWeekend, isLast } = said;
  const weekdayNow = new Date(today).getUTCDay();
  const back = (days: number) => today - days * day;
  const ofThisYear = Date.UTC(year, 0, 1);
  const numbered =
    dates
      ?.flatMap((one) => dateOf(one, today, weekday !== undefined))
      .toSorted((a, b) => Number(b >= ofThisYear) - Number(a >= ofThisYear)) ??
    (dayOfMonth === undefined ? undefined : lastOfMonth(dayOfMonth, today));
  if (numbered !== undefined) {
    const fit = numbered.filter(
      (one) =>
        (weekday === undefined || new Date(one).getUTCDay() === weekday) &&
        (daysAgo === undefined || one === back(daysAgo)),
    );
    return fit.length > 0 && weeksAgo === undefined && isWeekend === undefined ? fit : undefined;
  }
  const monday = back((weekdayNow + 6) % 7);
  if (weeksAgo !== undefined)
    return [monday - weeksAgo * 7 * day + (weekday === undefined ? 0 : ((weekday + 6) % 7) * day)];
  if (daysAgo !== undefined)
    return weekday === undefined || new Date(back(daysAgo)).getUTCDay() === weekday ? [back(daysAgo)] : undefined;
  if (isWeekend || weekday !== undefined) {
    const since = (weekdayNow - (weekday ?? 6) + 7) % 7;
    return [since, since + 7].filter((days) => !(isLast && weekday !== undefined && days === 0)).map(back);
  }
  // The last that has passed.
  return time.to > day ? [back(0), back(1), back(2)] : [back(0), back(1)];
}

const wallDay = (year: number, month: number, dayOf: number): readonly number[] => {
  const wall = Date.UTC(year, month - 1, dayOf);
  const read = new Date(wall);
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === dayOf ? [wall] : [];
};

/**
 * Without a year the last such day, unless it is today or tomorrow: that one is meant, and has not come. 29 February may be long ago. Beside a
 * weekday one of the coming months may be meant, too.
 */
function dateOf({ year, month, day: dayOf }: DayTold, today: number, isOfWeekday: boolean): readonly number[] {
  if (year !== undefined) return wallDay(year, month, dayOf);
  const thisYear = new Date(today).getUTCFullYear();
  const years = Array.from({ length: 10 }, (_, index) => thisYear + 1 - index);
  const days = years.flatMap((one) => wallDay(one, month, dayOf));
  const last = days.filter((one) => one <= today + day).slice(0, 1);
  return isOfWeekday ? [...last, ...days.filter((one) => one > today + day && one < today + 180 * day)] : last;
}

/** The same of a day of a month. */
function lastOfMonth(dayOf: number, today: number): readonly number[] {
  const [year, month] = [new Date(today).getUTCFullYear(), new Date(today).getUTCMonth()];
  const days = [1, 0, -1, -2].flatMap((months) => {
    const first = new Date(Date.UTC(year, month + months, 1));
    return wallDay(first.getUTCFullYear(), first.getUTCMonth() + 1, dayOf);
  });
  return days.filter((one) => one <= today + day).slice(0, 1);
}

/** What is vague ends now at the latest; undefined for what has not begun. */
function instantOf(midnight: number, { from, to }: Within, zone: Zone, now: number): ToldTime | undefined {
  const at = zone.toEpoch(midnight + (from + to) / 2);
  return pastOf(defined({ at, vagueMilliseconds: from === to ? undefined : (to - from) / 2 }), now);
}

/** The same time, cut off at now; undefined for what has not begun by then. */
function pastOf(told: ToldTime, now: number): ToldTime | undefined {
  const vague = told.vagueMilliseconds ?? 0;
  const from = told.at - vague;
  if (from > now + clocksDiffer) return undefined;
  if (vague === 0 || told.at + vague <= now || from >= now) return told;
  return { ...told, at: (from + now) / 2, vagueMilliseconds: (now - from) / 2 };
}
