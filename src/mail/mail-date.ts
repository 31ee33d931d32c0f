/** Dates as messages write them (RFC 5322 §3.3), also the obsolete ways, and those of programs that write their own. */

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** Hours ahead of UTC (RFC 5322 §4.3), and some that are written without being in it. */
const namedZones: Readonly<Record<string, number>> = {
  ...{ UT: 0, GMT: 0, UTC: 0, Z: 0, EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7 },
  ...{ CET: 1, CEST: 2, MEZ: 1, MESZ: 2, MET: 1, WET: 0, WEST: 1, EET: 2, EEST: 3, BST: 1, MSK: 3, JST: 9 },
};

const shape =
  /^\s{0,40}(?:[a-z]{2,9},?\s{1,40})?(\d{1,2})[\s-]{1,40}([a-z]{3})[a-z]{0,6}\.?[\s-]{1,40}(\d{2,4})\s{1,40}(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s{0,40}(?:([+-])(\d{2}):?(\d{2})|\(?([a-z]{1,5})\)?)?/i;

/** Epoch milliseconds; undefined for what is no date. A zone that nobody knows, or none, is read as UTC. */
export function parseMailDate(text: string): number | undefined {
  const found = shape.exec(text.slice(0, 200));
  if (!found) return undefined;
  const [, day, month, year, hour, minute, second = "0", sign, hours, minutes, name] = found;
  const index = months.indexOf((month ?? "").toLowerCase());
  if (index < 0) return undefined;
  const full = Number(year) + (Number(year) < 50 ? 2000 : Number(year) < 1000 ? 1900 : 0);
  const ahead = sign
    ? (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
    : (namedZones[(name ?? "").toUpperCase()] ?? 0) * 60;
  return Date.UTC(full, index, Number(day), Number(hour), Number(minute), Number(second)) - ahead * 60_000;
}
