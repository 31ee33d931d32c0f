/** After a crash: sessions that were open then stand in the log only, and are brought into the records from there. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Zone } from "../base/zone.ts";
import { readFileName } from "../log/file-name.ts";
import { readLogs } from "../reading/read.ts";
import { recordsTail } from "../records/tail.ts";
import type { RecordsWriter } from "../records/writer.ts";
import { createSessionBuilder } from "../sessions/build.ts";

/** What waits in memory is bounded, and what there is to bring back is not. */
const flushEach = 1000;

/** Called before the log is written to again; gives how many sessions were brought back. */
export async function recoverSessions(
  records: string,
  logFolder: string,
  zone: Zone,
  writer: Pick<RecordsWriter, "append" | "flush">,
): Promise<number> {
  if (!existsSync(logFolder)) return 0;
  const { ids, from } = recordsTail(records);
  const { year, month, day } = zone.wallTime(from);
  const firstDay = [year, month, day].map((part) => String(part).padStart(2, "0")).join("");
  const logs = readdirSync(logFolder)
    .filter((name) => {
      const read = readFileName(name);
      return read?.service === "smtp" && read.day >= firstDay;
    })
    .map((name) => join(logFolder, name));
  if (logs.length === 0) return 0;
  let recovered = 0;
  const builder = createSessionBuilder((session) => {
    if (session.from < from || ids.has(session.id)) return;
    writer.append({ session });
    recovered += 1;
    if (recovered % flushEach === 0) writer.flush();
  });
  await readLogs({ logs, zone }, (event) => builder.take(event));
  builder.close();
  writer.flush();
  return recovered;
}
