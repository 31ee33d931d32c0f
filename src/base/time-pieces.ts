/** The pieces of a time (a day, an hour, a zone …), as they stand in the English of time-tongues.ts. Nothing is passed over. */
import { defined } from "./defined.ts";
import { once } from "./once.ts";
import { dateShapes } from "./time-dates.ts";
import { zoneCalled, zoneOfCity, zoneOffBy } from "./time-zones.ts";
import type { Zone } from "./zone.ts";

/** A day by its numbers; without a year it is the last such day. Month 1-12. */
export interface DayTold {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
}

const partNames = "morning forenoon afternoon evening abend nights night smallhours overnight".split(" ");
/** A part of the day; "abend" begins earlier than an evening, "nights" are of their own day, "overnight" is the night before today. */
export type PartName =
  | "morning"
  | "forenoon"
  | "afternoon"
  | "evening"
  | "abend"
  | "night"
  | "nights"
  | "smallhours"
  | "overnight";

/** An hour as it was told; without a half it may be one of twelve or of twenty-four. */
export interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly milliseconds: number;
  readonly half?: "a" | "p";
}

/** All that was told, each once. */
export interface Pieces {
  /** What it may be, the likelier first. */
  readonly dates?: readonly DayTold[];
  readonly dayOfMonth?: number;
  readonly daysAgo?: number;
  /** From Sunday, 0. */
  readonly weekday?: number;
  readonly isLast?: boolean;
  /** Whole weeks before this one. */
  readonly weeksAgo?: number;
  readonly isWeekend?: boolean;
  readonly clock?: Clock;
  readonly until?: Clock;
  readonly part?: PartName;
  /** "Monday night" goes on into Tuesday; "at 2 at night" is of its own day. */
  readonly isNightOfDay?: boolean;
  readonly shade?: "early" | "late";
  readonly zone?: Zone;
  readonly minutesAgo?: number;
  /** Of `minutesAgo` and `daysAgo`. */
  readonly vagueMinutes?: number;
  readonly year?: number;
  /** "10.11" is an hour, or a day. */
  readonly dotted?: readonly [number, number];
  /** A number alone, and whether a day's article stands before it; "le" is one in French, and an hour's in Italian. */
  readonly number?: number;
  readonly isOfDay?: boolean | "le";
  readonly isMidnight?: boolean;
  readonly isToCome?: boolean;
}

/** What a regular expression found, by the names of its groups. */
export type Groups = Readonly<Record<string, string | undefined>>;
/** What is read, and as what, by what was read before and the text of the last piece; undefined where it is not this piece after all. */
export type Shape = readonly [string, (groups: Groups, before: Pieces, last: string) => Pieces | undefined];

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const weekday = `(?<weekday>${weekdays.join("|")})`;
const part = `(?<part>${partNames.join("|")})`;
const shade = "(?<shade>early|late)";
const ordinal = "(?:st|nd|rd|th|er|o|a|°|º|\\.)";
/** 17:40, 17:40:52.123. */
const clockAs = (name: "at" | "till"): string =>
  `(?<${name}Hour>\\d{1,2}):(?<${name}Minute>\\d\\d)(?::(?<${name}Second>\\d\\d)(?:[.,](?<${name}Fraction>\\d{1,9}))?)?`;
const half = "(?: ?(?<half>[ap])-m)?";

const halfIn = (groups: Groups): { half?: "a" | "p" } =>
  groups.half === undefined ? {} : { half: groups.half === "a" ? "a" : "p" };

const clockIn = (groups: Groups, name: "at" | "till"): Clock => ({
  hour: Number(groups[`${name}Hour`]),
  minute: Number(groups[`${name}Minute`] ?? 0),
  milliseconds: Math.round(Number(`${groups[`${name}Second`] ?? 0}.${groups[`${name}Fraction`] ?? 0}`) * 1000),
  ...halfIn(groups),
});

const partIn = (groups: Groups): Pieces =>
  defined({ part: groups.part as PartName | undefined, shade: groups.shade as "early" | "late" | undefined });

const inZone = (zone: Zone | undefined): Pieces | undefined => zone && { zone };

