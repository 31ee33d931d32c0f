/** Lists who is blocked. */
import { z } from "zod";
import { isWithin, parseNetwork } from "../../base/network.ts";
import { blockView } from "../block-view.ts";
import { defineOperation } from "../operation.ts";

export const blocksList = defineOperation({
  summary: "list the blocks in force, all or those that hold an address or network",
  input: z.strictObject({ of: z.exactOptional(z.string()) }),
  run: ({ of }, { blocks }) => {
    const asked = of === undefined ? undefined : parseNetwork(of);
    return blocks
      .list()
      .filter(({ blocked }) => asked === undefined || isWithin(asked, blocked) || isWithin(blocked, asked))
      .map(blockView);
  },
});
