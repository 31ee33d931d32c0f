/** Removes an alias. */
import { z } from "zod";
import { aliasView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const aliasRemove = defineOperation({
  summary: "remove an alias",
  input: z.strictObject({ address: z.string() }),
  run: ({ address }, context) => {
    const view = aliasView(context.accounts.knownAlias(address), context);
    context.accounts.removeAlias(address);
    journalChange(context.journal, `alias ${view.address}`, view, undefined);
    return view;
  },
});
