/** Programs that take connections and failed, and whether they served somebody again before the message in question would have come. */
import type { MailEvent } from "../events/event.ts";
import type { FailureEvent } from "../sessions/failures.ts";
import type { Coverage, SessionSource } from "../sessions/source.ts";
import { minuteMilliseconds } from "./candidate.ts";
import { programOf, throttledMilliseconds } from "./unstarted.ts";

/** Postfix's listeners, and the services without which they take no mail. */
const listeners: ReadonlySet<string> = new Set(["smtpd", "postscreen", "cleanup", "trivial-rewrite"]);
/** What happens in sessions with clients who got beyond the greeting. */
export const served: ReadonlySet<MailEvent["kind"]> = new Set([
  "transaction.opened",
  "rcpt.refused",
  "session.counted",
]);
/** So many sessions of that minute are looked through: whoever serves more than these is not down. */
const maxSessions = 400;

/** Failures of listeners that were down from then until they were started again, about an instant. */
export const downAbout = (about: number, { failures }: Coverage): readonly FailureEvent[] =>
  failures.filter(
    (event) =>
      event.at <= about + minuteMilliseconds &&
      event.at + throttledMilliseconds >= about &&
      listeners.has(programOf(event)),
  );

/** When the last client before that instant was served, where a listener had failed shortly before; else undefined. */
export async function servedBefore(
  about: number | undefined,
  coverage: Coverage,
  source: SessionSource,
): Promise<number | undefined> {
  const [first] = about === undefined ? [] : downAbout(about, coverage);
  if (!first || about === undefined || first.at > about) return undefined;
  const sessions = await source.between(first.at, about + 1, maxSessions);
  const times = sessions.flatMap(({ facts }) =>
    facts.flatMap(({ at, kind }) => (served.has(kind) && at <= about ? [at] : [])),
  );
  return times.length > 0 ? Math.max(...times) : undefined;
}
