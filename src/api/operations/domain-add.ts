/** Adds a domain. */
import { z } from "zod";
import { domainView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const domainAdd = defineOperation({
  summary: "receive mail for a domain",
  input: z.strictObject({
    name: z.string(),
    kind: z.enum(["local", "relay", "backup"]).default("local"),
    /** An address; null: what nobody gets is refused. */
    catchAll: z.string().nullable().default(null),
  }),
  run: ({ name, kind, catchAll }, context) => {
    const view = domainView(context.accounts.addDomain(name, { kind, catchAll }), context);
    journalChange(context.journal, `domain ${view.name}`, undefined, view);
    return view;
  },
});
