/** Makes a password for one device of an account, told once. */
import { z } from "zod";
import { makeCredentials } from "../../app/credentials.ts";
import { defineOperation } from "../operation.ts";

export const appPasswordAdd = defineOperation({
  summary: "make a password for one device",
  route: "POST /accounts/{address}/app-passwords",
  access: "admin",
  input: z.strictObject({ address: z.string(), device: z.string().max(100) }),
  output: z.object({ address: z.string(), device: z.string(), password: z.string().exactOptional() }),
  run: async ({ address, device }, { accounts, journal }) => {
    const account = accounts.knownAccount(address);
    const mailbox = account.address;
    const { made, passwordHash } = await makeCredentials(undefined, { scram: false, like: account.passwordHash });
    accounts.addAppPassword(address, device, passwordHash);
    journal(`account ${mailbox} app password ${device.trim()}`, undefined, "made");
    return { address: mailbox, device: device.trim(), ...(made !== undefined && { password: made }) };
  },
});
