/** What is different between two configurations, setting by setting, as the journal tells it. */
import { settingValue } from "./named.ts";
import type { Config } from "./schema.ts";
import { type Setting, settings } from "./settings.ts";

export interface Difference {
  readonly setting: Setting;
  /** As text, see `valueText`. */
  readonly before: string;
  readonly after: string;
}

/** A value as one text: what stands in a list is parted by commas, anything deeper is JSON. */
export const valueText = (value: unknown): string =>
  Array.isArray(value) && value.every((item) => typeof item !== "object")
    ? value.join(",")
    : typeof value === "object"
      ? JSON.stringify(value)
      : String(value);

/** The settings whose values differ, in the order of the schema. */
export const differences = (before: Config, after: Config): readonly Difference[] =>
  settings().flatMap((setting) => {
    const [old, fresh] = [before, after].map((config) => valueText(settingValue(config, setting)));
    return old === undefined || fresh === undefined || old === fresh ? [] : [{ setting, before: old, after: fresh }];
  });
