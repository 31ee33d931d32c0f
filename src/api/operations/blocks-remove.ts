/** Ends a block before its time. */
import { z } from "zod";
import { blockView } from "../block-view.ts";
import { defineOperation } from "../operation.ts";
import { block } from "../schemas/block.ts";

export const blocksRemove = defineOperation({
  summary: "end the block of an address or a network",
  route: "DELETE /blocks/{blocked}",
  access: "admin",
  input: z.strictObject({ blocked: z.string() }),
  output: block,
  run: ({ blocked }, { blocks, journal, by }) => {
    const view = blockView(blocks.remove(blocked, by));
    journal(`block ${view.blocked}`, `${view.rule} [${view.code}]`, undefined);
    return view;
  },
});
