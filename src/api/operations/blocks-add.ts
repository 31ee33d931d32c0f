/** Blocks an address or a network by hand. */
import { z } from "zod";
import { blockView } from "../block-view.ts";
import { defineOperation } from "../operation.ts";
import { block } from "../schemas/block.ts";

/** Longer is for good. */
const mostSeconds = 10 * 366 * 86_400;

export const blocksAdd = defineOperation({
  summary: "block an address or a network by hand",
  route: "POST /blocks",
  access: "admin",
  input: z.strictObject({
    blocked: z.string(),
    /** Without it the block stays until it is removed. */
    forSeconds: z.exactOptional(z.number().positive().max(mostSeconds)),
    note: z.exactOptional(z.string().max(500)),
  }),
  output: block,
  run: ({ blocked, forSeconds, note }, { blocks, journal, by }) => {
    const length = forSeconds === undefined ? {} : { milliseconds: forSeconds * 1000 };
    const view = blockView(blocks.add({ blocked, ...length, ...(note !== undefined && { note }), by }));
    journal(`block ${view.blocked}`, undefined, view.until === null ? "until it is removed" : `until ${view.until}`);
    return view;
  },
});
