/** The activity log of a data folder as a configuration wants it, and the records that keep what it says of itself. */
import { mkdirSync, statSync } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import { type AppendDisk, machineDisk, promptDisk, type Trouble } from "../base/append-file.ts";
import { countdown } from "../base/countdown.ts";
import type { Zone } from "../base/zone.ts";
import type { Config } from "../config/schema.ts";
import { zoneOf } from "../config/zone.ts";
import type { LevelName } from "../events/catalogue.ts";
import type { MailEvent, Service, SystemEvent } from "../events/event.ts";
import { createLogWriter, type LogWriter } from "../log/writer.ts";
import { type LineStyle, renderLines, wording } from "../reading/formats/postino.ts";
import { createThreads, type Threads } from "../reading/postino/threads.ts";
import type { RecordsWriter } from "../records/writer.ts";
import { createLogSinks } from "./log-sinks.ts";
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
  const threads = createThreads();
  const zone = zoneOf(config());
  const disk = {
    now,
    mustSync: () => config().log.fsync === "turn",
    stallSeconds: () => config().log.stallSeconds,
    trouble: (trouble: Trouble) => note(troubleText(trouble, zone)),
  };
  const sinks = createLogSinks({ zone, data, disk, say: note, wording: (event) => wording(event, zone) });
  sinks.prepare(config())();
  const openIn = (folder: string): LogWriter =>
    createLogWriter({
      folder,
      node: String(config().server.node),
      zone,
      now,
      monotonic: () => performance.now(),
      settings: () => config().log,
      disk: diskOf(folder, data),
      trouble: disk.trouble,
      levelOf: (service) => levelIn(config(), service),
      render: (event, inZone) => renderLines(event, inZone, styleIn(config(), threads)),
      shown: (event, source) => {
        if (isSignOfLife(event)) records.append({ event });
        if (source && !sinks.isEmpty()) sinks.write({ ...event, source });
      },
      version,
      heartbeatSeconds,
    });
  let folder = logFolderOf(config(), data);
  let log = openIn(folder);
  return {
    write: (event) => {
      const source = log.write(event);
      // A block may name a session that is over.
      const over = event.kind === "session.closed" || event.kind === "block.added";
      if (over && event.session) threads.end(event.session);
      return source;
    },
    flush: (done, forced) => {
      if (sinks.isEmpty()) return log.flush(done, forced);
      const one = countdown(2, done);
      log.flush(one, forced);
      sinks.flush(one);
    },
    heartbeat: () => {
      log.heartbeat();
      sinks.flush(() => {});
    },
    close: async () => {
      await log.close();
      await sinks.close();
    },
    folder: () => folder,
    prepareMove: (next) => {
      const wanted = logFolderOf(next, data);
      const bringSinks = sinks.prepare(next);
      const differs = looksElse(config(), next);
      const fresh = wanted === folder ? undefined : openIn(wanted);
      return () => {
        bringSinks();
        if (!fresh) return differs ? log.settingsChanged() : undefined;
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

/** Without the disk of the mail there is no mail, so its log is written at once; a disk that has only the log must not keep the mail. */
function diskOf(folder: string, data: string): AppendDisk {
  try {
    return statSync(folder).dev === statSync(data).dev ? promptDisk : machineDisk;
  } catch {
    // The writer tells what is wrong with the folder.
    return machineDisk;
  }
}

/** How the lines look, from the next event on. */
const styleIn = ({ log }: Config, threads: Threads): LineStyle =>
  log.layout === "icewarp" ? { threads } : { timeFormat: log.timeFormat };

const looksElse = ({ log: one }: Config, { log: other }: Config): boolean =>
  one.layout !== other.layout || one.timeFormat !== other.timeFormat;

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
