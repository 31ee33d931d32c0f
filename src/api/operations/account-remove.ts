/** Removes an account; its mail stays on the disk. */
import { z } from "zod";
import { accountView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const accountRemove = defineOperation({
  summary: "remove an account with its app passwords",
  input: z.strictObject({ address: z.string() }),
  run: ({ address }, { accounts, journal }) => {
    const view = accountView(accounts.knownAccount(address));
    accounts.removeAccount(address);
    journalChange(journal, `account ${view.address}`, view, undefined);
    return { ...view, aliases: accounts.aliasesTo(view.address).map(({ local, domain }) => `${local}@${domain}`) };
  },
});
