/** Takes the password of one device away. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";

export const appPasswordRemove = defineOperation({
  summary: "take the password of one device away",
  route: "DELETE /accounts/{address}/app-passwords/{device}",
  access: "admin",
  input: z.strictObject({ address: z.string(), device: z.string() }),
  output: z.object({ address: z.string(), device: z.string() }),
  run: ({ address, device }, { accounts, journal }) => {
    const mailbox = accounts.knownAccount(address).address;
    accounts.removeAppPassword(address, device);
    journal(`account ${mailbox} app password ${device}`, "made", undefined);
    return { address: mailbox, device };
  },
});
