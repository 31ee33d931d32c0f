/** What the records held last: enough to see whether the program stopped in order, and which sessions are missing. */
import { framesIn } from "./frame.ts";

export interface RecordsTail {
  /** The last sign of life is an orderly stop, or there is none at all. */
  readonly stoppedInOrder: boolean;
  /** Ids of the sessions of the last days that were read. */
  readonly ids: ReadonlySet<string>;
  /** When the oldest of them began, epoch milliseconds. */
  readonly from: number;
}

/** A session that was open at the end of one day may have begun the day before. */
const daysBack = 2;

export function recordsTail(folder: string): RecordsTail {
  const ids = new Set<string>();
  let from = Number.POSITIVE_INFINITY;
  let last = "service.stopped";
  for (const frame of framesIn(folder, daysBack)) {
    // The journal goes on when the program has stopped: settings are changed then, too.
    if (!("event" in frame)) ids.add(frame.session.id);
    else if (frame.event.service !== "journal") last = frame.event.kind;
    from = Math.min(from, "event" in frame ? frame.event.at : frame.session.from);
  }
  return { stoppedInOrder: last === "service.stopped", ids, from };
}
