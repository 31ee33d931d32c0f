/** The delivery log of SmarterMail, as far as its last word on a recipient goes: no reader of logs knows it. */
import { inCatalogue, numbered, say, type Text } from "../../base/saying.ts";
import { type CauseId, causes } from "../causes.ts";
import { bare, type Explanation, supposed } from "./explanation.ts";

/** "Delivery for a@b to c@d has completed (Deleted) Filter: Name". */
const completed =
  /Delivery for \S{1,320} to <?([^\s<>]{3,320})>? has completed \(([\w ,-]{1,80})\)(?: Filter: ([^\n]{1,200}))?/gi;

function causeOf(done: string, filter: string): CauseId | undefined {
  if (/^deleted/i.test(done)) return /\bspam\b/i.test(filter) ? "local.spam-deleted" : "local.filter-deleted";
  if (/junk|spam/i.test(done)) return "local.spam-folder";
  return undefined;
}

export function explainSmarterMail(text: string): Explanation<Text> | undefined {
  const ends = [...text.slice(0, 256 * 1024).matchAll(completed)].slice(0, 100);
  const recipients = ends.flatMap(([, address = "", done = "", filter = ""]) => {
    const cause = causeOf(done, filter);
    return cause
      ? supposed(address, cause, 0.85, say`The message for ${address}: ${inCatalogue(causes[cause].name)}.`)
      : [];
  });
  if (recipients.length === 0) return undefined;
  const many = recipients.length;
  const told = numbered(
    many,
    say`These are lines of a log; they tell of ${many} recipient.`,
    say`These are lines of a log; they tell of ${many} recipients.`,
  );
  return { ...bare("log", told), recipients };
}
