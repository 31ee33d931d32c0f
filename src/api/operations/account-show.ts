/** Shows an account with what belongs to it. */
import { z } from "zod";
import { accountView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const accountShow = defineOperation({
  summary: "show an account, its aliases and app passwords, and how full it is",
  input: z.strictObject({ address: z.string() }),
  run: async ({ address }, { accounts, usedBytes }) => {
    const account = accounts.knownAccount(address);
    const view = accountView(account);
    const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
    return {
      ...view,
      usedBytes: await usedBytes(view.address),
      aliases: accounts.aliasesTo(view.address).map(({ local, domain }) => `${local}@${domain}`),
      appPasswords: accounts
        .appPasswords(account)
        .map(({ device, createdAt, usedAt }) => ({ device, createdAt: iso(createdAt), usedAt: iso(usedAt) })),
    };
  },
});
