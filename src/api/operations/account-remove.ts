/** Removes an account; its mail stays on the disk. */
import { z } from "zod";
import { accountView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { account } from "../schemas/account.ts";
import { list } from "../schemas/parts.ts";

export const accountRemove = defineOperation({
  summary: "remove an account with its app passwords",
  route: "DELETE /accounts/{address}",
  access: "admin",
  input: z.strictObject({ address: z.string() }),
  output: account.extend({ aliases: list(z.string()) }),
  run: ({ address }, context) => {
    const { accounts, access, journal } = context;
    const view = accountView(accounts.knownAccount(address), context);
    access.keepingAdmin(() => accounts.removeAccount(address));
    journalChange(journal, `account ${view.address}`, view, undefined);
    return { ...view, aliases: accounts.aliasesTo(view.address).map((alias) => alias.address) };
  },
});
