/** The journal: who changed what, when, from which value to which. */
import type { SystemEvent } from "../events/event.ts";

/** Writes down a change: `what` is a name, the values are texts and never a secret; absent where there was or is none. */
export type Journal = (by: string, what: string, before: string | undefined, after: string | undefined) => void;

/** A journal that hands each change on as an event of the journal's log file; `node` is this machine's. */
export const createJournal =
  (tell: (event: SystemEvent) => void, node: string, now: () => number): Journal =>
  (by, what, before, after) =>
    tell({
      kind: "settings.changed",
      by,
      what,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      at: now(),
      atPrecisionSeconds: 0.001,
      node,
      service: "journal",
    });
