/** What the records held last: enough to see whether the program stopped in order, and which sessions are missing. */
import { idIn } from "./lean.ts";
import { storedIn } from "./part.ts";
import { createShelf } from "./shelf.ts";

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

/** Throws the system's error for a folder that cannot be listed; a damaged part tells what it can. */
export function recordsTail(folder: string): RecordsTail {
  const shelf = createShelf(folder);
  const tail = shelf.ask((files, use) => {
    const ids = new Set<string>();
    let from = Number.POSITIVE_INFINITY;
    let last = "service.stopped";
    const days = new Set([...new Set(files.map(({ day }) => day))].slice(-daysBack));
    for (const file of files.filter(({ day }) => days.has(day)))
      use(file, (part) => {
        for (const { json } of storedIn(part, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)) ids.add(idIn(json));
        // The journal goes on when the program has stopped: settings are changed then, too.
        last = part.events().findLast(({ service }) => service !== "journal")?.kind ?? last;
        from = Math.min(from, part.span?.from ?? from);
      });
    return { stoppedInOrder: last === "service.stopped", ids, from };
  });
  shelf.close();
  return tail;
}
