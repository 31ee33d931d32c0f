/** Lists the domains. */
import { z } from "zod";
import { domainView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { domain } from "../schemas/account.ts";
import { list } from "../schemas/parts.ts";

export const domainList = defineOperation({
  summary: "list the domains, the oldest first",
  route: "GET /domains",
  access: "admin",
  input: z.strictObject({}),
  output: list(domain),
  run: (_, context) => context.accounts.domains().map((domain) => domainView(domain, context)),
});
