/** The setting that a name means, and its value in a configuration. */
import { UsageError } from "../base/error.ts";
import { nearest } from "./load.ts";
import type { Config } from "./schema.ts";
import { findSetting, type Setting } from "./settings.ts";

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
