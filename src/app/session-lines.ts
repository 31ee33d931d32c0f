/** One session that is over, line by line: from the records, or from logs that are archived. */
import { existsSync } from "node:fs";
import { startOf } from "../base/id.ts";
import type { Zone } from "../base/zone.ts";
import type { MailEvent, Source } from "../events/event.ts";
import { monthlyArchive } from "../log/archive.ts";
import type { LogLines } from "../reading/follow.ts";
import { render } from "../reading/formats/postino.ts";
import { inputsOf } from "../reading/input.ts";
import { rawLines } from "../reading/raw.ts";
import { readLogs } from "../reading/read.ts";
import { paths } from "./paths.ts";
import { composeReader } from "./reader.ts";

export interface RecordedLines {
  readonly lines: readonly LogLines[];
  /** So many events between them were not kept. */
  readonly omitted: number;
}

/** Undefined where the records do not have it (yet). Lines that are not in the log are worded as they would stand there. */
export async function recordedSession(data: string, session: string, zone: Zone): Promise<RecordedLines | undefined> {
  if (!existsSync(paths(data).records)) return undefined;
  const reader = await composeReader({ logs: [], data, zone, askerZone: zone });
  const [found] = await reader.sessionsFor({ to: [], session, facts: {}, limit: 0 });
  if (!found) return undefined;
  const lines = found.session.events.map(async (event) => {
    const texts = await textsOf(event, reader.rawLines);
    return { event, lines: texts.length > 0 ? texts : render(event, zone) };
  });
  return { lines: await Promise.all(lines), omitted: found.session.omitted?.events ?? 0 };
}

const dayMilliseconds = 86_400_000;

/** The same from the archive that the setting names, which has a file a month: of the logs of the day when it began, and the next. */
export async function archivedSession(archive: string, session: string, zone: Zone): Promise<readonly LogLines[]> {
  const began = startOf(session);
  const isOfThen = ({ date = 0 }: { readonly date?: number }) => Math.abs(date - began) < 2 * dayMilliseconds;
  const months = [began - dayMilliseconds, began, began + dayMilliseconds].map((at) =>
    zone.iso(at).slice(0, 7).replace("-", ""),
  );
  const archives = [...new Set(months)]
    .map((month) => monthlyArchive(archive, month))
    .filter((path) => existsSync(path));
  const inputs = archives.length === 0 ? [] : await inputsOf(archives, {}, 0);
  const logs = inputs.filter(isOfThen).map(({ path }) => path);
  const events: MailEvent[] = [];
  await readLogs({ logs, zone }, (event) => {
    if (event.session === session.toUpperCase()) events.push(event);
  });
  return Promise.all(events.map(async (event) => ({ event, lines: await textsOf(event, rawLines) })));
}

async function textsOf(
  { source }: MailEvent,
  read: (sources: readonly Source[]) => Promise<readonly (string | undefined)[]>,
): Promise<readonly string[]> {
  const texts = await read(source ? [source, ...(source.also ?? [])] : []);
  return texts.filter((text) => text !== undefined);
}
