/** Lists the aliases. */
import { z } from "zod";
import { aliasView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const aliasList = defineOperation({
  summary: "list the aliases and groups, of one domain or of all",
  input: z.strictObject({ domain: z.exactOptional(z.string()) }),
  run: ({ domain }, context) => {
    const { accounts } = context;
    const domains = domain === undefined ? accounts.domains() : [accounts.knownDomain(domain)];
    return domains.flatMap(({ name }) => accounts.aliases(name).map((alias) => aliasView(alias, context)));
  },
});
