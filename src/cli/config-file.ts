/** Which configuration file a command means. */
import { join } from "node:path";
import { UsageError } from "../base/error.ts";
import { loadConfig, nearest } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { findSetting, type Setting } from "../config/settings.ts";
import type { Io } from "./command.ts";
import { dataFolder } from "./data-folder.ts";

type Options = Readonly<Record<string, unknown>>;

export const configPath = (options: Options, io: Io): string =>
  options.config === undefined ? join(dataFolder(options, io), "postino.yaml") : String(options.config);

/** The configuration; throws UsageError where it is missing or wrong. */
export const configFrom = (options: Options, io: Io): Config => loadConfig(configPath(options, io));

/** The setting of that name; throws UsageError that names the nearest. */
export function settingNamed(name: string): Setting {
  const found = findSetting(name);
  if (found) return found;
  const near = nearest(name);
  throw new UsageError(`${name}: no such setting${near ? `; did you mean ${near}?` : "; see postino config describe"}`);
}

/** Its value in a configuration. */
export const settingValue = (config: Config, { path }: Setting): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], config);
