/** `postino blocks list`: who is kept out now, why, and until when. */
import type { BlockView } from "../../../api/block-view.ts";
import { declareJson } from "../../account-options.ts";
import { blocksText } from "../../block-text.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";
import { serverZone } from "../../config-file.ts";

export const list = defineCliCommand({
  summary: "list who is blocked or suspended, why and until when",
  examples: [
    ["postino blocks list", "all of them, the oldest first"],
    ["postino blocks list 198.51.100.30", "is this address blocked, by itself or in a network?"],
  ],
  declare: (command) => void declareJson(command).argument("[address]", "an address, a network or an account"),
  run: async ([of], options, io) => {
    const found = await callOperation("blocks-list", of === undefined ? {} : { of }, options, io);
    const blocks = found as readonly BlockView[];
    if (options.json) io.print(JSON.stringify(blocks, null, 2));
    else if (blocks.length > 0) io.print(blocksText(blocks, serverZone(options, io)));
    else io.print(of === undefined ? "Nobody is blocked." : `${of} is not blocked.`);
    return blocks.length > 0 ? 0 : 1;
  },
});
