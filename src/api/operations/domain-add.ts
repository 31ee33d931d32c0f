/** Adds a domain. */
import { z } from "zod";
import { domainView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { domain } from "../schemas/account.ts";

export const domainAdd = defineOperation({
  summary: "receive mail for a domain",
  route: "POST /domains",
  access: "admin",
  input: z.strictObject({
    name: z.string(),
    kind: z.enum(["local", "relay", "backup"]).default("local"),
    /** An address; null: what nobody gets is refused. */
    catchAll: z.string().nullable().default(null),
  }),
  output: domain,
  run: ({ name, kind, catchAll }, context) => {
    const view = domainView(context.accounts.addDomain(name, { kind, catchAll }), context);
    journalChange(context.journal, `domain ${view.name}`, undefined, view);
    return view;
  },
});
