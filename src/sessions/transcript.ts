/** The flight recorder: what is kept of a session's events, head and tail, whatever a peer does. */
import { cut } from "../base/text.ts";
import type { MailEvent, Outcome } from "../events/event.ts";
import type { Session } from "./session.ts";

/** A message to a hundred recipients is kept whole; of more the beginning and the end explain most. */
const headEvents = 400;
const tailEvents = 400;
/** As long as a line of our log. */
const maxTextBytes = 2000;

export class Transcript {
  readonly #head: MailEvent[] = [];
  /** A ring once it is full; the oldest stands at `#oldest`. */
  readonly #tail: MailEvent[] = [];
  #oldest = 0;
  #omitted = 0;

  add(event: MailEvent): void {
    const kept = shortened(event);
    if (this.#head.length < headEvents) this.#head.push(kept);
    else if (this.#tail.length < tailEvents) this.#tail.push(kept);
    else {
      this.#tail[this.#oldest] = kept;
      this.#oldest = (this.#oldest + 1) % tailEvents;
      this.#omitted += 1;
    }
  }

  /** What of the middle was not kept; undefined where all was. */
  get omitted(): Session["omitted"] {
    return this.#omitted === 0 ? undefined : { events: this.#omitted, behind: headEvents };
  }

  events(): readonly MailEvent[] {
    if (this.#tail.length === 0) return this.#head;
    return [...this.#head, ...this.#tail.slice(this.#oldest), ...this.#tail.slice(0, this.#oldest)];
  }
}

/** The session with no more of its transcript than how it began and ended. */
export function withoutTranscript(session: Session): Session {
  const { events, omitted } = session;
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last || events.length <= 2) return session;
  return {
    ...session,
    events: [first, last],
    omitted: { events: events.length - 2 + (omitted?.events ?? 0), behind: 1 },
  };
}

/** How a session ends that needs no explanation, and what then became of its messages. */
const good: readonly Outcome[] = ["delivered", "relayed", "forwarded", "queued"];

/** Did it end badly (a refusal, a message without a good end, no QUIT), or did it last longer than `slowSeconds`? */
export const isRemarkable = ({ ended, facts, transactions, from, to }: Session, slowSeconds: number): boolean =>
  ended !== "quit" ||
  to - from > slowSeconds * 1000 ||
  transactions.some(({ status }) => !good.includes(status)) ||
  facts.some(({ kind }) => kind === "rcpt.refused" || kind === "command.refused" || kind === "session.broken");

/** An event whose text is as long as a line of the log at most. */
function shortened(event: MailEvent): MailEvent {
  const long = event.kind === "smtp.command" ? event.argument : "text" in event ? event.text : "";
  const short = cut(long, maxTextBytes);
  if (short === long) return event;
  return event.kind === "smtp.command" ? { ...event, argument: short } : ({ ...event, text: short } as MailEvent);
}
