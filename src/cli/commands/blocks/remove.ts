/** `postino blocks remove`: lets an address or a network in again. */
import type { BlockView } from "../../../api/block-view.ts";
import { declareJson } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const remove = defineCliCommand({
  summary: "end the block of an address or a network, or let a suspended account in again",
  examples: [["postino blocks remove 198.51.100.30", "it may connect again, from now on"]],
  declare: (command) => void declareJson(command).argument("<address>", "as postino blocks list shows it"),
  run: async ([blocked], options, io) => {
    const done = (await callOperation("blocks-remove", { blocked }, options, io)) as BlockView;
    io.print(options.json ? JSON.stringify(done, null, 2) : `${done.blocked} is no longer blocked.`);
    return 0;
  },
});
