/** What the records held last: enough to see whether the program stopped in order, and which sessions are missing. */
import { idIn } from "./lean.ts";
import { type Span, storedIn } from "./part.ts";
import { createShelf } from "./shelf.ts";

/** The sessions of the end of the records. */
export interface RecordsTail extends Pick<Span, "from"> {
  /** Ids of those that began from then on, epoch milliseconds. */
  readonly ids: ReadonlySet<string>;
}

/** No session lasts longer (the limit of `smtp.sessionSeconds`): what was open at the end began a day before at most. */
const longestSession = 86_400_000;
/** Days whose parts are looked at: what was open at midnight is kept on the next day. */
const daysBack = 2;

/** Is the last sign of life an orderly stop, or is there none at all? Throws the system's error for a folder that cannot be listed. */
export function stoppedInOrder(folder: string): boolean {
  const shelf = createShelf(folder);
  const last = shelf.ask((files, use) => {
    for (const file of files.toReversed()) {
      // The journal goes on when the program has stopped: settings are changed then, too.
      const kind = use(file, (part) => part.events().findLast(({ service }) => service !== "journal")?.kind);
      if (kind !== undefined) return kind;
    }
    return "service.stopped";
  });
  shelf.close();
  return last === "service.stopped";
}

/** Throws the system's error for a folder that cannot be listed; a damaged part tells what it can. */
export function recordsTail(folder: string): RecordsTail {
  const shelf = createShelf(folder);
  const tail = shelf.ask((files, use) => {
    const days = [...new Set(files.map(({ day }) => day))].slice(-daysBack);
    const last = files.filter(({ day }) => days.includes(day));
    const ends = last.map((file) => use(file, ({ span }) => span?.to) ?? Number.NEGATIVE_INFINITY);
    const from = Math.max(...ends) - longestSession;
    const ids = new Set<string>();
    for (const file of last)
      use(file, (part) => {
        for (const { json } of storedIn(part, from, Number.POSITIVE_INFINITY)) ids.add(idIn(json));
      });
    return { ids, from };
  });
  shelf.close();
  return tail;
}
