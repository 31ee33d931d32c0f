/** Shows a domain. */
import { z } from "zod";
import { domainView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { domain } from "../schemas/account.ts";

export const domainShow = defineOperation({
  summary: "show a domain",
  route: "GET /domains/{name}",
  access: "admin",
  input: z.strictObject({ name: z.string() }),
  output: domain,
  run: ({ name }, context) => domainView(context.accounts.knownDomain(name), context),
});
