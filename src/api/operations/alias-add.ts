/** Adds an alias. */
import { z } from "zod";
import { aliasView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { alias } from "../schemas/account.ts";

export const aliasAdd = defineOperation({
  summary: "add another name for one address, or for several (a group)",
  route: "POST /aliases",
  access: "admin",
  input: z.strictObject({ address: z.string(), targets: z.array(z.string()) }),
  output: alias,
  run: ({ address, targets }, context) => {
    const view = aliasView(context.accounts.addAlias(address, targets), context);
    journalChange(context.journal, `alias ${view.address}`, undefined, view);
    return view;
  },
});
