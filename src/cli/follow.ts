/** What commands that follow a log have in common: where our log is now, when to look again, and how it ends. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { archiveOf } from "../app/archive-place.ts";
import type { Zone } from "../base/zone.ts";
import { loadConfig } from "../config/load.ts";
import { zoneOf } from "../config/zone.ts";
import type { Io } from "./command.ts";
import { configPath, dataFolder } from "./data-folder.ts";

type Options = Readonly<Record<string, unknown>>;

/** Soon enough for a person who watches, and next to nothing for the machine. */
const pollMs = 250;

/** Until Ctrl-C or SIGTERM; where nothing more can come (`once`), until all that is there was looked at. */
export function untilInterrupted({ once = false } = {}) {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = () => controller.abort();
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const wait = async (): Promise<void> => {
    if (once) stop();
    else await setTimeout(pollMs, undefined, { signal }).catch(() => undefined);
  };
  return { signal, wait };
}

interface OurLog {
  readonly zone: Zone;
  /** Where it is written now: asked again when the configuration file has changed. */
  readonly folder: () => string;
  /** See the setting log.archiveTo. */
  readonly archive: () => string;
}

export function ourLog(options: Options, io: Io): OurLog {
  const file = configPath(options, io);
  const data = dataFolder(options, io);
  let current = loadConfig(file);
  const zone = zoneOf(current);
  const changedAt = () => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  let seenAt = changedAt();
  const config = () => {
    const at = changedAt();
    if (at === undefined || at === seenAt) return current;
    seenAt = at;
    try {
      current = loadConfig(file);
    } catch (error) {
      // The server stays with what it has as well.
      io.warn(`postino: ${(error as Error).message}`);
    }
    return current;
  };
  return {
    zone,
    folder: () => resolve(data, config().log.folder),
    archive: () => archiveOf(config(), data),
  };
}
