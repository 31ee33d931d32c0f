/** The journal of changes, the newest first, a page at a time, as the log files of the journal have it. */
import type { Zone } from "../base/zone.ts";
import type { EventOf } from "../events/event.ts";
import { readLogs } from "../reading/read.ts";
import { iso } from "./evidence-lines.ts";

interface Page {
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** `files`: paths, oldest first. */
export async function journalPage(files: readonly string[], zone: Zone, { cursor, limit }: Page) {
  // Counted from the oldest, so that what is changed meanwhile moves nothing.
  const [begun = files.length - 1, left] = cursor === undefined ? [] : cursor.split(".").map(Number);
  const found: EventOf<"settings.changed">[] = [];
  let end = left;
  for (let index = Math.min(begun, files.length - 1); index >= 0; index--) {
    const changes = (await changesIn(files[index] ?? "", zone)).slice(0, end);
    const taken = changes.toReversed().slice(0, limit - found.length);
    found.push(...taken);
    if (found.length === limit)
      return { entries: found.map(asEntry), next: `${index}.${changes.length - taken.length}` };
    end = undefined;
  }
  return { entries: found.map(asEntry), next: null };
}

async function changesIn(file: string, zone: Zone): Promise<readonly EventOf<"settings.changed">[]> {
  const changes: EventOf<"settings.changed">[] = [];
  await readLogs({ logs: [file], zone }, (event) => {
    if (event.kind === "settings.changed") changes.push(event);
  });
  return changes;
}

const asEntry = ({ at, by, what, before, after }: EventOf<"settings.changed">) => ({
  at: iso(at),
  by,
  what,
  before: before ?? null,
  after: after ?? null,
});
