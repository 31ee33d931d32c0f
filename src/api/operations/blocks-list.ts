/** Lists who is blocked. */
import { z } from "zod";
import { blockView } from "../block-view.ts";
import { defineOperation } from "../operation.ts";
import { block } from "../schemas/block.ts";
import { list } from "../schemas/parts.ts";

export const blocksList = defineOperation({
  summary: "list the blocks in force, all or those that have to do with an address, a network or an account",
  route: "GET /blocks",
  access: "helpdesk",
  input: z.strictObject({ of: z.exactOptional(z.string()) }),
  output: list(block),
  run: ({ of }, { blocks }) => blocks.list(of).map(blockView),
});
