/** Lists the aliases. */
import { z } from "zod";
import { aliasView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { alias } from "../schemas/account.ts";
import { list } from "../schemas/parts.ts";

export const aliasList = defineOperation({
  summary: "list the aliases and groups, of one domain or of all",
  route: "GET /aliases",
  access: "admin",
  input: z.strictObject({ domain: z.exactOptional(z.string()) }),
  output: list(alias),
  run: ({ domain }, context) => {
    const { accounts } = context;
    const domains = domain === undefined ? accounts.domains() : [accounts.knownDomain(domain)];
    return domains.flatMap(({ name }) => accounts.aliases(name).map((alias) => aliasView(alias, context)));
  },
});
