/** Adds an account; a password that nobody chose is made, and told once. */
import { z } from "zod";
import { makeCredentials } from "../../app/credentials.ts";
import { accountView, journalChange } from "../account-view.ts";
import { defineOperation } from "../operation.ts";

export const accountAdd = defineOperation({
  summary: "add an account",
  input: z.strictObject({
    address: z.string(),
    password: z.exactOptional(z.string()),
    fullName: z.exactOptional(z.string().max(200)),
    state: z.exactOptional(z.enum(["enabled", "login-disabled", "receive-disabled"])),
    /** Null: as the setting says; 0: without end. */
    quotaBytes: z.exactOptional(z.int().min(0).nullable()),
    forward: z.exactOptional(z.array(z.string())),
    keepCopy: z.exactOptional(z.boolean()),
  }),
  run: async ({ address, password, ...rest }, { accounts, settings, journal }) => {
    const { made, ...credentials } = await makeCredentials(password, settings.config().accounts);
    const view = accountView(accounts.addAccount(address, { ...rest, ...credentials }));
    journalChange(journal, `account ${view.address}`, undefined, view);
    return { ...view, ...(made !== undefined && { password: made }) };
  },
});
