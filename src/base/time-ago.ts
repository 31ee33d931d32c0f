/** How long ago, in the English of time-tongues.ts, made into one word: "2 hours ago" into "ago:120:0". */

const minute = 1;
const hour = 60 * minute;
const day = 24 * hour;
const minutesIn = {
  seconds: 1 / 60,
  minutes: minute,
  hours: hour,
  heures: hour,
  days: day,
  weeks: 7 * day,
  months: 30 * day,
};

/** "A few": how many that may be, and how far off. */
const few = { seconds: 30, minutes: 10, hours: 4, heures: 4, days: 3, weeks: 3, months: 3 };

type Unit = keyof typeof minutesIn;

const unit = `(?<unit>${Object.keys(minutesIn).join("|")})`;
/** "2", "1.5", "few", "half", "3 quarter of", "1 couple of", "1 and half". */
const count =
  "(?:(?<few>few)|(?<number>\\d{1,5}(?:[.,]\\d{1,2})?)(?: and (?:1 )?(?<mixed>half))?|(?:(?<parts>[123]) )?(?<part>half|quarter)(?: 1)?|(?:1 )?(?<couple>couple))";
/** "and half", "and 20 minutes", "20". */
const rest = "(?: (?:and )?(?:(?:1 )?(?<rest>half|quarter)|(?<more>\\d{1,2})(?: minutes)?))?";
const span = `(?:at )?(?:few (?=\\d))?${count} (?:of )?(?:1 )?${unit}${rest}`;
const behind = new RegExp(`(?<![\\p{L}\\d.,:/-])${span} ago\\b`, "gu");
const ahead = new RegExp(`\\bbefore ${span}(?![\\p{L}\\d:])`, "gu");
/** What is still to come: "in 2 hours", "between 2 hours" (Italian "fra"). */
const toCome = new RegExp(`\\b(?:in|of|between) ${span}$`, "u");

function agoAs(groups: Record<string, string | undefined>): string {
  const name = groups.unit as Unit;
  const share = (part: string | undefined) => (part === "half" ? 0.5 : part === "quarter" ? 0.25 : 0);
  const number = groups.few !== undefined ? few[name] : groups.couple !== undefined ? 2 : amountOf(groups, share);
  const minutes = (number + share(groups.rest)) * minutesIn[name] + Number(groups.more ?? 0);
  const isExact = minutesIn[name] <= hour && groups.few === undefined;
  // Who counts weeks is off by half of one.
  const vague = groups.few !== undefined ? minutes : isExact ? 0 : minutesIn[name] / 2;
  return minutesIn[name] < day ? `ago:${minutes}:${vague}` : `daysago:${Math.round(minutes / day)}:${vague}`;
}

const amountOf = (groups: Record<string, string | undefined>, share: (part: string | undefined) => number): number =>
  groups.part === undefined
    ? Number((groups.number ?? "0").replace(",", ".")) + share(groups.mixed)
    : Number(groups.parts ?? 1) * share(groups.part);

const replaced = (text: string, shape: RegExp): string =>
  text.replace(shape, (...found) => agoAs(found.at(-1) as Record<string, string | undefined>));

/** The text with its spans so: "ago:MINUTES:VAGUE", or "daysago:DAYS:VAGUE", how far off each may be in minutes. What is to come is "tomorrow". */
export const withAgo = (text: string): string => replaced(replaced(text, behind), ahead).replace(toCome, "tomorrow");
