/** Log files as a source of sessions, kept in memory for one question. */
import { PlacesInMemory } from "../reading/places.ts";
import { nodeOf, type ReadOptions, readLogs } from "../reading/read.ts";
import { Activity } from "../sessions/activity.ts";
import { createSessionBuilder } from "../sessions/build.ts";
import { createInMemory } from "../sessions/in-memory.ts";
import type { SessionSource } from "../sessions/source.ts";
import { joined } from "./joined.ts";
import { createSkimmedSource } from "./skimmed-source.ts";

export interface LogOptions extends ReadOptions {
  /** Told what of the input was damaged and passed over. */
  readonly warn?: (text: string) => void;
}

/** Reads everything once. Throws UsageError for input that cannot be read. */
export async function readSource(options: LogOptions): Promise<SessionSource> {
  const activity = new Activity();
  const files = new Set<string>();
  const formats = new Set<string>();
  let lines = 0;
  let unread = 0;
  const source = createInMemory(activity, () => ({ files: [...files], lines, unread, formats: [...formats] }));
  const builder = createSessionBuilder((session) => source.add(session));
  const places = new PlacesInMemory();
  const stat = await readLogs({ ...options, places }, (event) => {
    activity.take(event);
    builder.take(event);
  });
  builder.close();
  for (const file of stat.files) {
    files.add(file.file);
    lines += file.lines;
    for (const format of file.format?.split("+") ?? []) formats.add(format);
  }
  for (const minute of stat.minutes) activity.note(minute * 60_000);
  unread = stat.unread;
  for (const { file, why } of stat.damaged) options.warn?.(`${file}: ${why}`);
  const skimmed = createSkimmedSource(places, (line) => nodeOf(line, options.node));
  const coverage: SessionSource["coverage"] = async (from, to) => {
    const covered = await source.coverage(from, to);
    return {
      ...covered,
      ...(places.sessions > 0 && { passedOver: skimmed.passedOver }),
      ...(stat.passed.length > 0 && { passedFiles: stat.passed }),
      ...(stat.passedLines > 0 && { passedLines: stat.passedLines }),
      ...(stat.damaged.length > 0 && { damagedFiles: stat.damaged }),
      ...(stat.copiedLines > 0 && { copiedLines: stat.copiedLines }),
    };
  };
  return { ...joined(source, skimmed), coverage };
}
