/** Changes one setting, and takes the configuration file into force. */
import { z } from "zod";
import { settingNamed, settingValue } from "../../config/named.ts";
import { fromTyped, toVariable } from "../../config/settings.ts";
import { defineOperation } from "../operation.ts";
import { list } from "../schemas/parts.ts";
import { change, variable } from "../schemas/setting.ts";

export const settingChange = defineOperation({
  summary: "change a setting",
  route: "PUT /settings/{name}",
  access: "admin",
  input: z.strictObject({
    /** Ours, or an API variable. */
    name: z.string(),
    /** As it was typed, in the unit of the name that was used. */
    value: z.string(),
  }),
  output: z.object({
    setting: z.string(),
    value: z.unknown(),
    variable,
    changed: list(change),
  }),
  run: ({ name, value: typed }, { settings, levels, journal }) => {
    const setting = settingNamed(name);
    const byVariable = name.toLowerCase() === setting.variable?.name.toLowerCase();
    const changed = settings.change(setting, fromTyped(setting, typed, byVariable));
    for (const { path, before, after } of changed) journal(path, before, after);
    const value = settingValue(settings.config(), setting);
    if (levels.keep(setting.path) && !changed.some(({ path }) => path === setting.path))
      journal(setting.path, `${value} for a time`, `${value}`);
    return {
      setting: setting.path,
      value,
      variable: setting.variable ? { name: setting.variable.name, value: toVariable(setting, value) } : null,
      changed,
    };
  },
});
