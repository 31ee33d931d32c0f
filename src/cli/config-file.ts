/** Which configuration file a command means. */
import { join } from "node:path";
import type { Zone } from "../base/zone.ts";
import { loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { zoneOf } from "../config/zone.ts";
import type { Io } from "./command.ts";
import { dataFolder } from "./data-folder.ts";

type Options = Readonly<Record<string, unknown>>;

export const configPath = (options: Options, io: Io): string =>
  options.config === undefined ? join(dataFolder(options, io), "postino.yaml") : String(options.config);

/** The configuration; throws UsageError where it is missing or wrong. */
export const configFrom = (options: Options, io: Io): Config => loadConfig(configPath(options, io));

/** The zone of the server's log, for times that are shown; throws as above. */
export function serverZone(options: Options, io: Io): Zone {
  return zoneOf(configFrom(options, io));
}
