/** Shows an alias. */
import { z } from "zod";
import { aliasView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { alias } from "../schemas/account.ts";

export const aliasShow = defineOperation({
  summary: "show an alias or a group, and which of its targets reach nobody",
  route: "GET /aliases/{address}",
  access: "admin",
  input: z.strictObject({ address: z.string() }),
  output: alias,
  run: ({ address }, context) => aliasView(context.accounts.knownAlias(address), context),
});
