/** A question as somebody put it, in his own words for time and place, made into one that can be looked up. */
import { defined, type Loose } from "../base/defined.ts";
import { parseSpan } from "../base/span.ts";
import { toldTime } from "../base/spoken-time.ts";
import type { Zone } from "../base/zone.ts";
import type { Question } from "../diagnosis/question.ts";
import { pastedAddress } from "../mail/address.ts";

export interface Asked
  extends Loose<
    Omit<Partial<Question>, "to" | "about" | "vagueMilliseconds" | "windowMilliseconds" | "facts" | "limit">
  > {
  readonly to?: readonly string[];
  /** "2026-11-24T10:00", "around ten yesterday". */
  readonly about?: string | undefined;
  /** "90m", "3d". */
  readonly window?: string | undefined;
  readonly facts?: Readonly<Record<string, string>>;
  readonly limit?: number;
}

/** So many other messages are listed where nobody says otherwise. */
const usualLimit = 5;

/** Words for time are in the asker's zone. Throws UsageError for a time or span that is none. */
export function questionOf(asked: Asked, zone: Zone, now: number): Question {
  const { to = [], from, about, window, facts = {}, limit = usualLimit, ...same } = asked;
  const told = about === undefined ? undefined : toldTime(about, zone, now);
  return defined({
    ...same,
    to: to.map(pastedAddress),
    from: from === undefined ? undefined : pastedAddress(from),
    about: told?.at,
    vagueMilliseconds: told?.vagueMilliseconds,
    windowMilliseconds: window === undefined ? undefined : parseSpan(window),
    facts,
    limit,
  });
}

/** Does it name anybody or anything to look for? */
export const isOfSomething = ({ to, from, messageId, queueId, session, ip, host }: Question): boolean =>
  to.length > 0 || [from, messageId, queueId, session, ip, host].some((part) => part !== undefined);
