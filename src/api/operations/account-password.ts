/** Sets the password of an account; one that nobody chose is made, and told once. */
import { z } from "zod";
import { makeCredentials } from "../../app/credentials.ts";
import { accountView } from "../account-view.ts";
import { defineOperation } from "../operation.ts";
import { accountAndPassword } from "../schemas/account.ts";

export const accountPassword = defineOperation({
  summary: "set the password of an account",
  route: "PUT /accounts/{address}/password",
  access: "admin",
  input: z.strictObject({ address: z.string(), password: z.exactOptional(z.string()) }),
  output: accountAndPassword,
  run: async ({ address, password }, context) => {
    const { accounts, access, settings, journal } = context;
    const account = accounts.knownAccount(address);
    // App passwords share the salt of the password, so that a login is tried against all of them at once.
    const like = accounts.appPasswords(account).length > 0 ? { like: account.passwordHash } : {};
    const { made, ...credentials } = await makeCredentials(password, { ...settings.config().accounts, ...like });
    const view = accountView(accounts.changeAccount(address, credentials), context);
    access.endAll(view.address);
    journal(`account ${view.address} password`, undefined, "set anew");
    return { ...view, ...(made !== undefined && { password: made }) };
  },
});
