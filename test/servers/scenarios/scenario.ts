/** One thing that happens to one message on a real server, as somebody asks about it, and what the right answer is. */
import type { CauseId } from "../../../src/diagnosis/causes.ts";
import type { Outcome } from "../../../src/events/event.ts";
import type { Party } from "../../../src/mail/status-codes.ts";

/** What was learnt while it happened, by the name that stands in braces in question and pattern. */
export type Names = Readonly<Record<string, string>>;

export interface Label {
  readonly cause: CauseId;
  readonly party: Party;
  readonly outcome: Outcome;
}

export interface Scenario<Site> {
  readonly id: string;
  readonly story: string;
  /** What stands behind `why LOG`. `{at}` is the time of day when it happened, `{at-7}` seven minutes before. */
  readonly question: string;
  readonly label: Label;
  /** A line that was really written and decides: a regular expression, with names in braces. Undefined where absence is the answer. */
  readonly decisive: string | undefined;
  /** Makes it happen. */
  readonly act: (site: Site) => Promise<Names | undefined>;
  /** It disturbs all others, who are done before. */
  readonly alone?: true;
}

export const label = (cause: CauseId, party: Party, outcome: Outcome): Label => ({ cause, party, outcome });

const pad = (number: number): string => String(number).padStart(2, "0");

/** A text with its names and times put in; throws for a name that nobody gave. */
export function filled(text: string, names: Names, at: number, quote: (value: string) => string = String): string {
  return text.replace(/\{(at)?([+\w-]*)\}/g, (_, isTime, rest: string) => {
    if (isTime) {
      const time = new Date(at + 60_000 * Number(rest || 0));
      return `${pad(time.getHours())}:${pad(time.getMinutes())}`;
    }
    const value = names[rest];
    if (value === undefined) throw new Error(`nobody said what {${rest}} is`);
    return quote(value);
  });
}
