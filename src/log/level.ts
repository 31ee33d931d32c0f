/** How much of what happens goes into the log of a service. */
import { catalogue, type LevelName, levelRank } from "../events/catalogue.ts";
import type { MailEvent } from "../events/event.ts";

/** Does a log at this level show the event? At summary a refusal is shown too: it is what people ask about. */
export function shows(level: LevelName, event: MailEvent): boolean {
  const needed = event.kind === "smtp.reply" && event.code >= 400 ? "summary" : catalogue[event.kind].level;
  return level !== "none" && levelRank[level] >= levelRank[needed];
}

/** How often a silent log says that it is alive, by its level; undefined: never. */
export const heartbeatSeconds = (level: LevelName, everySeconds: number): number | undefined =>
  level === "none" ? undefined : level === "summary" ? Math.max(everySeconds, quietHeartbeatSeconds) : everySeconds;

/** At summary a line a minute would be most of the log. */
const quietHeartbeatSeconds = 600;

/** What must not stay in the write cache: the end of whatever did not go well, and what the log says of itself and of services. */
export const isUrgent = (event: MailEvent): boolean =>
  event.kind === "transaction.ended" ? event.status !== "OK" : catalogue[event.kind].part === "system";
