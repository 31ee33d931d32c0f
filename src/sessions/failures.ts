/** Programs of a server that ended before they had done anything, or could not do it, of no session: what they were to do waits. */
import type { EventOf, MailEvent } from "../events/event.ts";

export type FailureEvent = EventOf<"program.warned">;

/** A program that does not start is started each minute; the newest are kept. */
const most = 10_000;

/** What a program says last, what Postfix's master says of it, who waits for one, and that there is no room for mail (Exim). */
const fatal =
  /^(?:fatal|panic): |: bad command startup -- throttling$|^connect #\d+ to subsystem |^(?:spool|log) directory space check failed\b/;

export const isFailure = (event: MailEvent): event is FailureEvent =>
  event.kind === "program.warned" &&
  event.session === undefined &&
  event.queueId === undefined &&
  fatal.test(event.text);

export class FailureHistory {
  #events: FailureEvent[] = [];

  take(event: MailEvent): void {
    if (!isFailure(event)) return;
    this.#events.push(event);
    if (this.#events.length >= 2 * most) this.#events = this.#events.slice(-most);
  }

  /** In order of time, up to an instant. */
  until(to: number): readonly FailureEvent[] {
    return this.#events.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at);
  }
}
