/** Times as people say them on the phone: "around ten yesterday", "last Monday at 3pm", "stamattina", "gestern gegen zehn", "hier vers 8h47". */
import { createRequire } from "node:module";
import type * as Chrono from "chrono-node";
import { UsageError } from "./error.ts";
import { exactTime } from "./span.ts";
import { fewHours, inEnglish } from "./time-tongues.ts";
import type { Zone } from "./zone.ts";

export interface ToldTime {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** How far off it may be, in milliseconds, where not even an hour was told. */
  readonly vagueMilliseconds?: number;
}

const hour = 3_600_000;
const day = 24 * hour;
const wholeDay = 12 * hour;
const partOfDay = 4 * hour;
/** "A few hours" may be none, or eight. */
const fewHoursMilliseconds = 4 * hour;

/** Words that only say that it is not exact, or that a time follows. */
const fillers =
  /\b(?:at|on|the|around|about|approximately|approx|circa|ca|roughly|some ?time|o'?clock|verso|intorno|alle|alla|all'|le|dalle|il|di|del|um|gegen|etwa|ungefähr|uhr)\b|[,.~']/gi;
/** Two have no place among them, as they are English words, too: see `time-tongues.ts`. */
const numbers = new Map(
  [
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    ["una", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici"],
    ["une", "deux", "trois", "quatre", "cinq", "six", "", "huit", "neuf", "dix", "onze", "douze"],
    ["una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "", "doce"],
    ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
  ].flatMap((words) => words.flatMap((word, index) => (word === "" ? [] : [[word, String(index + 1)] as const]))),
);
for (const word of ["twenty", "venti", "zwanzig", "vingt", "veinte"]) numbers.set(word, "20");
const numberWords = new RegExp(`\\b(?:${[...numbers.keys()].join("|")})\\b`, "gi");
const beforeYesterday =
  /\b(?:the )?day before yesterday\b|\bl'altro ?ieri\b|\b(?:altro|avant)ieri\b|\bieri l'altro\b/gi;
const bareHour = /^(\d{1,2})(?::(\d\d))?\s*(am|pm)?$/i;

/**
 * The instant that a person means, in the asker's zone and before now. English, Italian, German, French and Spanish; ISO 8601 and the like
 * exactly. Throws UsageError on what is none, or lies in the future.
 */
export function toldTime(text: string, zone: Zone, now: number): ToldTime {
  const exact = epochTime(text) ?? exactTime(bareTime(text), zone, now);
  if (exact !== undefined) return isDay.test(text) ? { at: exact, vagueMilliseconds: wholeDay } : { at: exact };
  const saidSo = (words: string) => lastNight(words, zone, now) ?? spokenTime(words, zone, now);
  const spoken = isToCome.test(text) ? undefined : (saidSo(text) ?? saidSo(inEnglish(text)));
  if (spoken) return text.search(fewHours) < 0 ? spoken : { ...spoken, vagueMilliseconds: fewHoursMilliseconds };
  throw new UsageError(
    `"${text}" is no time that has passed; write 2026-11-24T10:00, 10:00, "yesterday around ten", "last Monday at 3pm" or "20m ago"`,
  );
}

/** Seconds or milliseconds since the epoch, as logs and programs write them; of this century. */
function epochTime(text: string): number | undefined {
  const [, seconds = "", fraction = ""] = /^\s*([1-4]\d{9})(?:\.?(\d{3})\d{0,6})?\s*$/.exec(text) ?? [];
  return seconds === "" ? undefined : Number(seconds) * 1000 + Number(fraction || 0);
}

/** "around 10.30" is "10:30". */
const bareTime = (text: string): string =>
  text
    .replace(/^\s*(?:(?:at|about|around|circa|verso|alle|le|ore|h|um|gegen|etwa|ca\.?)\s+)+(?=\d)/i, "")
    .replace(/(?<=\d)\s*uhr\s*$/i, "")
    .replace(/^(\d{1,2})\.(\d\d)\s*$/, "$1:$2");

const isDay = /^\s*(?:\d{4}-\d\d-\d\d|today|yesterday)\s*$/i;
const isToCome =
  /\b(?:next|tomorrow|prossim[oa]|domani|demain|übermorgen|nächste[nrs]?|prochaine?|próxim[oa])\b|^\s*mañana\b|(?<!(?:heute|gestern|am)\s)\bmorgen\b/i;

/** "last night at eleven" was yesterday, "last night at two" today. */
function lastNight(text: string, zone: Zone, now: number): ToldTime | undefined {
  const night = /\blast night\b|\bieri notte\b|\b(?:gestern|letzte) nacht\b/i;
  if (!night.test(text)) return undefined;
  const rest = inDigits(text.replace(night, " ")).replaceAll(fillers, " ").trim();
  const named = bareHour.exec(rest);
  if (rest !== "" && !named) return undefined;
  const told = named ? minutesOf(named) % (12 * 60) : 11 * 60;
  const minutes = told < 6 * 60 ? 24 * 60 + told : 12 * 60 + told;
  const { year, month, day: today } = zone.wallTime(now);
  const at = zone.toEpoch(Date.UTC(year, month - 1, today - 1) + minutes * 60_000);
  return named ? { at } : { at, vagueMilliseconds: partOfDay };
}

const digits = (word: string): string => numbers.get(word.toLowerCase()) ?? word;
const numberIn = (word: string): number => Number(digits(word));
const clock = (hours: number, minutes: number): string =>
  `${minutes < 0 ? hours - 1 : hours}:${String((minutes + 60) % 60).padStart(2, "0")}`;

/** "Sei e mezza", "six heures et quart", "las seis y media"; and what is still to go. */
const behindHour =
  /(?<![\p{L}\d])(\p{L}+|\d{1,2})(?: heures?| hours)? (e|et|y|meno|moins|menos) (mezz[ao]|demie?|media|(?:un |le )?quarto?|cuarto|quart|\p{L}+|\d{1,2})(?![\p{L}\d])/giu;
/** "Dix heures", and nothing of how long ago. */
const frenchHour = /(?<![\p{L}\d])(\p{L}+|\d{1,2}) (?:heures?|hours)(?! ago)(?![\p{L}\d])/giu;
/** "Quarter past six", "Viertel nach sechs". */
const beforeHour = /\b(?:a )?(quarter|viertel) (past|after|nach|to|vor) (\p{L}+|\d{1,2})(?![\p{L}\d])/giu;

const withParts = (text: string): string =>
  text
    .replace(beforeHour, (all, _, side: string, word: string) =>
      Number.isNaN(numberIn(word)) ? all : clock(numberIn(word), /to|vor/i.test(side) ? -15 : 15),
    )
    .replace(behindHour, (all, word: string, and: string, part: string) => {
      const minutes = /^(?:mezz|demi|media)/i.test(part) ? 30 : /quart|cuart/i.test(part) ? 15 : numberIn(part);
      if (Number.isNaN(numberIn(word)) || Number.isNaN(minutes)) return all;
      return clock(numberIn(word), /^m/i.test(and) ? -minutes : minutes);
    })
    .replace(frenchHour, (all, word: string) => (Number.isNaN(numberIn(word)) ? all : clock(numberIn(word), 0)));

/** "6:30 in the evening" is 18:30. */
const inHalfDay = (text: string): string =>
  text.replace(
    /(?<![\d:.])(1[01]|0?[1-9])(?::(\d\d)| hours)? (?:in the |di |della |del |de la |du )?(?:afternoon|evening|sera|pomeriggio|tarde|noche|soir)\b/gi,
    (_, hours: string, minutes = "00") => `${Number(hours) + 12}:${minutes}`,
  );

/** Hours as digits, of the whole day. */
const inDigits = (text: string): string => inHalfDay(hoursIn(text));

const hoursIn = (text: string): string =>
  withParts(text)
    .replace(/\bhalb (\p{L}+|\d+)/giu, (_, word: string) => `${numberIn(word) - 1}:30`)
    .replace(/\bhalf past (\w+)/gi, (_, word: string) => `${digits(word)}:30`)
    .replaceAll(numberWords, digits);

function spokenTime(text: string, zone: Zone, now: number): ToldTime | undefined {
  const said = inDigits(text).replace(beforeYesterday, "2 days ago");
  for (const found of allSaid(said, zone, now)) {
    const told = toldBy(found, said, zone, now);
    if (told) return told;
  }
  return undefined;
}

/** What was found, where no word is left over. */
function toldBy(found: Chrono.ParsedResult, said: string, zone: Zone, now: number): ToldTime | undefined {
  const rest = (said.slice(0, found.index) + said.slice(found.index + found.text.length))
    .replaceAll(fillers, " ")
    .trim();
  const named = bareHour.exec(rest);
  if (rest !== "" && !named) return undefined;
  const { start } = found;
  const minutes = named
    ? inPart(minutesOf(named), found.text)
    : (start.get("hour") ?? 0) * 60 + (start.get("minute") ?? 0);
  const isTold = named !== null || start.isCertain("hour");
  const isPart = /morning|afternoon|evening|night|noon|matt|pomerig|sera|notte|morgen|mittag|abend|nacht/i.test(
    found.text,
  );
  const wall =
    Date.UTC(start.get("year") ?? 0, (start.get("month") ?? 1) - 1, start.get("day") ?? 1) +
    (isTold || isPart ? minutes * 60_000 : wholeDay);
  const seconds = named ? 0 : (start.get("second") ?? 0) * 1000;
  const at = passed(zone.toEpoch(wall + (isTold ? seconds : 0)), start, now);
  if (at === undefined) return undefined;
  return isTold ? { at } : { at, vagueMilliseconds: isPart ? partOfDay : wholeDay };
}

const noonMinutes = 12 * 60;

/** An hour of the afternoon or of the evening is told as one of the twelve. */
const inPart = (minutes: number, said: string): number =>
  minutes < noonMinutes && /afternoon|evening|pomerig|sera|mittag|abend/i.test(said) && !/vormittag/i.test(said)
    ? minutes + noonMinutes
    : minutes;

/** What English, Italian and German make of it, first what understands most. */
function allSaid(said: string, zone: Zone, now: number): readonly Chrono.ParsedResult[] {
  // It is loaded for those only who do not write ISO 8601.
  const chrono = createRequire(import.meta.url)("chrono-node") as typeof Chrono;
  const reference = { instant: new Date(now), timezone: zone.offsetAt(now) / 60_000 };
  const languages = [chrono.en.casual, chrono.it.casual, chrono.de.casual];
  const results = languages.flatMap((language) => language.parse(said, reference));
  return results.toSorted((a, b) => b.text.length - a.text.length);
}

function minutesOf([, hours = "", minutes = "0", half]: RegExpExecArray): number {
  const twelve = Number(hours) % 12;
  const whole = half ? twelve + (half.toLowerCase() === "pm" ? 12 : 0) : Number(hours);
  return whole * 60 + Number(minutes);
}

/** The last such time that is over: "Tuesday" was the last one, "10:00" today's or yesterday's. */
function passed(at: number, start: Chrono.ParsedComponents, now: number): number | undefined {
  if (at <= now) return at;
  if (start.isCertain("weekday") && !start.isCertain("day")) return at - 7 * day;
  if (!start.isCertain("day") && !start.isCertain("weekday") && at - day <= now) return at - day;
  // The day is today, and it is not over yet.
  return !start.isCertain("hour") && at - now < day ? now : undefined;
}
