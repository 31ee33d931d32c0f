/** Shows an account with what belongs to it. */
import { z } from "zod";
import { isoTime } from "../../base/iso.ts";
import { accountView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { account } from "../schemas/account.ts";
import { list, time } from "../schemas/parts.ts";

export const accountShow = defineOperation({
  summary: "show an account, its aliases and app passwords, and how full it is",
  route: "GET /accounts/{address}",
  access: "admin",
  input: z.strictObject({ address: z.string() }),
  output: account.extend({
    usedBytes: z.number(),
    aliases: list(z.string()),
    appPasswords: list(z.object({ device: z.string(), createdAt: time().nullable(), usedAt: time().nullable() })),
  }),
  run: async ({ address }, context) => {
    const { accounts, usedBytes } = context;
    const found = accounts.knownAccount(address);
    const view = accountView(found, context);
    const iso = (at: number | null) => (at === null ? null : isoTime(at));
    return {
      ...view,
      usedBytes: await usedBytes(`${found.local}@${found.domain}`),
      aliases: accounts.aliasesTo(view.address).map((alias) => alias.address),
      appPasswords: accounts
        .appPasswords(found)
        .map(({ device, createdAt, usedAt }) => ({ device, createdAt: iso(createdAt), usedAt: iso(usedAt) })),
    };
  },
});
