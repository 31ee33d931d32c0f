/** What is different between two configurations, setting by setting, as the journal tells it. */
import { settingValue } from "./named.ts";
import type { Config } from "./schema.ts";
import { type Setting, settings, valueText } from "./settings.ts";

export interface Difference {
  readonly setting: Setting;
  /** As text, see `settings.ts: valueText`. */
  readonly before: string;
  readonly after: string;
}

/** The settings whose values differ, in the order of the schema. */
export const differences = (before: Config, after: Config): readonly Difference[] =>
  settings().flatMap((setting) => {
    const [old, fresh] = [before, after].map((config) => valueText(settingValue(config, setting)));
    return old === undefined || fresh === undefined || old === fresh ? [] : [{ setting, before: old, after: fresh }];
  });
