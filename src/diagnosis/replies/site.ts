/** What the administrator himself knows of replies: those of a partner's server, or of his own in his own words. */
import type { Reply } from "../../mail/reply.ts";
import type { CauseId } from "../causes.ts";

/** One row of the site's table; all that it has must fit. */
export interface SiteReply {
  readonly cause: CauseId;
  /** The host that said it, or a domain above it. */
  readonly host?: string;
  /** Basic, enhanced, or both: "550", "5.7.1", "550 5.7.1". */
  readonly code?: string;
  /** What stands in the reply, in this order, whatever stands between; in lower case, without spaces at the ends. */
  readonly words?: readonly string[];
}

/** Characters of a reply that are looked at, as in `wording.ts`. */
const maxLength = 2000;
/** As words of a table are compared: without case, with single spaces. */
export const folded = (text: string): string => text.slice(0, maxLength).replace(/\s+/g, " ").trim().toLowerCase();

/** Does a row speak of this reply? `codes` are all names of its code. Takes time in proportion to the reply's length. */
export function speaksOf(
  { host, code, words = [] }: SiteReply,
  { text }: Reply,
  codes: readonly string[],
  speaker: string | undefined,
): boolean {
  if (code !== undefined && !codes.includes(code)) return false;
  if (host !== undefined && !isOrBelow(speaker, host)) return false;
  const said = folded(text);
  let at = 0;
  for (const word of words) {
    const found = said.indexOf(word, at);
    if (found < 0) return false;
    at = found + word.length;
  }
  return true;
}

function isOrBelow(speaker: string | undefined, host: string): boolean {
  const name = speaker?.toLowerCase().replace(/\.$/, "");
  return name !== undefined && (name === host || name.endsWith(`.${host}`));
}
