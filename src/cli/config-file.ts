/** The configuration that a command means. */
import type { Zone } from "../base/zone.ts";
import { loadConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { zoneOf } from "../config/zone.ts";
import type { Io } from "./command.ts";
import { configPath } from "./data-folder.ts";

type Options = Readonly<Record<string, unknown>>;

/** The configuration; throws UsageError where it is missing or wrong. */
export const configFrom = (options: Options, io: Io): Config => loadConfig(configPath(options, io));

/** The zone of the server's log, for times that are shown; throws as above. */
export function serverZone(options: Options, io: Io): Zone {
  return zoneOf(configFrom(options, io));
}
