/** What an id of Exim's tells of its message: when its content began to come (RFC 5321 §4.1.1.4: DATA). */

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** The zone in which a log is written may be another than supposed: those of the world differ by quarters of an hour. */
const quarterSeconds = 900;
/** A system whose file names know no capitals writes the time in another base. */
const mostSeconds = 2 * 86_400;

/** Whole seconds since the epoch. */
function begunSeconds(id: string): number | undefined {
  let seconds = 0;
  for (const char of id.slice(0, 6)) {
    const digit = digits.indexOf(char);
    if (digit < 0) return undefined;
    seconds = seconds * 62 + digit;
  }
  return seconds;
}

/**
 * Did the content of a message begin in another second than a line of its client stands in (UTC, ms)? Between the last recipient
 * and the content of one transaction is the way there and back; who connects again needs longer.
 */
export function isBegunLater(id: string, at: number): boolean {
  const begun = begunSeconds(id);
  if (begun === undefined) return false;
  const later = begun - at / 1000;
  if (Math.abs(later) > mostSeconds) return false;
  const within = ((later % quarterSeconds) + quarterSeconds) % quarterSeconds;
  return within >= 1 && within < quarterSeconds / 2;
}
