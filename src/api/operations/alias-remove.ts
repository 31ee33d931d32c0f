/** Removes an alias. */
import { z } from "zod";
import { aliasView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { alias } from "../schemas/account.ts";

export const aliasRemove = defineOperation({
  summary: "remove an alias",
  route: "DELETE /aliases/{address}",
  access: "admin",
  input: z.strictObject({ address: z.string() }),
  output: alias,
  run: ({ address }, context) => {
    const view = aliasView(context.accounts.knownAlias(address), context);
    context.accounts.removeAlias(address);
    journalChange(context.journal, `alias ${view.address}`, view, undefined);
    return view;
  },
});
