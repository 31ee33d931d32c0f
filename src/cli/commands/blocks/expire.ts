/** `postino blocks expire`: ends what is over, where no server runs that does it. */
import type { BlockView } from "../../../api/block-view.ts";
import { declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const expire = defineCliCommand({
  summary: "end the blocks whose time is over; a running server does it each second",
  examples: [["postino blocks expire", "takes them from the list and says so in the log"]],
  declare: (command) => void declareJson(command),
  run: async (_, options, io) => {
    const ended = (await callOperation("blocks-expire", {}, options, io)) as readonly BlockView[];
    if (options.json) io.print(JSON.stringify(ended, null, 2));
    else io.print(ended.length === 0 ? "None is over." : ended.map(({ blocked }) => `${blocked} is over.`).join("\n"));
    return 0;
  },
});
