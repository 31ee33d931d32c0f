/** What jobs find in their thread: the records, and logs that were brought, opened once and kept for the next question. */
import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import { paths } from "../../app/paths.ts";
import { fromLogs, fromRecords } from "../../app/reader.ts";
import { uploadedLog, uploadRead } from "../../app/uploads.ts";
import { UsageError } from "../../base/error.ts";
import { Zone } from "../../base/zone.ts";
import { loadConfig } from "../../config/load.ts";
import type { Config } from "../../config/schema.ts";
import { zoneOf } from "../../config/zone.ts";
import type { Line } from "../../reading/line.ts";
import type { SessionSource } from "../../sessions/source.ts";
import type { ThreadData } from "./questions.ts";

export interface JobGround {
  readonly data: string;
  /** As the file has it now. */
  readonly config: () => Config;
  readonly now: () => number;
  /** The records, or a log that was brought (its id); `zone` is of stamps that name none, where nobody said another. Rejects with UsageError where it is not there. */
  readonly sourceOf: (log: string | undefined, zone: Zone) => Promise<SessionSource>;
  /** The zone of a log's stamps that name none: what was said when it was read, else the asker's. */
  readonly zoneOfLog: (log: string, zone: Zone) => Zone;
  /** Reads a log anew; `seen` is told of each line. */
  readonly read: (log: string, zone: Zone, seen: (line: Line) => void) => Promise<SessionSource>;
}

/** Logs that are kept open; what is skimmed of a large one takes some hundred MB. */
const mostKept = 2;

export function openGround({ data, file }: ThreadData, now: () => number): JobGround {
  /** By the id of the log and the zone that it was read in. */
  const logs = new Map<string, Promise<SessionSource>>();
  let records: Promise<SessionSource> | undefined;
  let importedAt: number | undefined;
  const read: JobGround["read"] = async (id, zone, seen) => {
    const path = uploadedLog(data, id);
    const key = keyOf(id, zone);
    const reading = fromLogs({ logs: [path], zone, seen, now: now() }).catch((error: unknown) => {
      logs.delete(key);
      // Whoever brought it knows it by its name; where it lies here is of no use to him.
      throw error instanceof UsageError
        ? new UsageError(error.message.replaceAll(path, basename(path)), error.kind)
        : error;
    });
    logs.delete(key);
    logs.set(key, reading);
    for (const oldest of [...logs.keys()].slice(0, -mostKept)) logs.delete(oldest);
    return reading;
  };
  const zoneOfLog: JobGround["zoneOfLog"] = (log, zone) => {
    const name = uploadRead(data, log)?.zone;
    return name === undefined ? zone : new Zone(name);
  };
  return {
    data,
    now,
    config: () => loadConfig(file),
    read,
    sourceOf: async (log, zone) => {
      if (log === undefined) {
        // What was imported since is asked, too.
        const at = statSync(paths(data).imported, { throwIfNoEntry: false })?.mtimeMs;
        if (at !== importedAt) records = undefined;
        importedAt = at;
        records ??= fromRecords(data).catch((error: unknown) => {
          records = undefined;
          throw error;
        });
        return records;
      }
      if (!existsSync(uploadedLog(data, log)))
        throw new UsageError("that log is not here any more; bring it again", "not-found");
      const own = zoneOfLog(log, zone);
      return logs.get(keyOf(log, own)) ?? read(log, own, () => {});
    },
    zoneOfLog,
  };
}

const keyOf = (id: string, { name }: Zone): string => `${id} ${name}`;

export const serverZone = ({ config }: JobGround): Zone => zoneOf(config());
