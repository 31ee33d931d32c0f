/** Shows an alias. */
import { z } from "zod";
import { aliasView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const aliasShow = defineOperation({
  summary: "show an alias or a group, and which of its targets reach nobody",
  input: z.strictObject({ address: z.string() }),
  run: ({ address }, context) => aliasView(context.accounts.knownAlias(address), context),
});
