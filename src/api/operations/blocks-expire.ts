/** Ends the blocks whose time is over. */
import { z } from "zod";
import { blockView } from "../block-view.ts";
import { defineOperation } from "../operation.ts";

export const blocksExpire = defineOperation({
  summary: "end the blocks whose time is over, as a running server does each second",
  input: z.strictObject({}),
  run: (_, { blocks }) => blocks.expire().map(blockView),
});
