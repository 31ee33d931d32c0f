/** Changes the targets of an alias. */
import { z } from "zod";
import { aliasView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { alias } from "../schemas/account.ts";

export const aliasChange = defineOperation({
  summary: "change the targets of an alias: all of them, or some",
  route: "PATCH /aliases/{address}",
  access: "admin",
  input: z.strictObject({
    address: z.string(),
    /** In place of those that are there. */
    targets: z.exactOptional(z.array(z.string())),
    add: z.array(z.string()).default([]),
    remove: z.array(z.string()).default([]),
  }),
  output: alias,
  run: ({ address, targets, add, remove }, context) => {
    const alias = context.accounts.knownAlias(address);
    const gone = remove.map((each) => each.toLowerCase());
    const kept = (targets ?? alias.targets).filter((each) => !gone.includes(each.toLowerCase()));
    const before = aliasView(alias, context);
    const after = aliasView(context.accounts.changeAlias(address, [...kept, ...add]), context);
    journalChange(context.journal, `alias ${after.address}`, before, after);
    return after;
  },
});
