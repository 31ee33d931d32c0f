/** When a mail server was stopped and started again, as its own lines tell: who came between found nobody listening. */
import type { EventOf, MailEvent } from "../events/event.ts";

type Run = EventOf<"service.stopped"> | EventOf<"service.started">;

/** `started`: undefined where the log tells of no start after it. */
export interface Stop {
  readonly stopped: EventOf<"service.stopped">;
  readonly started: EventOf<"service.started"> | undefined;
}

/** A server that does not get up is started again and again; the newest are kept. */
const most = 10_000;

/** What stands beside a mail server is stopped without it. */
const isServer = ({ service }: MailEvent): boolean => service !== "antispam" && service !== "intrusion";

/** "Postfix version 3.7.11" is started, "Postfix" stopped. */
const nameOf = ({ node, title }: Run): string => `${node} ${title.split(" ", 1)[0]}`;

/** When it ran again, in milliseconds since the epoch; infinite where that is not known. */
export const endOf = ({ started }: Stop): number => started?.at ?? Number.POSITIVE_INFINITY;

export class StopHistory {
  #runs: Run[] = [];

  take(event: MailEvent): void {
    if ((event.kind !== "service.started" && event.kind !== "service.stopped") || !isServer(event)) return;
    this.#runs.push(event);
    if (this.#runs.length >= 2 * most) this.#runs = this.#runs.slice(-most);
  }

  /** Those that touch [from, to], in order of time. */
  between(from: number, to: number): readonly Stop[] {
    const stopped = new Map<string, EventOf<"service.stopped">>();
    const found: Stop[] = [];
    for (const run of this.#runs.toSorted((a, b) => a.at - b.at)) {
      const name = nameOf(run);
      if (run.kind === "service.stopped") {
        if (!stopped.has(name)) stopped.set(name, run);
        continue;
      }
      const before = stopped.get(name);
      if (before) found.push({ stopped: before, started: run });
      stopped.delete(name);
    }
    for (const last of stopped.values()) found.push({ stopped: last, started: undefined });
    return found.filter((stop) => stop.stopped.at <= to && endOf(stop) >= from);
  }
}
