/** Lists the accounts. */
import { z } from "zod";
import { accountView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { account } from "../schemas/account.ts";
import { list } from "../schemas/parts.ts";

export const accountList = defineOperation({
  summary: "list the accounts, of one domain or of all",
  route: "GET /accounts",
  access: "admin",
  input: z.strictObject({ domain: z.exactOptional(z.string()) }),
  output: list(account),
  run: ({ domain }, context) => {
    const { accounts } = context;
    const domains = domain === undefined ? accounts.domains() : [accounts.knownDomain(domain)];
    return domains.flatMap(({ name }) => accounts.accounts(name).map((account) => accountView(account, context)));
  },
});
