/** Days by their numbers ("24.11.2026", "Nov 24", "24/Nov/2026:"), in the English of time-tongues.ts. */
import { defined } from "./defined.ts";
import type { Groups, Pieces, Shape } from "./time-pieces.ts";

const monthNames = "january february march april may june july august september october november december".split(" ");

const month = `(?<month>${monthNames.join("|")})`;
const ordinal = "(?:st|nd|rd|th|er|o|a|°|º|\\.)";
const atEnd = "(?=$|[ ,)])";

const yearOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text) + (text.length === 2 ? 2000 : 0);

function dayIn({ year, month: told = "", day }: Groups): Pieces {
  const named = monthNames.indexOf(told) + 1;
  return { dates: [defined({ year: yearOf(year), month: named || Number(told), day: Number(day) })] };
}

/**
 * The day comes first, as in all of Europe. Where no dot stands between them it may also be written as in America; then both are given, the
 * European first, and one of them may be no day at all.
 */
function dayFirst({ first, second, separator, year: told }: Groups): Pieces {
  const [a, b, year] = [Number(first), Number(second), yearOf(told)];
  const european = defined({ year, month: b, day: a });
  return { dates: separator === "." || a === b ? [european] : [european, defined({ year, month: a, day: b })] };
}

const clock = (hour: string | undefined, minute: string | undefined, second = "0") => ({
  clock: { hour: Number(hour), minute: Number(minute), milliseconds: Number(second) * 1000 },
});

/** "17-18" are two hours where they can be no day of a month. */
function dayOrHours(told: Groups): Pieces | undefined {
  const [first, second] = [Number(told.first), Number(told.second)];
  const isDay = Math.min(first, second) >= 1 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31;
  if (isDay || told.separator === "/" || first >= second || second > 24) return dayFirst(told);
  return { ...clock(told.first, "0"), until: clock(told.second, "0").clock };
}

/** The first that fits is taken. */
export const dateShapes: readonly Shape[] = [
  // 2026-11-24, 2026/11/24, with a T or, in some logs, a colon before the hour.
  ["(?<year>\\d{4})(?<separator>[./-])(?<month>\\d{1,2})\\k<separator>(?<day>\\d{1,2})(?:t(?=\\d)|:(?=\\d))?", dayIn],
  // 20261124, 20261124t1740, 20261124174052.
  [
    "(?<year>(?:19|20)\\d\\d)(?<month>\\d\\d)(?<day>\\d\\d)(?:[t ]?(?<hour>\\d\\d):?(?<minute>\\d\\d):?(?<second>\\d\\d)?)?",
    (told) => ({
      ...dayIn(told),
      ...(told.hour === undefined ? {} : clock(told.hour, told.minute, told.second)),
    }),
  ],
  // 24/november/2026:17:40:52, 24-november-26.
  [`(?<day>\\d{1,2})(?<separator>[/-])${month}\\k<separator>(?<year>\\d{4}|\\d\\d)(?::(?=\\d))?`, dayIn],
  // 24 november 2026, 24th of november, 24. november 2026, 24november.
  [`(?<day>\\d{1,2})${ordinal}?[ /-]?(?:of )?${month}(?:,? (?:of )?(?<year>\\d{4})(?![\\d:.]))?`, dayIn],
  // 2026 november 24, 2026-november-24.
  [`(?<year>\\d{4})[ -]${month}[ -](?<day>\\d{1,2})${ordinal}?(?![:\\d])`, dayIn],
  // november 24, november the 24th, 2026.
  [`${month} (?:on )?(?<day>\\d{1,2})${ordinal}?(?![\\d:])(?:,? (?:of )?(?<year>\\d{4})(?![\\d:.]))?`, dayIn],
  // 17.40.52, where a day was told before or it can be none.
  [
    "(?<hour>\\d{1,2})\\.(?<minute>\\d\\d)\\.(?<second>\\d\\d)",
    ({ hour, minute, second }, before) =>
      before.dates !== undefined || (Number(minute) > 12 && Number(hour) < 24)
        ? clock(hour, minute, second)
        : undefined,
  ],
  // 24/11/2026, 24.11.26, 24. 11. 2026, 24-11-2026.
  [
    "(?<first>\\d{1,2})(?<separator>[./-]) ?(?<second>\\d{1,2})\\k<separator> ?(?<year>\\d{4}|\\d\\d)(?![\\d:.]\\d)\\.?",
    dayFirst,
  ],
  // 24.11., 24. 11., 3.4 (a minute has two digits).
  [`(?<first>\\d{1,2})(?<separator>\\.) ?(?<second>\\d{1,2})\\.${atEnd}`, dayFirst],
  [`(?<first>\\d{1,2})(?<separator>\\.)(?<second>\\d)${atEnd}`, dayFirst],
  // 24/11, 24-11, 17-18.
  [`(?<first>\\d{1,2})(?<separator>[/-])(?<second>\\d{1,2})${atEnd}`, dayOrHours],
  // 17.40, 10.11: an hour where a day was told before, else it shows in the end.
  [
    "(?<first>\\d{1,2})\\.(?<second>\\d\\d)",
    ({ first, second }, { dates }) =>
      dates === undefined ? { dotted: [Number(first), Number(second)] } : clock(first, second),
  ],
];
