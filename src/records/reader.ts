/** The records of a data folder as a source of sessions, read beside a running server. */
import { Activity } from "../sessions/activity.ts";
import { createInMemory, type InMemory } from "../sessions/in-memory.ts";
import { framesIn } from "./frame.ts";

/** Reads all days; throws the system's error when the folder or a file cannot be read. */
export function readRecords(folder: string): InMemory {
  const activity = new Activity();
  const files = new Set<string>();
  let lines = 0;
  const source = createInMemory(activity, () => ({ files: [...files].sort(), lines, unread: 0, formats: ["records"] }));
  for (const frame of framesIn(folder)) {
    if ("event" in frame) activity.take(frame.event);
    for (const event of "event" in frame ? [frame.event] : frame.session.events) {
      lines += 1 + (event.source?.also?.length ?? 0);
      activity.note(event.at);
      if (event.source) files.add(event.source.file);
    }
    if ("session" in frame) source.add(frame.session);
  }
  return source;
}
