/** `postino set`: changes a setting, of the running server or in the configuration file. */
import type { SettingChange } from "../../app/settings-desk.ts";
import { valueText } from "../../config/settings.ts";
import { callOperation } from "../call.ts";
import { defineCliCommand } from "../command.ts";
import { changeLine } from "../print-change.ts";

export const set = defineCliCommand({
  summary: "change a setting, by our name or by its API variable",
  examples: [
    ["postino set c_system_adv_protocols_sessiontimeout 60", "sessions end after a minute of silence"],
    ["postino set log.levels.smtp extended", "the SMTP log says everything"],
    ["postino set smtp.trustedNetworks 192.0.2.0/24,2001:db8::/32", "a list has commas"],
  ],
  declare: (command) => {
    command
      .argument("<variable>", "setting, or API variable")
      .argument("<value>", "in the unit of the name that you used")
      .option("--json", "one JSON document on standard output");
  },
  run: async ([name = "", value = ""], options, io) => {
    const done = (await callOperation("setting-change", { name, value }, options, io)) as Done;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else {
      const { setting, variable, changed } = done;
      io.print(`${setting}: ${valueText(done.value)}${variable ? ` (${variable.name} = ${variable.value})` : ""}`);
      // What is not asked about was edited in the file before, and counts from now on as well.
      for (const change of changed)
        if (change.path !== setting || change.effect === "at-restart") io.print(changeLine(change));
    }
    return 0;
  },
});

/** What the operation `set-setting` gives. */
interface Done {
  readonly setting: string;
  readonly value: unknown;
  readonly variable: { readonly name: string; readonly value: string } | null;
  readonly changed: readonly SettingChange[];
}
