/** Changes an account, also to suspend and to resume it. */
import { z } from "zod";
import { roles } from "../../access/role.ts";
import { UsageError } from "../../base/error.ts";
import { accountView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { account, accountState } from "../schemas/account.ts";

export const accountChange = defineOperation({
  summary: "change an account",
  route: "PATCH /accounts/{address}",
  access: "admin",
  input: z.strictObject({
    address: z.string(),
    fullName: z.exactOptional(z.string().max(200)),
    role: z.exactOptional(z.enum(roles)),
    state: z.exactOptional(accountState),
    /** Null: as the setting says; 0: without end. */
    quotaBytes: z.exactOptional(z.int().min(0).nullable()),
    forward: z.exactOptional(z.array(z.string())),
    keepCopy: z.exactOptional(z.boolean()),
  }),
  output: account,
  run: ({ address, role, ...changes }, context) => {
    const { accounts, access, journal } = context;
    if (role === undefined && Object.keys(changes).length === 0)
      throw new UsageError("nothing is said that could be changed: name, role, state, quota, forwarding");
    const before = accountView(accounts.knownAccount(address), context);
    const changed = access.keepingAdmin(() => {
      if (role !== undefined) access.setRole(before.address, role);
      return accounts.changeAccount(address, changes);
    });
    if (changed.state !== "enabled") access.endAll(before.address);
    const after = accountView(changed, context);
    journalChange(journal, `account ${after.address}`, before, after);
    return after;
  },
});
