/** `postino reload`: has the running server read its configuration file again. */
import { callOperation } from "../call.ts";
import { defineCliCommand } from "../command.ts";
import { changeLine, type Reloaded } from "../print-change.ts";

export const reload = defineCliCommand({
  summary: "have the running server read its configuration file, as SIGHUP does",
  examples: [["postino reload", "what is new by that; a file with a fault changes nothing"]],
  declare: (command) => {
    command.option("--json", "one JSON document on standard output");
  },
  run: async (_, options, io) => {
    const done = (await callOperation("setting-reload", {}, options, io)) as Reloaded;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else if (done.changed.length === 0) io.print(`${done.file}: nothing is new`);
    else for (const change of done.changed) io.print(changeLine(change));
    return 0;
  },
});
