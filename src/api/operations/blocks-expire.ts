/** Ends the blocks whose time is over. */
import { z } from "zod";
import { blockView } from "../block-view.ts";
import { defineOperation } from "../operation.ts";
import { block } from "../schemas/block.ts";
import { list } from "../schemas/parts.ts";

export const blocksExpire = defineOperation({
  summary: "end the blocks whose time is over, as a running server does each second",
  route: "POST /blocks/expire",
  access: "admin",
  input: z.strictObject({}),
  output: list(block),
  run: (_, { blocks }) => blocks.expire().map(blockView),
});
