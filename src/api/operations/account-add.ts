/** Adds an account; a password that nobody chose is made, and told once. */
import { z } from "zod";
import { roles } from "../../access/role.ts";
import { makeCredentials } from "../../app/credentials.ts";
import { accountView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { accountAndPassword, accountState } from "../schemas/account.ts";

export const accountAdd = defineOperation({
  summary: "add an account",
  route: "POST /accounts",
  access: "admin",
  input: z.strictObject({
    address: z.string(),
    password: z.exactOptional(z.string()),
    fullName: z.exactOptional(z.string().max(200)),
    role: z.exactOptional(z.enum(roles)),
    state: z.exactOptional(accountState),
    /** Null: as the setting says; 0: without end. */
    quotaBytes: z.exactOptional(z.int().min(0).nullable()),
    forward: z.exactOptional(z.array(z.string())),
    keepCopy: z.exactOptional(z.boolean()),
  }),
  output: accountAndPassword,
  run: async ({ address, password, role, ...rest }, context) => {
    const { accounts, access, settings, journal } = context;
    const policy = settings.config().accounts;
    const { made, ...credentials } = await makeCredentials(password, policy);
    const added = accounts.transaction(() => {
      const account = accounts.addAccount(address, { ...rest, ...credentials }, policy.separator);
      if (role !== undefined) access.setRole(account.address, role);
      return account;
    });
    const view = accountView(added, context);
    journalChange(journal, `account ${view.address}`, undefined, view);
    return { ...view, ...(made !== undefined && { password: made }) };
  },
});
