/** Lists the domains. */
import { z } from "zod";
import { domainView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const domainList = defineOperation({
  summary: "list the domains, the oldest first",
  input: z.strictObject({}),
  run: (_, context) => context.accounts.domains().map((domain) => domainView(domain, context)),
});
