/** `postino config show`: the configuration in force, defaults and all. */
import { stringify } from "yaml";
import { defineCliCommand } from "../../command.ts";
import { configFrom } from "../../config-file.ts";

export const show = defineCliCommand({
  summary: "print the configuration in force, with the defaults that the file leaves out",
  examples: [["postino config show --json", "the same as one JSON document"]],
  declare: (command) => {
    command.option("--json", "one JSON document on standard output");
  },
  run: async (_, options, io) => {
    const shown = configFrom(options, io);
    io.print(options.json ? JSON.stringify(shown, null, 2) : stringify(shown).trimEnd());
    return 0;
  },
});
