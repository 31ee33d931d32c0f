/** The journal: who changed what, when, from which value to which. */
import type { SystemEvent } from "../events/event.ts";

/** Writes down a change: `what` is a name, the values are texts and never a secret; absent where there was or is none. */
export type Journal = (by: string, what: string, before: string | undefined, after: string | undefined) => void;

/** A journal that hands each change on as an event of the journal's log file. */
export const createJournal =
  (emit: (event: SystemEvent) => void, { node, now }: { node: () => string; now: () => number }): Journal =>
  (by, what, before, after) =>
    emit({
      kind: "settings.changed",
      by,
      what,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      at: now(),
      atPrecisionSeconds: 0.001,
      node: node(),
      service: "journal",
    });
