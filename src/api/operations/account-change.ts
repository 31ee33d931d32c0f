/** Changes an account, also to suspend and to resume it. */
import { z } from "zod";
import { accountView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const accountChange = defineOperation({
  summary: "change an account",
  input: z.strictObject({
    address: z.string(),
    fullName: z.exactOptional(z.string().max(200)),
    state: z.exactOptional(z.enum(["enabled", "login-disabled", "receive-disabled"])),
    /** Null: as the setting says; 0: without end. */
    quotaBytes: z.exactOptional(z.int().min(0).nullable()),
    forward: z.exactOptional(z.array(z.string())),
    keepCopy: z.exactOptional(z.boolean()),
  }),
  run: ({ address, ...changes }, { accounts, journal }) => {
    const before = accountView(accounts.knownAccount(address));
    const after = accountView(accounts.changeAccount(address, changes));
    journalChange(journal, `account ${after.address}`, before, after);
    return after;
  },
});
