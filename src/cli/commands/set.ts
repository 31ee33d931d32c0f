/** `postino set`: changes a setting, of the running server or in the configuration file. */
import { valueText } from "../../config/settings.ts";
import { callOperation } from "../call.ts";
import { defineCliCommand } from "../command.ts";

export const set = defineCliCommand({
  summary: "change a setting, by our name or by its API variable",
  examples: [
    ["postino set c_system_adv_protocols_sessiontimeout 60", "sessions end after a minute of silence"],
    ["postino set log.levels.smtp extended", "the SMTP log says everything"],
  ],
  declare: (command) => {
    command
      .argument("<variable>", "setting, or API variable")
      .argument("<value>", "in the unit of the name that you used")
      .option("--json", "one JSON document on standard output");
  },
  run: async ([name = "", value = ""], options, io) => {
    const done = (await callOperation("set-setting", { name, value }, options, io)) as Done;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else {
      const { setting, variable, changed } = done;
      io.print(`${setting}: ${valueText(done.value)}${variable ? ` (${variable.name} = ${variable.value})` : ""}`);
      for (const { path, effect } of changed)
        if (effect === "at-restart") io.print(`${path} counts when the server is started again.`);
    }
    return 0;
  },
});

/** What the operation `set-setting` gives. */
interface Done {
  readonly setting: string;
  readonly value: unknown;
  readonly variable: { readonly name: string; readonly value: string } | null;
  readonly changed: readonly { readonly path: string; readonly effect: string }[];
}
