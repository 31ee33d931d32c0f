/** Tells what a block did: the session that caused it, and the mail that it cost. */
import { z } from "zod";
import { UsageError } from "../../base/error.ts";
import { blockView } from "../block-view.ts";
import { defineOperation } from "../operation.ts";
import { block } from "../schemas/block.ts";
import { list, time } from "../schemas/parts.ts";
import { sessionRow } from "../schemas/session.ts";

export const blocksShow = defineOperation({
  summary: "tell of a block: the session that caused it, whom it refused since, and the mail that it cost",
  route: "GET /blocks/{blocked}",
  access: "helpdesk",
  input: z.strictObject({ blocked: z.string() }),
  output: z.object({
    block,
    cause: sessionRow.nullable(),
    refused: list(sessionRow),
    mail: list(
      z.object({
        at: time().nullable(),
        session: z.string(),
        peer: z.string(),
        sender: z.string(),
        recipient: z.string(),
        knownSince: time().nullable(),
      }),
    ),
    known: list(z.object({ peer: z.string(), at: time().nullable() })),
  }),
  run: async ({ blocked }, { blocks, questions, signal }) => {
    const [found] = blocks.list(blocked);
    if (!found) throw new UsageError(`${blocked} is not blocked`, "not-found");
    const { since, session } = found;
    const asked = { blocked: found.blocked, since, ...(session !== undefined && { session }) };
    return { block: blockView(found), ...(await questions.ask("block", asked, signal)) };
  },
});
