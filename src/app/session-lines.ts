/** One closed session of the records, line by line, also where its log is gone or said less. */
import { existsSync } from "node:fs";
import type { Zone } from "../base/zone.ts";
import type { LogLines } from "../reading/follow.ts";
import { render } from "../reading/formats/postino.ts";
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
      const { source } = event;
      const texts = await reader.rawLines(source ? [source, ...(source.also ?? [])] : []);
      const lines = texts.filter((text) => text !== undefined);
      return { event, lines: lines.length > 0 ? lines : render(event, zone) };
    }),
  );
}
