/** Puts a second factor to use, once the telephone has shown the right code. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { ownAccountInPerson } from "../own-account.ts";

export const secondFactorConfirm = defineOperation({
  summary: "put a second factor to use by a first code; each login asks for one from then on",
  route: "PUT /second-factor",
  access: "user",
  input: z.strictObject({ code: z.string().max(20) }),
  output: z.object({}),
  run: ({ code }, context) => {
    const account = ownAccountInPerson(context);
    context.access.confirmSecondFactor(account, code);
    context.journal(`account ${account} second factor`, undefined, "in use");
    return {};
  },
});
