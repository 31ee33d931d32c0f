/** Removes a domain, and its accounts where that is said. */
import { z } from "zod";
import { accountView, aliasView, domainView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { domain } from "../schemas/account.ts";

export const domainRemove = defineOperation({
  summary: "receive no more mail for a domain",
  route: "DELETE /domains/{name}",
  access: "admin",
  input: z.strictObject({ name: z.string(), withAccounts: z.boolean().default(false) }),
  output: domain,
  run: ({ name, withAccounts }, context) => {
    const { accounts, access, journal } = context;
    const view = domainView(accounts.knownDomain(name), context);
    const gone = [
      ...accounts
        .accounts(view.name)
        .map((each) => [`account ${each.local}@${view.name}`, accountView(each, context)] as const),
      ...accounts
        .aliases(view.name)
        .map((each) => [`alias ${each.local}@${view.name}`, aliasView(each, context)] as const),
      [`domain ${view.name}`, view] as const,
    ];
    access.keepingAdmin(() => accounts.removeDomain(name, withAccounts));
    for (const [what, before] of gone) journalChange(journal, what, before, undefined);
    return view;
  },
});
