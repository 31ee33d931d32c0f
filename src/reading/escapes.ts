/** What rsyslog and sysklogd make of characters that could break a line: `#` and three octal digits for each byte. */
import { Buffer } from "node:buffer";

const firstOf8Bits = 0o200;
const runs = /(?:#(?:0[0-3][0-7]|177|[23][0-7]{2})){1,10000}/g;

/**
 * "a#011b" is "a", tab, "b". A byte beyond ASCII is escaped together with the others of its character: "#345" alone is a
 * number with a hash before it.
 */
export const unescaped = (text: string): string => (text.includes("#") ? text.replace(runs, charactersOf) : text);

function charactersOf(run: string): string {
  const bytes = Buffer.from(Array.from(run.matchAll(/\d{3}/g), ([digits]) => Number.parseInt(digits, 8)));
  if (bytes.every((byte) => byte < firstOf8Bits)) return bytes.toString("latin1");
  const text = bytes.toString("utf8");
  return text.includes("\ufffd") ? run : text;
}
