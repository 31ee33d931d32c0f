/** Shows a domain. */
import { z } from "zod";
import { domainView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const domainShow = defineOperation({
  summary: "show a domain",
  input: z.strictObject({ name: z.string() }),
  run: ({ name }, context) => domainView(context.accounts.knownDomain(name), context),
});
