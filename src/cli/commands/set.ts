/** `postino set`: changes a setting in the configuration file. */
import { existsSync } from "node:fs";
import { isServerRunning } from "../../app/control.ts";
import { UsageError } from "../../base/error.ts";
import { changeFile } from "../../config/change.ts";
import { fromTyped, toVariable } from "../../config/settings.ts";
import { defineCliCommand } from "../command.ts";
import { configFrom, configPath, settingNamed, settingValue } from "../config-file.ts";
import { dataFolder } from "../data-folder.ts";

export const set = defineCliCommand({
  summary: "change a setting, by our name or by its API variable (the server must not be running)",
  examples: [
    ["postino set c_system_adv_protocols_sessiontimeout 60", "sessions end after a minute of silence"],
    ["postino set log.levels.smtp extended", "the SMTP log says everything"],
  ],
  declare: (command) => {
    command
      .argument("<variable>", "setting, or API variable")
      .argument("<value>", "in the unit of the name that you used");
  },
  run: async ([name = "", typed = ""], options, io) => {
    const setting = settingNamed(name);
    const path = configPath(options, io);
    if (!existsSync(path))
      throw new UsageError(
        `cannot read the configuration ${path}: no such file; start the server once (postino serve), or name it with --config`,
      );
    const data = dataFolder(options, io);
    if (await isServerRunning(data))
      throw new UsageError(`a server is running on ${data} and takes no changes yet; stop it, set again, start it`);
    changeFile(path, setting, fromTyped(setting, typed, name.toLowerCase() === setting.variable?.name.toLowerCase()));
    const value = settingValue(configFrom(options, io), setting);
    io.print(
      `${setting.path}: ${value}${setting.variable ? ` (${setting.variable.name} = ${toVariable(setting, value)})` : ""}`,
    );
    return 0;
  },
});
