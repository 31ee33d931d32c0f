/** One session that is over, line by line: from the records, or from logs that are archived. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { startOf } from "../base/id.ts";
import type { Zone } from "../base/zone.ts";
import type { MailEvent, Source } from "../events/event.ts";
import type { LogLines } from "../reading/follow.ts";
import { render } from "../reading/formats/postino.ts";
import { inputsOf } from "../reading/input.ts";
import { rawLines } from "../reading/raw.ts";
import { readLogs } from "../reading/read.ts";
import { paths } from "./paths.ts";
import { composeReader } from "./reader.ts";

/** Undefined where the records do not have it (yet). Lines that are not in the log are worded as they would stand there. */
export async function linesOfSession(
  data: string,
  session: string,
  zone: Zone,
): Promise<readonly LogLines[] | undefined> {
  if (!existsSync(paths(data).records)) return undefined;
  const reader = await composeReader({ logs: [], data, zone, askerZone: zone });
  const [found] = await reader.sessionsFor({ to: [], session, facts: {}, limit: 0 });
  if (!found) return undefined;
  return Promise.all(
    found.session.events.map(async (event) => {
      const lines = await textsOf(event, reader.rawLines);
      return { event, lines: lines.length > 0 ? lines : render(event, zone) };
    }),
  );
}

const dayMilliseconds = 86_400_000;

/** The same from the zip archives of those folders: of the logs of the day when it began, and of the next. */
export async function archivedSession(
  folders: readonly string[],
  session: string,
  zone: Zone,
): Promise<readonly LogLines[]> {
  const began = startOf(session);
  const isOfThen = ({ date = 0 }: { readonly date?: number }) =>
    date > began - 2 * dayMilliseconds && date < began + 2 * dayMilliseconds;
  const logs: string[] = [];
  for (const archive of new Set(folders.flatMap(archivesIn)))
    for (const input of await inputsOf([archive], {}, 0)) if (isOfThen(input)) logs.push(input.path);
  if (logs.length === 0) return [];
  const events: MailEvent[] = [];
  await readLogs({ logs, zone }, (event) => {
    if (event.session === session.toUpperCase()) events.push(event);
  });
  return Promise.all(events.map(async (event) => ({ event, lines: await textsOf(event, rawLines) })));
}

const archivesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".zip"))
        .map((name) => join(folder, name))
    : [];

async function textsOf(
  { source }: MailEvent,
  read: (sources: readonly Source[]) => Promise<readonly (string | undefined)[]>,
): Promise<readonly string[]> {
  const texts = await read(source ? [source, ...(source.also ?? [])] : []);
  return texts.filter((text) => text !== undefined);
}
