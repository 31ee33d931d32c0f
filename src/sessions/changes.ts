/** What an administrator changed, and when a server read its configuration again: it may explain what was other before. */
import type { EventOf, MailEvent } from "../events/event.ts";

export type ChangeEvent = EventOf<"settings.changed">;

/** Scripts change settings, too; the newest are kept. */
const most = 10_000;

export class ChangeHistory {
  #events: ChangeEvent[] = [];

  take(event: MailEvent): void {
    if (event.kind !== "settings.changed") return;
    this.#events.push(event);
    if (this.#events.length >= 2 * most) this.#events = this.#events.slice(-most);
  }

  /** In order of time, up to an instant. */
  until(to: number): readonly ChangeEvent[] {
    return this.#events.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at);
  }
}