/** The first that fits is taken. */
const shapes: readonly Shape[] = [
  // What time-ago.ts made.
  [
    "ago:(?<minutes>[\\d.]+):(?<vague>[\\d.]+)",
    (told) => ({ minutesAgo: Number(told.minutes), vagueMinutes: Number(told.vague) }),
  ],
  [
    "daysago:(?<days>\\d+):(?<vague>[\\d.]+)",
    (told) => ({ daysAgo: Number(told.days), vagueMinutes: Number(told.vague) }),
  ],
  ["now", () => ({ minutesAgo: 0, vagueMinutes: 0 })],
  ["recently", () => ({ minutesAgo: 30, vagueMinutes: 30 })],
  [
    "tomorrow|next (?:weeks|months|weekend|\\p{L}{3,6}day)|(?:weeks|months|weekend|\\p{L}{3,6}day) next",
    () => ({ isToCome: true }),
  ],
  ...dateShapes.map(([shape, read]): Shape => [`(?:(?:on|le) )?(?:days )?(?:${shape})`, read]),
  // 17:00~18:00, as time-clocks.ts made it; 17:40, 5:40 p-m, 5 p-m.
  [
    `${clockAs("at")}(?: (?<from>[ap])-m)?~${clockAs("till")}${half}`,
    (told) => ({ clock: clockIn({ ...told, half: told.from }, "at"), until: clockIn(told, "till") }),
  ],
  [`${clockAs("at")}${half}`, (told) => ({ clock: clockIn(told, "at") })],
  ["(?<atHour>\\d{1,2}) ?(?<half>[ap])-m", (told) => ({ clock: clockIn(told, "at") })],
  // +0100 (CET) behind an hour, GMT+2, zone=rome, Europe/Rome, CET, (CET).
  [
    "(?<offset>[+-]\\d{1,2}(?::?\\d\\d)?)(?: ?\\([\\p{L} ]{1,40}\\))?",
    ({ offset = "" }, { clock }) => (clock === undefined ? undefined : inZone(zoneOffBy(offset))),
  ],
  [
    "(?:gmt|utc) ?(?<offset>[+-]\\d{1,2}(?::?\\d\\d)?)(?: ?\\([\\p{L} ]{1,40}\\))?",
    ({ offset = "" }) => inZone(zoneOffBy(offset)),
  ],
  ["zone=(?<city>(?:new |los )?[\\p{L}_]{2,20})", ({ city = "" }) => inZone(zoneOfCity(city))],
  ["(?<iana>\\p{L}{2,12}/[\\p{L}_]{2,20})", ({ iana = "" }) => inZone(zoneCalled(iana))],
  [
    "\\(?(?<name>\\p{L}{1,5})\\)?",
    ({ name = "" }, { clock, dotted }) =>
      name.length === 1 && (clock ?? dotted) === undefined ? undefined : inZone(zoneCalled(name)),
  ],
  // Days by their names.
  [
    `(?:(?:(?<last>last)|this|on|of) )?${weekday}(?: (?<behind>last))?`,
    ({ last, weekday: named = "", behind }) =>
      defined({ weekday: weekdays.indexOf(named), isLast: (last ?? behind) === undefined ? undefined : true }),
  ],
  ["last weeks|weeks last", () => ({ weeksAgo: 1 })],
  ["this weeks", () => ({ weeksAgo: 0 })],
  ["(?:last |this )?weekend(?: last)?", () => ({ isWeekend: true })],
  ["last night|night last", () => ({ daysAgo: 1, part: "night", isNightOfDay: true })],
  ["today", () => ({ daysAgo: 0 })],
  ["yesterday", () => ({ daysAgo: 1 })],
  ["ereyesterday", () => ({ daysAgo: 2 })],
  // Parts of a day; a night belongs to the day that is told right before it.
  [`this (?:${shade} )?${part}`, (told) => ({ daysAgo: 0, ...partIn(told) })],
  [
    part,
    (told, { clock }, last) => ({
      ...partIn(told),
      ...(told.part === "night" && clock === undefined && /day\b|ago/.test(last) ? { isNightOfDay: true } : {}),
    }),
  ],
  [shade, partIn],
  ["noon", () => ({ clock: { hour: 12, minute: 0, milliseconds: 0, half: "p" } })],
  ["midnight", () => ({ isMidnight: true })],
  // The 24th, on 24, le 24; a year behind its day; a number alone.
  [`(?:(?:on|le) )?(?<day>\\d{1,2})${ordinal}`, ({ day }) => ({ dayOfMonth: Number(day) })],
  [
    "(?<year>(?:19|20)\\d\\d)",
    ({ year }, { dates }) => (dates?.every((date) => date.year === undefined) ? { year: Number(year) } : undefined),
  ],
  [
    "(?:(?<article>on|le) )?(?:(?<days>days) )?(?<number>\\d{1,2})(?![:./-]\\d)",
    ({ article, days, number }) => ({
      number: Number(number),
      ...(article === "on" || days !== undefined || (article === "le" && Number(number) > 23)
        ? { isOfDay: true }
        : article === "le"
          ? { isOfDay: "le" }
          : {}),
    }),
  ],
  ["at|on|of|le|in|from|'", () => ({})],
];

/** Most questions name no time, or an exact one. */
const compiled = once(() =>
  shapes.map(([shape, read]) => [new RegExp(`(?:${shape})(?:(?<=\\d[t:])|(?![\\p{L}\\d]))`, "uy"), read] as const),
);
/** What stands between pieces and says nothing; a dash or a dot only before a space. */
const between = /(?:[\s,;~|()[\]"«»<>!?]|[-–—/:.](?=\s|$))*/y;

/** All of them; undefined where a word or a number is left that is none, or something was told twice. */
export function piecesOf(text: string): Pieces | undefined {
  let said: Pieces = {};
  let last = "";
  for (let at = afterGap(text, 0); at < text.length; at = afterGap(text, at)) {
    const piece = pieceAt(text, at, said, last);
    if (piece === undefined || Object.keys(piece.told).some((name) => Object.hasOwn(said, name))) return undefined;
    said = { ...said, ...piece.told };
    if (Object.keys(piece.told).length > 0) last = piece.text;
    at += piece.text.length;
  }
  return Object.keys(said).length > 0 ? said : undefined;
}

function afterGap(text: string, at: number): number {
  between.lastIndex = at;
  return at + (between.exec(text)?.[0].length ?? 0);
}

function pieceAt(text: string, at: number, before: Pieces, last: string) {
  for (const [shape, read] of compiled()) {
    shape.lastIndex = at;
    const found = shape.exec(text);
    const told = found && read(found.groups ?? {}, before, last);
    if (found && told) return { text: found[0], told };
  }
  return undefined;
}
