/** `postino get`: the value of a setting, in our unit and in that of the guide's product. */
import { settingNamed, settingValue } from "../../config/named.ts";
import { toVariable } from "../../config/settings.ts";
import { defineCliCommand } from "../command.ts";
import { configFrom } from "../config-file.ts";

export const get = defineCliCommand({
  summary: "print a setting, by our name or by its API variable",
  examples: [
    ["postino get c_system_adv_protocols_sessiontimeout", "the session time-out, as both name it"],
    ["postino get log.levels.smtp", "how much the SMTP log says"],
  ],
  declare: (command) => {
    command.argument("<variable>", "setting, or API variable").option("--json", "one JSON document on standard output");
  },
  run: async ([name = ""], options, io) => {
    const setting = settingNamed(name);
    const value = settingValue(configFrom(options, io), setting);
    const variable = setting.variable && { name: setting.variable.name, value: toVariable(setting, value) };
    if (options.json) {
      const { path, description, byDefault } = setting;
      io.print(
        JSON.stringify({ setting: path, value, default: byDefault, variable: variable ?? null, description }, null, 2),
      );
    } else {
      if (variable) io.print(`${variable.name} = ${variable.value}`);
      io.print(`${setting.path}: ${value}`);
    }
    return 0;
  },
});
