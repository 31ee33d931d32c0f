/** Lists the accounts. */
import { z } from "zod";
import { accountView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const accountList = defineOperation({
  summary: "list the accounts, of one domain or of all",
  input: z.strictObject({ domain: z.exactOptional(z.string()) }),
  run: ({ domain }, { accounts }) =>
    (domain === undefined ? accounts.domains() : [accounts.knownDomain(domain)]).flatMap(({ name }) =>
      accounts.accounts(name).map(accountView),
    ),
});
