/** Makes the secret of a second factor; it counts when a code of it was given. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { ownAccountInPerson } from "../own-account.ts";

export const secondFactorStart = defineOperation({
  summary: "begin to use a second factor: a secret for the telephone, told once",
  route: "POST /second-factor",
  access: "user",
  input: z.strictObject({}),
  output: z.object({ secret: z.string(), uri: z.string() }),
  run: (_, context) =>
    context.access.beginSecondFactor(ownAccountInPerson(context), context.settings.config().server.hostname),
});
