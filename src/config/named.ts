/** The setting that a name means, and its value in a configuration. */
import { UsageError } from "../base/error.ts";
import { nearestOf, sectionsAndSettings } from "./load.ts";
import type { Config } from "./schema.ts";
import { findSetting, type Setting, settings } from "./settings.ts";
import { instead } from "./variables.ts";

/**
 * The setting of that name, ours or an API variable, without case. Throws UsageError that names the nearest, or says what is there
 * instead of a variable that has no setting here.
 */
export function settingNamed(name: string): Setting {
  const found = findSetting(name);
  if (found) return found;
  for (const [variable, why] of instead)
    if (variable.toLowerCase() === name.toLowerCase())
      throw new UsageError(`${variable} has no setting here: ${why}`, "not-found");
  const within = settings().filter(({ path }) => path.startsWith(`${name}.`));
  if (within.length > 0)
    throw new UsageError(`${name} is a group of settings: ${within.map(({ path }) => path).join(", ")}`, "not-found");
  const variables = settings().flatMap(({ variable }) => variable?.name ?? []);
  const near = nearestOf(name, [...sectionsAndSettings(), ...variables, ...instead.keys()]);
  throw new UsageError(
    `${name}: no such setting${near ? `; did you mean ${near}?` : "; see postino get --all"}`,
    "not-found",
  );
}

/** Its value in a configuration. */
export const settingValue = (config: Config, { path }: Setting): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], config);
