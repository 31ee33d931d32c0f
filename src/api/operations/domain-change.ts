/** Changes a domain. */
import { z } from "zod";
import { domainView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { domain } from "../schemas/account.ts";

export const domainChange = defineOperation({
  summary: "change, suspend or resume a domain",
  route: "PATCH /domains/{name}",
  access: "admin",
  input: z.strictObject({
    name: z.string(),
    kind: z.exactOptional(z.enum(["local", "relay", "backup"])),
    catchAll: z.exactOptional(z.string().nullable()),
    suspended: z.exactOptional(z.boolean()),
  }),
  output: domain,
  run: ({ name, ...changes }, context) => {
    const before = domainView(context.accounts.knownDomain(name), context);
    const changed = context.access.keepingAdmin(() => context.accounts.changeDomain(name, changes));
    const after = domainView(changed, context);
    journalChange(context.journal, `domain ${after.name}`, before, after);
    return after;
  },
});
