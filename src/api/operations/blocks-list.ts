/** Lists who is blocked. */
import { z } from "zod";
import { blockView } from "../block-view.ts";
import { defineOperation } from "../operation.ts";

export const blocksList = defineOperation({
  summary: "list the blocks in force, all or those that have to do with an address, a network or an account",
  input: z.strictObject({ of: z.exactOptional(z.string()) }),
  run: ({ of }, { blocks }) => blocks.list(of).map(blockView),
});
