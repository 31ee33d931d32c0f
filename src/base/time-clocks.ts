/** Hours as they are said, in the English of time-tongues.ts, made into "17:40" and "17:00~18:00". */

/** "6" and -15 are "5:45". An hour and minutes that do not exist stay so, and are told later. */
const clock = (hours: string, minutes: number): string => {
  const hour = minutes < 0 ? (Number(hours) + 23) % 24 : Number(hours);
  return `${hour}:${String((minutes + 60) % 60).padStart(2, "0")}`;
};
const minutesOf = (said: string): number => (said === "half" ? 30 : said === "quarter" ? 15 : Number(said));

const alone = "(?<![\\d:.,/+-])";
const hour = `${alone}(\\d{1,2})`;
const atEnd = "(?![\\d:./-])";
/** An hour as one end of a range, perhaps with its minutes and what stands behind hours. */
const rangeEnd = "(?:(?:at|le|on|of) ){0,2}(\\d{1,2}(?:[:.,]\\d\\d)?)(?: (?:o'clock|hours|heures))?(?: ([ap]-m))?";
const dashEnd = "(\\d{1,2}(?:[:.]\\d\\d)?)";
const inRange = "(?<!(?:between|from|of)(?: at| of| le){0,2} )";
const minutesTold = "(?:1 )?(half|quarter|[0-5]?\\d)(?: minutes)?";

type Reading = readonly [RegExp, (...groups: readonly string[]) => string];

/** In this order; each with what it reads. */
// biome-ignore format: one row a line
const readings: readonly Reading[] = [
  // "5 beforehalf 6" is German, as "halb 6" is; Britain's "half 5" is half past.
  [new RegExp(`(?<!\\d )(\\d{1,2}) (?:minutes )?beforehalf (\\d{1,2})${atEnd}`, "g"), (m, h) => clock(h, 30 - 60 - Number(m))],
  [new RegExp(`(?<!\\d )(\\d{1,2}) (?:minutes )?afterhalf (\\d{1,2})${atEnd}`, "g"), (m, h) => clock(h, 30 - 60 + Number(m))],
  [new RegExp(`\\bhalb (\\d{1,2})${atEnd}`, "g"), (h) => clock(h, -30)],
  [new RegExp(`\\bhalf (?:past |after )?(\\d{1,2})${atEnd}`, "g"), (h) => clock(h, 30)],
  // "between 17 and 18", "from 17:00 to 18:00", "of 17 at 18", "17-18 o'clock", "at 17-18", "17:00 – 18:00".
  [new RegExp(`\\bbetween ${rangeEnd} and ${rangeEnd}${atEnd}`, "g"), range],
  [new RegExp(`\\b(?:from|of) ${rangeEnd} (?:to|at) ${rangeEnd}${atEnd}`, "g"), range],
  [new RegExp(`\\bat ${alone}(\\d{1,2})()(?: ?[-–] ?)(\\d{1,2})()(?: o'clock)?${atEnd}`, "g"), range],
  [new RegExp(`${alone}${dashEnd}(?: ([ap]-m))? ?[-–] ?${dashEnd}(?: (?:o'clock|hours|heures)| ([ap]-m))(?![\\d:])`, "g"), range],
  [new RegExp(`${alone}(\\d{1,2}[:.]\\d\\d)() ?[-–] ?(\\d{1,2}[:.]\\d\\d)()(?![\\d:.])`, "g"), range],
  [new RegExp(`${hour}()-(\\d{1,2}:00)()(?![\\d:])`, "g"), range],
  // "quarter past 6", "10 minutes to 6".
  [new RegExp(`${inRange}${alone}\\b${minutesTold} (?:past|after) (\\d{1,2})${atEnd}`, "g"), (m, h) => clock(h, minutesOf(m))],
  [new RegExp(`${inRange}${alone}\\b${minutesTold} (?:to|before) (\\d{1,2})${atEnd}(?! (?:minutes|hours|heures|days|weeks))`, "g"), (m, h) => clock(h, -minutesOf(m))],
  // "6 and half", "6 hours and quarter", "17 and 40", "6 minus quarter", "6 hours minus le quarter".
  [new RegExp(`${hour}(?::00)?(?: hours| heures| o'clock)? and ${minutesTold}${atEnd}(?! (?:hours|heures|ago))`, "g"), (h, m) => clock(h, minutesOf(m))],
  [new RegExp(`${hour}(?::00)?(?: hours| heures| o'clock)? minus (?:le )?${minutesTold}${atEnd}`, "g"), (h, m) => clock(h, -minutesOf(m))],
  // "17 o'clock 30", "17 hours 30", "17 heures", "at 17 hours"; "17 hours" alone may be a span.
  [new RegExp(`${hour}(?: o'clock| hours| heures) ([0-5]\\d)${atEnd}(?! (?:minutes|ago))`, "g"), (h, m) => clock(h, Number(m))],
  [new RegExp(`${hour}(?: o'clock| heures)(?! (?:and|ago|\\d))`, "g"), (h) => clock(h, 0)],
  [new RegExp(`(?<=\\bat )${hour} hours(?! (?:and|ago|\\d))`, "g"), (h) => clock(h, 0)],
  // "at 17.40", "at 17,40", "at 1740", "at 17", and "17.40 o'clock", "17.40 hours".
  [/\bat (\d{1,2})[.,](\d\d)(?:[.,](\d\d))?(?![\d./-])/g, (h, m, s) => `${h}:${m}${s === undefined ? "" : `:${s}`}`],
  [new RegExp(`${hour}[:.,](\\d\\d)(?: o'clock| hours| heures)(?! ago)`, "g"), (h, m) => `${h}:${m}`],
  [/\bat ([01]\d|2[0-3])([0-5]\d)(?![\d:./-])/g, (h, m) => `${h}:${m}`],
  [/\bat (\d{1,2})(?![\da-z:/°º-]|[.,] ?\d|\.? (?:minutes|hours|heures|days|weeks|months|of|and|january|february|march|april|may|june|july|august|september|october|november|december)\b)/g, (h) => clock(h, 0)],
  // "17,40" alone.
  [new RegExp(`${hour},(\\d\\d)(?![\\d.,])`, "g"), (h, m) => `${h}:${m}`],
];

/** "11 and 1 p-m" are "11:00 a-m~1:00 p-m". */
function range(from: string, halfFrom: string | undefined, to: string, halfTo: string | undefined): string {
  const whole = (end: string) => (/[:.,]/.test(end) ? end.replace(/[.,]/, ":") : `${end}:00`);
  const inHalf = (end: string) => Number.parseInt(end, 10) % 12;
  const till = halfTo?.trim();
  const same = inHalf(from) < inHalf(to) ? till : till === "p-m" ? "a-m" : "p-m";
  const at = halfFrom?.trim() || (till ? same : "");
  return [whole(from), at && ` ${at}`, "~", whole(to), till && ` ${till}`].join("");
}

/** The text with its hours so. */
export const withClocks = (text: string): string =>
  readings.reduce(
    (rest, [shape, as]) => rest.replace(shape, (_, ...groups) => as(...(groups as string[]))),
    text
      .replaceAll(/\bat(?: (?:at|le|of|on))+(?= )/g, "at")
      .replaceAll(/\bnoon\b(?=(?: and| minus))/g, "12")
      .replaceAll(/\bmidnight and (?=\d|half|quarter)/g, "0 and ")
      .replaceAll(/\bfew (?=\d)/g, ""),
  );
