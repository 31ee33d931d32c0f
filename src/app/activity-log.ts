/** The activity log of a data folder as a configuration wants it, and the records that keep what it says of itself. */
import { mkdirSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import type { Trouble } from "../base/append-file.ts";
import { machineZone, Zone } from "../base/zone.ts";
import type { Config } from "../config/schema.ts";
import type { LevelName } from "../events/catalogue.ts";
import type { MailEvent, Service, SystemEvent } from "../events/event.ts";
import { createLogWriter, type LogWriter } from "../log/writer.ts";
import { render } from "../reading/formats/postino.ts";
import type { RecordsWriter } from "../records/writer.ts";
import { version } from "./version.ts";

/** Each minute an excerpt of the log dates itself. */
const heartbeatSeconds = 60;

export interface ActivityLog extends Omit<LogWriter, "settingsChanged"> {
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
  /** A remark of what is wrong with the log itself, and when it is over. */
  readonly note: (text: string) => void;
}

/** What the log says of itself (opened, alive, lost lines) proves silence, so the records keep it too. Throws UsageError. */
export function openActivityLog({ config, data, records, now, note }: ActivityLogOptions): ActivityLog {
  const openIn = (folder: string): LogWriter =>
    createLogWriter({
      folder,
      node: String(config().server.node),
      zone: zoneOf(config()),
      now,
      monotonic: () => performance.now(),
      settings: () => config().log,
      trouble: (trouble) => note(troubleText(trouble, zoneOf(config()))),
      levelOf: (service) => levelIn(config(), service),
      render: (event, inZone) => {
        if (isSignOfLife(event)) records.append({ event });
        return render(event, inZone);
      },
      version,
      heartbeatSeconds,
    });
  let folder = logFolderOf(config(), data);
  let log = openIn(folder);
  return {
    write: (event) => log.write(event),
    flush: (done, forced) => log.flush(done, forced),
    heartbeat: () => log.heartbeat(),
    close: () => log.close(),
    folder: () => folder,
    prepareMove: (next) => {
      const wanted = logFolderOf(next, data);
      if (wanted === folder) return () => {};
      const fresh = openIn(wanted);
      return () => {
        // What it still holds is written while the other one goes on.
        void log.close();
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

/** What an administrator reads of a disk in trouble. */
function troubleText(trouble: Trouble, zone: Zone): string {
  const file = basename(trouble.path);
  switch (trouble.kind) {
    case "slow":
      return `The disk took ${trouble.seconds.toFixed(2)} s to write ${file}`;
    case "stalled":
      return `The disk has not answered for ${trouble.seconds.toFixed(1)} s while ${file} was written; mail goes on, lines wait in memory`;
    case "refused":
      return `${trouble.path} cannot be written (${trouble.error.message}); mail goes on, lines wait in memory and are tried again each second`;
    case "over":
      return `${file} is written again; it was not since ${zone.iso(trouble.from)}`;
  }
}

/** The level of a service's log. */
export function levelIn({ log }: Config, service: Service): LevelName {
  const levels: Readonly<Partial<Record<Service, LevelName>>> = log.levels;
  return levels[service] ?? "debug";
}

/** The journal is written by hand and not by traffic: that it is alive says nothing of the others. */
const isSignOfLife = (event: MailEvent): event is SystemEvent =>
  event.service !== "journal" &&
  (event.kind === "log.opened" || event.kind === "log.heartbeat" || event.kind === "log.gap");
