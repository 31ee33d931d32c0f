/** `postino get`: the value of a setting, or of all, in our unit and in that of the guide's product. */
import { UsageError } from "../../base/error.ts";
import { settingNamed, settingValue } from "../../config/named.ts";
import type { Config } from "../../config/schema.ts";
import { type Setting, settings, toVariable, valueText } from "../../config/settings.ts";
import { defineCliCommand } from "../command.ts";
import { configFrom } from "../config-file.ts";

export const get = defineCliCommand({
  summary: "print a setting, by our name or by its API variable",
  examples: [
    ["postino get c_system_adv_protocols_sessiontimeout", "the session time-out, as both name it"],
    ["postino get log.levels.smtp", "how much the SMTP log says"],
    ["postino get --all", "every setting, with its API variable where it has one"],
  ],
  declare: (command) => {
    command
      .argument("[variable]", "setting, or API variable")
      .option("--all", "every setting")
      .option("--json", "one JSON document on standard output");
  },
  run: async ([name], options, io) => {
    if (options.all === true) {
      const config = configFrom(options, io);
      if (options.json)
        io.print(
          JSON.stringify(
            settings().map((each) => asJson(each, config)),
            null,
            2,
          ),
        );
      else for (const each of settings()) io.print(asText(each, config).join("   "));
      return 0;
    }
    if (name === undefined) throw new UsageError("a setting is missing; name one, or ask for --all");
    const setting = settingNamed(name);
    const config = configFrom(options, io);
    if (options.json) io.print(JSON.stringify(asJson(setting, config), null, 2));
    else for (const line of asText(setting, config).reverse()) io.print(line);
    return 0;
  },
});

/** Ours, and the variable's where there is one. */
function asText(setting: Setting, config: Config): string[] {
  const value = settingValue(config, setting);
  const { path, variable } = setting;
  const ours = `${path}: ${valueText(value)}`;
  return variable ? [ours, `${variable.name} = ${toVariable(setting, value)}`] : [ours];
}

function asJson(setting: Setting, config: Config): object {
  const { path, description, byDefault, variable, restart = false } = setting;
  const value = settingValue(config, setting);
  return {
    setting: path,
    value,
    default: byDefault,
    variable: variable ? { name: variable.name, value: toVariable(setting, value) } : null,
    description,
    restart,
  };
}
