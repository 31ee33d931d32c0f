/** What commands that follow a log have in common: where our log is now, when to look again, and how it ends. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { machineZone, Zone } from "../base/zone.ts";
import { loadConfig } from "../config/load.ts";
import type { Io } from "./command.ts";
import { configPath } from "./config-file.ts";
import { dataFolder } from "./data-folder.ts";

type Options = Readonly<Record<string, unknown>>;

/** Soon enough for a person who watches, and next to nothing for the machine. */
const pollMs = 250;

/** Until Ctrl-C. */
export function untilInterrupted(): { readonly signal: AbortSignal; readonly wait: () => Promise<void> } {
  const controller = new AbortController();
  const { signal } = controller;
  process.once("SIGINT", () => controller.abort());
  return { signal, wait: () => setTimeout(pollMs, undefined, { signal }).catch(() => undefined) };
}

/** The zone of our log, and its folder, which is asked again when the configuration file has changed. */
export function ourLog(options: Options, io: Io): { readonly zone: Zone; readonly folder: () => string } {
  const file = configPath(options, io);
  const config = loadConfig(file);
  const { zone } = config.server;
  const changedAt = () => statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  let [seenAt, current] = [changedAt(), config.log.folder];
  return {
    zone: zone === "" ? machineZone() : new Zone(zone),
    folder: () => {
      const at = changedAt();
      if (at !== undefined && at !== seenAt) {
        seenAt = at;
        try {
          current = loadConfig(file).log.folder;
        } catch (error) {
          // The server stays with what it has as well.
          io.warn(`postino: ${(error as Error).message}`);
        }
      }
      return resolve(dataFolder(options, io), current);
    },
  };
}
