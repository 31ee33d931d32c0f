/** Who was blocked when, and whether a firewall was told: where one drops, no session will ever tell. */
import type { EventOf, MailEvent } from "../events/event.ts";

/** What the journal calls it when the list is handed to a firewall. */
export const handedToFirewall = "blocks for a firewall";

export type BlockEvent = EventOf<"block.added"> | EventOf<"block.ended"> | EventOf<"settings.changed">;

/** A flood of blocks must not fill memory; the newest are kept. */
const most = 50_000;

export class BlockHistory {
  #events: BlockEvent[] = [];

  take(event: MailEvent): void {
    const isOne =
      event.kind === "block.added" ||
      event.kind === "block.ended" ||
      (event.kind === "settings.changed" && event.what === handedToFirewall);
    if (!isOne) return;
    this.#events.push(event);
    if (this.#events.length >= 2 * most) this.#events = this.#events.slice(-most);
  }

  /** In order of time, up to an instant. */
  until(to: number): readonly BlockEvent[] {
    return this.#events.filter(({ at }) => at <= to).sort((a, b) => a.at - b.at);
  }
}
