/** Takes a token away. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { ownAccount } from "../own-account.ts";

export const tokenRemove = defineOperation({
  summary: "take a token away",
  route: "DELETE /tokens/{name}",
  access: "user",
  input: z.strictObject({ name: z.string() }),
  output: z.object({}),
  run: ({ name }, context) => {
    const account = ownAccount(context);
    context.access.removeToken(account, name);
    context.journal(`account ${account} token ${name}`, "made", undefined);
    return {};
  },
});
