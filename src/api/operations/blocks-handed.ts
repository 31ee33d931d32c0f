/** Gives the blocks to a firewall, and writes down that it has them: what it drops leaves no line of ours. */
import { z } from "zod";
import { handedToFirewall } from "../../sessions/blocks.ts";
import { blockView } from "../block-view.ts";
import { defineOperation } from "../operation.ts";
import { block } from "../schemas/block.ts";
import { list } from "../schemas/parts.ts";

export const blocksHanded = defineOperation({
  summary: "give the blocks in force to a firewall, and note that in the journal",
  route: "POST /blocks/handed",
  access: "admin",
  input: z.strictObject({ firewall: z.enum(["nftables"]) }),
  output: list(block),
  run: ({ firewall }, { blocks, journal }) => {
    const views = blocks.list().map(blockView);
    journal(handedToFirewall, undefined, `${firewall}, ${views.length} blocks`);
    return views;
  },
});
