/** The records of a data folder as a source of sessions, read beside a running server. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Activity } from "../sessions/activity.ts";
import { createInMemory, type InMemory } from "../sessions/in-memory.ts";
import { decodeFrames } from "./frame.ts";

/** Reads all days; throws the system's error when the folder or a file cannot be read. */
export function readRecords(folder: string): InMemory {
  const activity = new Activity();
  const files = new Set<string>();
  let lines = 0;
  const source = createInMemory(activity, () => ({ files: [...files].sort(), lines, unread: 0 }));
  const days = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".open"))
        .sort()
    : [];
  for (const day of days) {
    for (const frame of decodeFrames(readFileSync(join(folder, day))).frames) {
      if ("event" in frame) activity.take(frame.event);
      const events = "event" in frame ? [frame.event] : frame.session.events;
      for (const { source } of events) lines += source ? 1 + (source.also?.length ?? 0) : 1;
      for (const event of events) {
        activity.note(event.at);
        if (event.source) files.add(event.source.file);
      }
      if ("session" in frame) source.add(frame.session);
    }
  }
  return source;
}
