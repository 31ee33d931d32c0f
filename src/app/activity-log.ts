/** The activity log of a data folder as a configuration wants it, and the records that keep what it says of itself. */
import { mkdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { machineZone, Zone } from "../base/zone.ts";
import type { Config } from "../config/schema.ts";
import type { LevelName } from "../events/catalogue.ts";
import type { MailEvent, Service, SystemEvent } from "../events/event.ts";
import { createLogWriter, type LogWriter } from "../log/writer.ts";
import { type LineStyle, render } from "../reading/formats/postino.ts";
import { createThreads, type Threads } from "../reading/postino/threads.ts";
import type { RecordsWriter } from "../records/writer.ts";
import { version } from "./version.ts";

/** Each minute an excerpt of the log dates itself. */
const heartbeatSeconds = 60;

export interface ActivityLog extends LogWriter {
  readonly folder: () => string;
  /** Opens the log where the configuration wants it; what it gives lets the log go on there. Throws UsageError. */
  readonly prepareMove: (next: Config) => () => void;
}

interface ActivityLogOptions {
  /** The configuration in force, asked at each event. */
  readonly config: () => Config;
  readonly data: string;
  readonly records: Pick<RecordsWriter, "append">;
  readonly now: () => number;
}

/** What the log says of itself (opened, alive, lost lines) proves silence, so the records keep it too. Throws UsageError. */
export function openActivityLog({ config, data, records, now }: ActivityLogOptions): ActivityLog {
  const threads = createThreads();
  const openIn = (folder: string): LogWriter =>
    createLogWriter({
      folder,
      node: String(config().server.node),
      zone: zoneOf(config()),
      now,
      levelOf: (service) => levelIn(config(), service),
      render: (event, inZone) => {
        if (isSignOfLife(event)) records.append({ event });
        return render(event, inZone, styleIn(config(), threads));
      },
      version,
      heartbeatSeconds,
    });
  let folder = logFolderOf(config(), data);
  let log = openIn(folder);
  return {
    write: (event) => {
      const source = log.write(event);
      if (event.kind === "session.closed" && event.session) threads.end(event.session);
      return source;
    },
    flush: () => log.flush(),
    heartbeat: () => log.heartbeat(),
    close: () => log.close(),
    folder: () => folder,
    prepareMove: (next) => {
      const wanted = logFolderOf(next, data);
      if (wanted === folder) return () => {};
      const fresh = openIn(wanted);
      return () => {
        log.close();
        [log, folder] = [fresh, wanted];
      };
    },
  };
}

/** The folder of the log; one below the data folder is made, another must be there. */
function logFolderOf({ log }: Config, data: string): string {
  if (isAbsolute(log.folder)) return log.folder;
  const folder = join(data, log.folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The zone that the log is written in. */
export const zoneOf = ({ server }: Config): Zone => (server.zone === "" ? machineZone() : new Zone(server.zone));

/** How the lines look, from the next event on. */
const styleIn = ({ log }: Config, threads: Threads): LineStyle =>
  log.layout === "icewarp" ? { threads } : { timeFormat: log.timeFormat };

function levelIn({ log }: Config, service: Service): LevelName {
  const levels: Readonly<Partial<Record<Service, LevelName>>> = log.levels;
  return levels[service] ?? "debug";
}

/** The journal is written by hand and not by traffic: that it is alive says nothing of the others. */
const isSignOfLife = (event: MailEvent): event is SystemEvent =>
  event.service !== "journal" &&
  (event.kind === "log.opened" || event.kind === "log.heartbeat" || event.kind === "log.gap");
