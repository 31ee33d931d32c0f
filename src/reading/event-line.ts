/** An event in one line, for case files: what it says, without where it stands. */
import type { MailEvent } from "../events/event.ts";

const left = new Set(["kind", "at", "source", "node", "atPrecisionSeconds", "service"]);

/** "2026-11-24T10:00:00.000Z smtp.reply session=… code=250 text="OK"": time, kind, then `key=value` as JSON where it is no plain word. */
export function eventLine(event: MailEvent): string {
  const { session, peer, queueId, messageId } = event;
  const fields = Object.entries({ session, peer, queueId, messageId, ...event })
    .filter(([key, value]) => !left.has(key) && value !== undefined)
    .map(
      ([key, value]) =>
        `${key}=${typeof value === "string" && /^[\w.:@<>/+-]+$/.test(value) ? value : JSON.stringify(value)}`,
    );
  const service = event.service === "smtp" ? [] : [`service=${event.service}`];
  return [new Date(event.at).toISOString(), event.kind, ...service, ...fields].join(" ");
}
